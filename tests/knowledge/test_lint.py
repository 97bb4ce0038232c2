"""Each law broken on purpose, in a tiny folder laid over ours: the law says so, with the right file and line."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from degreepath.advice import soundness
from degreepath.knowledge import files, integrity, laws, load
from degreepath.knowledge.folder import data_folder
from degreepath.knowledge.lint import EDITORIAL, INTEGRITY, Law, apply, lint
from degreepath.knowledge.load import read_draft
from degreepath.knowledge.references import NAMES, references
from degreepath.knowledge.schema import file_schema

HERE = "# <- here"
SOURCE = """
[[sources]]
id = "new"
title = "New source"
publisher = "P"
date = "2024"
kind = "institution"
benefits = "P"
"""
COURSE = """
[[programs]]
id = "new"
name = "New Course"
kind = "course"
archetype = "production"
about = "A new course."
institution = "I"
country = "UK"
award = "BA"
teaches = { recording = 3, science = 1 }
modules_complete = false
modules_source = "kan-samples"
"""
ROLE = """
[[roles]]
id = "new"
name = "New Role"
work = "New work."
suits = "New people."
wants = { humanities = 3, acoustics = 2 }
all_of = ["recording"]
needs_source = ["kan-samples"]
listed_for = []
way_in = { text = "x", source = "kan-samples" }
portfolio = { text = "x", source = "kan-samples" }
bodies = { text = "x", source = "kan-samples" }
try_this = { do = "x", liked = "x", hated = "x" }
"""
PAY = """
[[pay]]
id = "new"
group = "G"
country = "UK"
place = "all"
year = "2024"
currency = "GBP"
basis = "a year"
median = 30
counted = "all"
source = "kan-samples"
"""
QUESTION = """
[[questions]]
id = "new"
interest = "mixing"
text = "Do something new."
"""
TOPIC = """
[[topics]]
id = "new"
name = "New topic"
about = "Something new"
"""
INTEREST = """
[[interests]]
id = "new"
name = "New interest"
about = "Something new"
creative_technical = 0
design_operate = 0
"""


def cut(text: str, old: str, new: str) -> str:
    """Return `text` with the line that starts with `old` replaced by `new`, which is where the problem is."""
    lines = [f"{new} {HERE}" if line.startswith(old) else line for line in text.split("\n")]
    assert f"{new} {HERE}" in lines, old
    return "\n".join(lines)


def at_head(text: str) -> str:
    """Return `text` with the problem at the head of its record."""
    return text.replace("]]", f"]] {HERE}", 1)


@dataclass(frozen=True)
class Case:
    """One way to break one law. `said` is a part of the problem; the place is marked in the text."""

    law: Law
    text: str
    said: str


CASES = {
    "unknown topic in a choice": Case(
        integrity.known_ids, cut(ROLE, "all_of", 'any_of = [["recording", "nope"]]'), "role 'new' any_of: there is no topic 'nope'"
    ),
    "unknown topic of a module": Case(
        integrity.known_ids, COURSE + f"modules = [\n  {{ title = 'x', topics = ['nope'] }}, {HERE}\n]",
        "program 'new' modules.topics: there is no topic 'nope'",
    ),
    "unknown interest": Case(integrity.known_ids, cut(QUESTION, "interest", 'interest = "nope"'), "there is no interest 'nope'"),
    "unknown source": Case(integrity.known_ids, cut(PAY, "source", 'source = "kan-sample"'), "Did you mean 'kan-samples'"),
    "unknown archetype": Case(integrity.known_ids, cut(ROLE, "listed_for", 'listed_for = ["leeds-ba-mp"]'), "there is no archetype"),
    "unknown pay": Case(integrity.known_ids, cut(ROLE, "listed_for", 'listed_for = []\npay = ["nope"]'), "there is no pay figure 'nope'"),
    "unknown program of a route": Case(
        integrity.known_ids, cut(ROLE, "listed_for", 'listed_for = []\nroutes = [{ text = "x", source = "kan-samples", program = "nope" }]'),
        "role 'new' routes.program: there is no program 'nope'",
    ),
    "wants one thing": Case(integrity.clear_profiles, cut(ROLE, "wants", "wants = { mixing = 3 }"), "names 1 interests. Name 2 to 6"),
    "wants nothing": Case(integrity.clear_profiles, cut(ROLE, "wants", "wants = {}"), "names 0 interests"),
    "teaches nothing": Case(integrity.clear_profiles, cut(COURSE, "teaches", "teaches = {}"), "names 0 interests. Name 2 to 10"),
    "needs nothing": Case(integrity.real_needs, at_head(ROLE.replace('["recording"]', "[]")), "needs no topic"),
    "an empty choice": Case(integrity.real_needs, cut(ROLE, "all_of", "any_of = [[]]"), "has an empty group"),
    "a phrase without words": Case(integrity.readable_phrases, TOPIC + f"phrases = ['mixing', '…'] {HERE}", "has no words to look for"),
    "unused source": Case(laws.sources_used, at_head(SOURCE), "source 'new': is cited nowhere. Cite it, or remove it"),
    "unneeded topic": Case(laws.topics_used, at_head(TOPIC), "topic 'new': is needed by no role"),
    "untaught topic": Case(laws.topics_used, at_head(TOPIC), "topic 'new': is taught by no module"),
    "interest never asked about": Case(laws.questions_enough, at_head(INTEREST), "has 0 question(s)"),
    "question too many": Case(laws.questions_even, cut(QUESTION, "interest", 'interest = "mixing"'), "'mixing' has 3 questions, another interest 2"),
    "question asked twice": Case(
        laws.no_text_twice, cut(QUESTION, "text", 'text = "write a small program that makes or changes sound."'), "says the same as 'sound-code'"
    ),
    "role described twice": Case(laws.no_text_twice, cut(ROLE, "name", 'name = "Composer"'), "says the same as 'composer'"),
    "alias of another role": Case(laws.names_lead_home, cut(ROLE, "name", 'name = "New"\naliases = ["Film Composer"]'), "finds 'composer'"),
    "name of another program": Case(laws.names_lead_home, cut(COURSE, "name", 'name = "Music-Technology"'), "finds 'technology'"),
    "course without a country": Case(laws.program_fields, at_head(COURSE.replace('country = "UK"\n', "")), "country: is missing"),
    "course without an archetype": Case(laws.program_fields, at_head(COURSE.replace('archetype = "production"\n', "")), "archetype: is missing"),
    "archetype at a school": Case(
        laws.program_fields, cut(COURSE.replace('"course"', '"archetype"'), "institution", 'institution = "I"'), "institution: does not belong to an archetype"
    ),
    "complete without modules": Case(
        laws.whole_lists, cut(COURSE, "modules_complete", "modules_complete = true"), "is true, but there are no modules"
    ),
    "complete without a year": Case(
        laws.whole_lists, SOURCE + cut(COURSE, "modules_complete", "modules_complete = true").replace('"kan-samples"', '"new"'),
        "is true, but nothing says of which year",
    ),
    "a vendor's fact": Case(
        laws.no_vendor_as_fact, COURSE + f'facts = [\n  {{ text = "x", source = "kan-samples" }}, {HERE}\n]', "rests on a vendor (kan-samples)"
    ),
    "a vendor's outlook": Case(
        laws.no_vendor_as_fact, cut(ROLE, "listed_for", 'listed_for = []\noutlook = [{ text = "x", source = "kan-samples" }]'), "rests on a vendor"
    ),
    "a vendor's pay": Case(laws.no_vendor_as_fact, cut(PAY, "source", 'source = "kan-samples"'), "rests on a vendor"),
    "pay without a middle": Case(laws.pay_told_whole, at_head(PAY.replace("median = 30\n", "")), "median: is missing"),
    "a mean without a note": Case(laws.pay_told_whole, cut(PAY, "median", "mean = 30"), "mean: stands alone"),
    "a lone maximum": Case(laws.pay_told_whole, cut(PAY, "median", "median = 30\nhigh_is = 'top'\nhigh = 90"), "high: is a lone maximum"),
    "an end without its name": Case(laws.pay_told_whole, cut(PAY, "median", "median = 30\nlow = 20"), "low: and low_is belong together"),
    "pay out of order": Case(
        laws.pay_told_whole, cut(PAY, "median", "median = 30\nlow_is = 'tenth'\nlow = 40"), "are not in order"
    ),
    "a source from the future": Case(laws.plausible_dates, cut(SOURCE, "date", 'date = "May 2099"'), "'May 2099' cannot be right"),
    "a source without a year": Case(laws.plausible_dates, cut(SOURCE, "date", 'date = "last spring"'), "cannot be right"),
    "pay from the future": Case(laws.plausible_dates, cut(PAY, "year", 'year = "2099"'), "'2099' cannot be right"),
    "modules from the future": Case(laws.plausible_dates, cut(COURSE, "award", 'award = "BA"\nas_of = 2099'), "2099 has not come yet"),
    "needs without a source": Case(laws.needs_cited, cut(ROLE, "needs_source", "needs_source = []"), "names no source"),
    "a choice that is made": Case(laws.real_choices, cut(ROLE, "listed_for", 'listed_for = []\nany_of = [["recording", "mixing"]]'), "'recording' stands in all_of too"),
    "a role nothing leads to": Case(
        soundness.roles_lead_somewhere, cut(ROLE, "all_of", 'all_of = ["orchestration", "cad", "cpp"]'), "is covered or possible in no program"
    ),
    "two roles alike": Case(
        soundness.roles_told_apart, cut(ROLE, "wants", "wants = { composing = 3, humanities = 2, picture = 1 }"), "cannot be told from 'composer' (cosine 1.00"
    ),
    "a role behind another": Case(
        soundness.roles_can_win, cut(ROLE, "wants", "wants = { composing = 3, humanities = 2, picture = 1 }"), "its own wants put 'composer' first"
    ),
    "listed but out of reach": Case(
        soundness.article_kept, cut(ROLE, "all_of", 'all_of = ["cad"]').replace("listed_for = []", f'listed_for = ["production"] {HERE}').replace(HERE, "", 1),
        "is listed for 'production' but not covered there",
    ),
    "in reach but not listed": Case(
        soundness.article_kept, cut(ROLE, "listed_for", 'listed_for = ["technology"]').replace('"recording"', '"mastering"'),
        "is not listed for 'production' but covered there",
    ),
}  # fmt: skip
WHOLE = {
    "too many interests": Case(laws.right_size, INTEREST + INTEREST.replace("new", "newer"), "interests: has 16 records"),
    "too many topics": Case(laws.right_size, TOPIC, "topics: has 37 records. Have 25 to 36"),
    "nobody says no": Case(
        laws.reversed_share, "".join(QUESTION.replace('"new"', f'"new-{n}"') for n in range(60)), "with 'reverse = true'"
    ),
    "one general degree": Case(
        integrity.enough_to_score, COURSE.replace('"new"', '"production"').replace('"production"\nabout', '"technology"\nabout'),
        "programs: has 1 of kind 'archetype'",
    ),
}  # fmt: skip
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
    assert "program 'weak' teaches: comes first for no student" in said[0]


def test_every_law_is_broken_here() -> None:
    """No law is kept only because nothing ever tried it."""
    tried = {case.law for case in (*CASES.values(), *WHOLE.values())}
    tried |= {integrity.two_axes, soundness.programs_can_win}
    assert tried == {*INTEGRITY, *EDITORIAL, *soundness.LAWS}


def test_ours_keeps_every_law_it_must() -> None:
    """Ours is not checked at every start: so it is checked here."""
    assert apply(INTEGRITY, read_draft()) == []


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


def test_every_field_that_names_a_record_is_checked() -> None:
    """A new field of ids cannot be forgotten: it must be in the list of what names what."""

    def names_something(field: dict[str, object]) -> bool:
        return "pattern" in json.dumps(field)

    definitions = file_schema()["$defs"].values()
    fields = {
        name
        for model in definitions
        for name, field in model.get("properties", {}).items()
        if names_something(field)
    }
    assert fields - {"id"} == NAMES.keys()


def test_references_are_many() -> None:
    """The walk through the records reaches modules, facts, routes and pay."""
    found = {(reference.table, reference.path[0]) for reference in references(read_draft().knowledge)}
    assert {
        ("programs", "modules"),
        ("programs", "facts"),
        ("roles", "routes"),
        ("roles", "pay"),
        ("pay", "source"),
    } <= found
