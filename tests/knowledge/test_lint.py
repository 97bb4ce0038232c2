"""Each law broken on purpose, in a tiny folder laid over ours: the law says so, with the right file and line."""

from collections.abc import Callable
from pathlib import Path

import pytest
from knowledge.broken_laws import CASES, COURSE, HERE, INTEREST, ROLE, SOURCE, WHOLE, Case, at_head

from degreepath.advice import soundness
from degreepath.knowledge import files, integrity, load
from degreepath.knowledge.folder import data_folder
from degreepath.knowledge.lint import EDITORIAL, INTEGRITY, apply, lint
from degreepath.knowledge.load import read_draft

Broken = Callable[[Case], tuple[list[str], Path]]


@pytest.fixture(scope="module")
def slim_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Ours without the courses: quicker to read sixty times."""
    folder = tmp_path_factory.mktemp("slim")
    for path in files.toml_files(data_folder()):
        text = path.read_text(encoding="utf-8")
        (folder / path.name).write_text(text.split("# ── Courses")[0], encoding="utf-8")
    return folder


@pytest.fixture
def slim(slim_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(load, "data_folder", lambda: slim_folder)


@pytest.fixture
def broken(slim: None, tmp_path: Path) -> Broken:
    """Return a function that says what a law finds in a case, and in which file the case stands."""

    def say(case: Case) -> tuple[list[str], Path]:
        file = tmp_path / "mine.toml"
        file.write_text(f"schema = 1\n{case.text}\n", encoding="utf-8")
        draft = read_draft(tmp_path)
        assert not draft.problems, draft.problems
        return [str(problem) for problem in apply([case.law], draft)], file

    return say


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_a_broken_record_is_found_where_it_is_broken(broken: Broken, case: Case) -> None:
    """The problem names the file, the very line, the record and how to mend it."""
    said, file = broken(case)
    marked = 1 + next(
        n for n, line in enumerate(file.read_text().split("\n")) if HERE in line and "\n" not in line
    )
    matching = [problem for problem in said if case.said in problem]
    assert matching, said
    assert all(problem.startswith(f"{file}:{marked}: ") for problem in matching), (marked, matching)
    assert all(problem.endswith(".") for problem in matching)


@pytest.mark.parametrize("case", WHOLE.values(), ids=WHOLE)
def test_a_broken_whole_is_found(broken: Broken, case: Case) -> None:
    """What is wrong with a table as a whole is told once, for the table."""
    said, _ = broken(case)
    assert len(said) == 1
    assert case.said in said[0]


def test_interests_apart_on_both_axes(slim: None, tmp_path: Path) -> None:
    """A base whose interests all lie in one place would show every student in the same one."""
    ours = [interest.id for interest in read_draft().knowledge.interests]
    text = "schema = 1\n" + "".join(INTEREST.replace('"new"', f'"{name}"') for name in ours)
    (tmp_path / "mine.toml").write_text(text)
    said = apply([integrity.two_axes], read_draft(tmp_path))
    assert [problem.what for problem in said] == [
        "all have the same creative_technical",
        "all have the same design_operate",
    ]


def test_a_program_that_never_comes_first(slim: None, tmp_path: Path) -> None:
    """A course that only introduces what a twin of it teaches is found: its twin, or one that says nothing, is better."""
    modules = 'modules = [{{ title = "x", status = "{}", topics = ["recording", "audio-systems", "critical-listening"] }}]\n'
    whole = COURSE.replace("modules_complete = false", "modules_complete = true\nas_of = 2020")
    strong = whole.replace('"new"', '"strong"') + modules.format("core")
    weak = at_head(whole.replace('"new"', '"weak"')) + modules.format("intro")
    (tmp_path / "mine.toml").write_text(f"schema = 1\n{COURSE}{strong}{weak}")
    said = [str(problem) for problem in apply([soundness.programs_can_win], read_draft(tmp_path))]
    assert len(said) == 1
    assert said[0].endswith(
        "program 'weak' teaches: comes first for no student we could find. "
        "Say in teaches what makes it different from the others, or give it the modules that do."
    )


def test_every_law_is_broken_here() -> None:
    """No law is kept only because nothing ever tried it."""
    tried = {case.law for case in (*CASES.values(), *WHOLE.values())}
    tried |= {integrity.two_axes, soundness.programs_can_win}
    assert tried == {*INTEGRITY, *EDITORIAL, *soundness.LAWS}


def test_ours_keeps_every_law_it_must() -> None:
    """Ours is not checked at every start: so it is checked here."""
    assert apply(INTEGRITY, read_draft()) == []


def test_one_slip_in_a_file_is_one_problem(tmp_path: Path) -> None:
    """A bracket too few in the sources is told as that, and not as a source missing everywhere."""
    for file in files.toml_files(data_folder()):
        text = file.read_text(encoding="utf-8")
        (tmp_path / file.name).write_text(text.replace("]]", "]", 1) if file.name == "sources.toml" else text)
    problems, all_tried = lint(read_draft(tmp_path))
    assert len(problems) == 1
    assert problems[0].file.endswith("sources.toml")
    assert not all_tried


def test_a_broken_record_hides_no_other_problem(tmp_path: Path) -> None:
    """A wrong shape, and an unknown id in another record, are told together."""
    text = f"schema = 1\n{COURSE}{ROLE}".replace('award = "BA"\n', "").replace('"recording"', '"nope"')
    (tmp_path / "mine.toml").write_text(text)
    problems, all_tried = lint(read_draft(tmp_path), soundness.LAWS)
    assert [problem.record for problem in problems] == ["program 'new'", "role 'new'"]
    assert not all_tried


def test_an_id_of_a_broken_record_is_known(tmp_path: Path) -> None:
    """A course whose source record has a slip of its own is told about the slip, not that the source is missing."""
    text = f"schema = 1\n{SOURCE}{COURSE}".replace('date = "2024"\n', "").replace("kan-samples", "new")
    (tmp_path / "mine.toml").write_text(text)
    problems, _ = lint(read_draft(tmp_path))
    assert [problem.field for problem in problems] == ["date"]
