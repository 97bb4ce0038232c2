"""`degreepath data`, and --data with a folder of one's own."""

import json
from pathlib import Path

import pytest
from commands import run
from made_outcome_files import GCU_ROWS, table

from degreepath.knowledge.load import FILES, load_knowledge, read_draft

COURSE = """\
schema = 1

[[sources]]
id = "my-source"
title = "Handbook"
publisher = "My School"
date = "2024"
kind = "institution"
benefits = "my school"

[[programs]]
id = "my-course"
name = "Sound for Pictures"
kind = "course"
archetype = "technology"
about = "A course of my own."
institution = "My School"
country = "UK"
award = "BSc"
teaches = { picture = 3, sound-design = 2 }
listed = "part"
listed_because = "only its first year was read"
modules_source = "my-source"
modules = [{ title = "Sound Design", topics = ["sound-design"] }]
"""


@pytest.fixture
def mine(home: Path) -> Path:
    """A folder with one course of a counsellor's own."""
    folder = home / "mine"
    folder.mkdir()
    (folder / "course.toml").write_text(COURSE)
    return folder


def test_lint_of_what_is_right(mine: Path) -> None:
    """All is well: one line, exit 0; a good course of one's own is counted with ours."""
    ours = sum(map(len, read_draft().records.values()))
    for folder, records in (("", ours), (str(mine), ours + 2)):
        done = run(f"data lint {folder}")
        assert (done.exit_code, done.stdout, done.stderr) == (0, f"{records} records, no problems\n", "")


def test_lint_lists_every_problem(mine: Path) -> None:
    """Each problem is one line that begins with file and line; the exit code says that something is wrong."""
    (mine / "course.toml").write_text(
        COURSE.replace("picture =", "pictures =").replace('"technology"', '"tech"')
    )
    done = run("data lint mine")
    assert done.exit_code == 3
    assert [line.split()[0] for line in done.stdout.splitlines()[:2]] == ["mine/course.toml:12:"] * 2
    assert "'picture'" in done.stdout
    assert done.stdout.splitlines()[-1].endswith("records, 2 problems")
    value = json.loads(run("data lint mine --format json").stdout)
    assert (value["schema"], value["all_laws_tried"], len(value["problems"])) == (1, False, 2)
    assert value["problems"][0]["line"] == 12


def test_lint_of_nothing() -> None:
    """A folder that is not there is one line and exit 4."""
    done = run("data lint nowhere")
    assert (done.exit_code, done.stdout) == (4, "")
    assert done.stderr.startswith("degreepath: There is no folder")


@pytest.mark.parametrize("name", ["", *(file.removesuffix(".toml") for file in FILES)])
def test_schema(name: str) -> None:
    """There is a schema for each of our files and one for all tables, to save beside one's own file."""
    assert json.loads(run(f"data schema {name}").stdout)["$schema"].startswith("http://json-schema.org/")
    assert run(f"data schema {name} -o degreepath.schema.json").exit_code == 0
    json.loads(Path("degreepath.schema.json").read_text())
    assert run("data schema -o schema.toml").exit_code == 2


def test_a_folder_of_ones_own_is_there_for_one_run(mine: Path) -> None:
    """With --data, or DEGREEPATH_DATA for a whole class room, the course is there like ours; typed beats set; then it is gone."""
    assert "A course of my own." in run("--data", mine, "programs", "my-course").stdout
    assert run("programs my-course", env={"DEGREEPATH_DATA": str(mine)}).exit_code == 0
    assert run("--data", mine, "programs", "my-course", env={"DEGREEPATH_DATA": "nowhere"}).exit_code == 0
    done = run("programs my-course")
    assert done.exit_code == 2
    assert "There is no program called 'my-course'" in done.stderr


@pytest.mark.parametrize(
    "line", ["compare production technology", "roles", "programs", "questions", "sources"]
)
def test_every_command_refuses_broken_data(mine: Path, line: str) -> None:
    """Broken data is never half used: one sentence with the file, exit 3, nothing on stdout."""
    (mine / "course.toml").write_text(COURSE + "[[programs]")
    done = run("--data", mine, *line.split())
    assert (done.exit_code, done.stdout, len(done.stderr.splitlines())) == (3, "", 1)
    assert "mine/course.toml" in done.stderr


def test_official_figures_are_brought_shown_and_erased(home: Path) -> None:
    """What is imported shows on the page of its course, `data figures` tells what there is, and erases it."""
    assert "No official figures were imported" in run("data figures").stdout
    known = [p for p in load_knowledge().courses if p.official and p.official.kiscourseid]
    official = known[0].official
    assert official
    keys = {
        "PUBUKPRN": official.ukprn,
        "UKPRN": official.ukprn,
        "KISCOURSEID": official.kiscourseid,
        "KISMODE": "01",
    }
    (home / "GOSALARY.csv").write_text(
        table("GOSALARY", [{**GCU_ROWS["GOSALARY"], **keys, "GOINSTMED": "24500"}])
    )
    done = run("data import GOSALARY.csv")
    assert done.exit_code == 0, done.stderr
    assert "kept 1 figures of 1" in done.stdout
    assert "£24,500" in run(f"programs {known[0].id} --all").stdout
    assert "£24,500" in run(f"compare production {known[0].id} --all").stdout
    assert "Discover Uni" in run("data figures").stdout
    asked = run("data figures --erase")
    assert (asked.exit_code, "--yes" in asked.stderr) == (2, True)
    assert "Erased" in run("data figures --erase --yes").stdout
    assert "£24,500" not in run(f"programs {known[0].id} --all").stdout


def test_courses_known_by_their_figures_only(home: Path) -> None:
    """After an import, `programs --country UK` has an official course that we have no modules for, apart, and says what to do."""
    for name in ("KISCOURSE", "SBJ", "GOSALARY"):
        row = {
            **GCU_ROWS.get(name, {}),
            "KISCOURSEID": "OTHER1",
            "TITLE": "Sound of Elsewhere",
            "SBJ": "CAH25-02-02",
        }
        row |= dict.fromkeys(("PUBUKPRN", "UKPRN"), "10000001") | {"KISMODE": "01"}
        (home / f"{name}.csv").write_text(table(name, [row]))
    assert run("data import KISCOURSE.csv SBJ.csv GOSALARY.csv").exit_code == 0
    page = " ".join(run("programs --country UK --only official").stdout.split())
    assert "Sound of Elsewhere" in page
    assert "n = " in page
    assert "degreepath check --modules FILE" in page
    assert "Sound of Elsewhere" not in run("programs --country US --all").stdout


def test_a_file_that_is_no_official_one(home: Path) -> None:
    """Any other file is one sentence, and nothing is kept of it."""
    (home / "x.csv").write_text("a,b\n1,2\n")
    done = run("data import x.csv")
    assert (done.exit_code, done.stdout, len(done.stderr.splitlines())) == (3, "", 1)
    assert "No official figures" in run("data figures").stdout
