"""The page, the Markdown, the JSON and the TOML of a door audit."""

import json
from dataclasses import replace

import pytest

from degreepath.advice.audit import audit
from degreepath.knowledge.load import load_knowledge
from degreepath.knowledge.mapped_modules import as_program, map_modules
from degreepath.knowledge.module_list import parse_modules
from degreepath.show import check, render
from degreepath.show.module_toml import module_toml

KNOWLEDGE = load_knowledge()
TODAY = 2026
LIST = "Core:\nSynthesis and Sound Design I\nProgramming 1\nIntroduction to Acoustics\nCareer Development\nElective (choose 1)\nFoley and ADR\nMixing\nCritical Listening"


def of_program(name: str, *roles: str) -> check.Checked:
    program = KNOWLEDGE.program[name]
    wanted = tuple(KNOWLEDGE.role[role] for role in roles)
    return check.Checked(program, audit(program, wanted or KNOWLEDGE.roles, ranked=not roles))


def of_list(text: str = LIST, *, complete: bool = False) -> check.Checked:
    found = parse_modules(text, "list.txt")
    mapped = map_modules(found, KNOWLEDGE.topics)
    program = as_program(mapped, complete=complete, elective_slots=found.elective_slots)
    unclear = tuple((module.title, module.unclear) for module in mapped if module.unclear)
    return check.Checked(program, audit(program, KNOWLEDGE.roles, unclear), mapped, "list.txt", found.notes)


def words(checked: check.Checked, width: int = 100) -> str:
    return " ".join(render.text(check.page(KNOWLEDGE, checked, TODAY), width).split())


@pytest.mark.parametrize("name", [program.id for program in KNOWLEDGE.programs])
@pytest.mark.parametrize("width", [80, 40, 20])
def test_every_program_fits_every_width(name: str, width: int) -> None:
    """On a narrow screen no line is too long and every role is still named."""
    text = render.text(check.page(KNOWLEDGE, of_program(name), TODAY), width)
    assert max(map(len, text.splitlines())) <= width
    squeezed = "".join(text.split())
    assert all("".join(role.name.split()) in squeezed for role in KNOWLEDGE.roles)


def test_a_possible_role_names_its_electives() -> None:
    """The student reads which elective opens the role, and what is taught already."""
    assert "Game Audio Designer: choose “Game audio”" in words(
        of_program("technology", "game-audio-designer")
    )


def test_a_single_role_shows_the_modules_behind_each_need() -> None:
    """Asked about one role, the page names for each need the modules and whether they are compulsory."""
    page = words(of_program("technology", "mix-engineer"))
    assert "Mixing: “Introduction to recording and mixing” (only an introduction)" in page
    assert "Critical listening: “Audio engineering” (compulsory)" in page


def test_too_few_slots_are_said_plainly() -> None:
    """Two electives needed, one allowed: the page says 'only on paper' and how many you can take."""
    assert (
        "only on paper. It needs 2 electives (“Mixing” and “Critical Listening”), but you can take only 1"
        in words(of_list(LIST.replace("Synthesis and Sound Design I", "Recording")))
    )


def test_a_list_shows_how_each_title_was_read() -> None:
    """What was understood, what is unclear and what says nothing to us are three lists, and no title is lost."""
    page = words(of_list())
    assert (
        "Foley and ADR: Foley and field recording, Dialogue and re-recording (elective; from “Foley”, “ADR”)"
        in page
    )
    assert "Programming 1: Creative coding or Programming in C or C++?" in page
    assert "Career Development" in page
    assert "Perhaps it is in “Programming 1”" in page


def test_titles_that_are_only_codes_are_warned_of() -> None:
    """A list of codes without titles can hide any subject: the page says so instead of counting them as nothing."""
    assert "Titles that are only codes can hide anything." in words(of_list("Core:\nMixing\nMUS 1001\n"))
    assert "only codes" not in words(of_list())


def test_nothing_is_ruled_out_unless_the_list_is_complete() -> None:
    """'Not covered' stands only on the page of a complete list."""
    assert "Not covered" not in words(of_list())
    assert "Not covered" in words(of_list(complete=True))


def test_open_day_questions_end_the_page() -> None:
    """What nothing recorded says becomes a question: true cost, studio hours, portfolio, placement, accreditation."""
    page = words(of_list())
    assert all(
        f"{title}:" in page
        for title in ("True cost", "Studio hours", "Portfolio", "Placement", "Accreditation")
    )


def test_a_very_long_list_says_where_the_rest_is() -> None:
    """A catalogue of hundreds of modules does not scroll for ever, and the page says how to get all of it."""
    page = words(of_list("Core:\n" + "\n".join(f"Mixing {i} for Bands" for i in range(400))))
    assert "too long for the screen" in page


def test_json_has_the_agreed_keys() -> None:
    """A program reads the same document whether a course or a list was checked."""
    for checked, name in ((of_program("technology"), "technology"), (of_list(), None)):
        value = json.loads(json.dumps(check.document(KNOWLEDGE, checked), allow_nan=False))
        assert (value["schema"], value["program"]) == (1, name)
        assert all(set(row) == {"title", "status", "topics", "because"} for row in value["modules"])
        keys = {"role", "viability", "missing", "unknown", "introduced", "electives"}
        assert all(keys <= set(row) for row in value["roles"])
        assert len(value["roles"]) == len(KNOWLEDGE.roles)
    assert [row["title"] for row in value["unclear"]] == ["Programming 1"]
    assert value["unmapped"] == ["Career Development"]


def test_markdown_names_every_role() -> None:
    """The Markdown holds what the screen holds."""
    text = render.markdown(check.page(KNOWLEDGE, of_program("production"), TODAY))
    assert text.startswith("# Which roles does")
    assert all(role.name in text for role in KNOWLEDGE.roles)


def test_toml_comes_back_as_it_went() -> None:
    """The file that -o writes is read back with the same titles, status, topics and doubts."""
    found = parse_modules(LIST + '\nA "quoted" \\ title: Mixing', "x")
    mapped = map_modules(found, KNOWLEDGE.topics)
    text = module_toml(KNOWLEDGE, mapped, complete=True, elective_slots=found.elective_slots)
    again = parse_modules(text, "x.toml")
    assert map_modules(again, KNOWLEDGE.topics) == mapped
    assert (again.complete, again.elective_slots) == (True, 1)


@pytest.mark.parametrize(
    ("name", "typed"), [("stdin", "FILE"), ("my modules.txt", "'my modules.txt'"), ("list.txt", "list.txt")]
)
def test_the_commands_to_go_on_with_can_be_typed(name: str, typed: str) -> None:
    """A list from a pipe has to become some FILE first, and a name with a space stands in quotation marks."""
    page = words(replace(of_list(), name=name))
    assert f"degreepath check --modules {typed} -o my-modules.toml" in page
    assert f"degreepath check --modules {typed} --complete" in page
    long = replace(of_list("Core:\n" + "\n".join(f"Mixing {i} for Bands" for i in range(400))), name=name)
    assert f"all of it: degreepath check --modules {typed} --format json" in words(long)
