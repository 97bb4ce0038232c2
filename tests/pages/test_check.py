"""The page and the JSON of a door audit."""

import json

import pytest
from fact_pages import checked as held

from degreepath.knowledge.load import load_knowledge
from degreepath.knowledge.model import ElectiveGroup, Listed, Module, ModuleStatus, Program, ProgramKind
from degreepath.modules.as_program import LeftOut, ListedModule, ModuleList, as_program
from degreepath.modules.read import read_list
from degreepath.pages import check
from degreepath.pages.blocks import Items
from degreepath.render.terminal import as_text

KNOWLEDGE = load_knowledge()
TODAY = 2026


def made(
    listed: Listed = Listed.PART, *, more: tuple[Module, ...] = (), groups: tuple[ElectiveGroup, ...] = ()
) -> Program:
    modules = (
        Module(title="Synthesis and Sound Design I", topics=("synthesis", "sound-design")),
        Module(title="Programming 1", may=("cpp", "creative-coding")),
        Module(title="Intro to Acoustics", status=ModuleStatus.INTRO, topics=("acoustics",)),
        Module(title="Career Development"),
        Module(
            title="Foley and ADR",
            status=ModuleStatus.ELECTIVE,
            topics=("foley", "dialogue"),
            group="one" if groups else None,
        ),
        *more,
    )
    return Program(
        id="module-list",
        name="Your module list",
        kind=ProgramKind.COURSE,
        about="A module list from a file.",
        award="not stated",
        teaches={},
        modules=modules,
        listed=listed,
        listed_because="as pasted",
        groups=groups,
        modules_source="kan-samples",
    )


def pasted(
    listed: Listed = Listed.PART,
    name: str = "list.txt",
    questions: tuple[str, ...] = (),
    left_out: tuple[LeftOut, ...] = (),
) -> check.Checked:
    program = made(listed)
    read = tuple(
        ListedModule(title=one.title, status=one.status, topics=one.topics, may=one.may)
        for one in program.modules
    )
    return held(program, name=name, found=ModuleList(read, questions=questions, left_out=left_out))


def words(checked: check.Checked, *, whole: bool = True, width: int = 200) -> str:
    return " ".join(as_text(check.page(KNOWLEDGE, checked, TODAY), width, all_sections=whole).split())


@pytest.mark.parametrize("name", [program.id for program in KNOWLEDGE.programs if program.modules][::6])
def test_every_role_is_on_the_first_screen_or_counted_there(name: str) -> None:
    """The summary names every decided role, and counts yes, choose, ask and no to the number of all roles."""
    checked = held(KNOWLEDGE.program[name])
    text = words(checked, whole=False)
    states = [door.state for door in checked.audit.doors]
    assert all(f"{states.count(state)} {state}" in text for state in set(states))
    assert all(KNOWLEDGE.role[door.role].name in text for door in checked.audit.doors if door.state != "ask")


def test_a_role_to_choose_for_names_its_electives() -> None:
    """The student reads which elective opens the role, and what is on the list already."""
    checked = held(made(), (KNOWLEDGE.role["post-producer"],))
    assert "choose: Foley and ADR" in words(checked)
    assert "“Foley and ADR” (elective)" in words(checked)


def test_what_is_only_introduced_is_asked_about() -> None:
    """A subject that is only introduced is shown with its module and the question how far it goes."""
    checked = held(made(), (KNOWLEDGE.role["acoustic-consultant"],))
    assert "“Intro to Acoustics” (only an introduction); ask how far it goes" in words(checked)


def test_a_question_is_asked_once_and_says_how_usual_the_subject_is() -> None:
    """Each subject stands once among the questions, with the jobs it decides and how many known lists teach it."""
    checked = pasted()
    table = next(b for b in check.page(KNOWLEDGE, checked, TODAY).only(["questions"]).sections[0].blocks)
    subjects = [row[0].text for row in table.rows]
    assert len(subjects) == len(set(subjects)) == len(checked.audit.questions)
    for row, question in zip(table.rows, checked.audit.questions, strict=True):
        assert row[1].text == ", ".join(KNOWLEDGE.role[role].name for role in question.roles)
        assert row[2].text == f"{question.usual} of {question.lists}"
    assert "(perhaps in “Programming 1”)" in " ".join(subjects)


def test_a_list_of_the_compulsory_modules_asks_about_electives_only() -> None:
    """Where every compulsory module is known, only an elective could still open a door: the page says so."""
    assert "as an elective?" in words(
        held(made(Listed.COMPULSORY).model_copy(update={"modules": made().modules[:1]}))
    )
    assert "as an elective?" not in words(pasted())


def test_only_a_whole_list_closes_a_door() -> None:
    """'no' stands on the page of a whole list, and on no page of a part."""
    assert " no:" not in words(pasted())
    assert " no:" in words(pasted(Listed.WHOLE))


def test_an_unclear_title_closes_nothing() -> None:
    """A title that may teach programming leaves the programmer's door to ask about, even on a whole list."""
    checked = pasted(Listed.WHOLE)
    door = next(door for door in checked.audit.doors if door.role == "junior-audio-programmer")
    assert door.state == "ask"
    assert "cpp" not in {topic for group in door.missing for topic in group}


def test_the_questions_about_a_pasted_list_come_first() -> None:
    """What the list did not say (compulsory or elective?) is asked before anything is concluded from it."""
    page = check.page(
        KNOWLEDGE, pasted(questions=("Which modules are compulsory? The list does not say.",)), TODAY
    )
    assert isinstance(page.summary[1], Items)
    assert "Which modules are compulsory?" in page.summary[1].items[0].text


def test_a_pasted_list_shows_how_each_line_was_read() -> None:
    """What was understood, what is unclear, what says nothing to us and what was no module: no line is lost."""
    text = words(pasted(left_out=(LeftOut("Apply now", "part of the page"),)))
    assert "Foley and ADR elective foley and field recording and dialogue and re-recording" in text
    assert "Programming 1: programming in C or C++ or creative coding?" in text
    assert "Career Development" in text
    assert "Apply now: part of the page" in text


def test_what_a_title_was_taken_to_teach_stands_beside_the_words_that_say_so() -> None:
    """A counsellor who doubts a reading sees which words of the title it rests on."""
    found = read_list(KNOWLEDGE, "Core:\nSound for the Moving Image\nMixing and Mastering\n")
    program = as_program(found, name="list", listed=Listed.PART, said={})
    text = words(held(program, name="list.txt", found=found))
    assert "Sound for the Moving Image compulsory" in text
    assert "“Sound for … Moving Image”" in text
    assert "“Mixing”, “Mastering”" in text


@pytest.mark.parametrize(
    ("name", "typed"), [("stdin", "FILE"), ("my modules.txt", "'my modules.txt'"), ("list.txt", "list.txt")]
)
def test_the_commands_to_go_on_with_can_be_typed(name: str, typed: str) -> None:
    """A list from a pipe has to become some FILE first, and a name with a space stands in quotation marks."""
    text = words(pasted(name=name))
    assert f"degreepath check --modules {typed} -o my-course.toml" in text
    assert f"degreepath check --modules {typed} --complete" in text
    assert "--complete" not in words(pasted(Listed.WHOLE))


def test_the_page_of_a_known_course_says_how_to_check_any_other() -> None:
    """Whose course we do not know learns what to save, and what to type then."""
    text = words(held(KNOWLEDGE.program["technology"]), whole=False, width=80)
    assert "degreepath check --modules list.txt any other course, its modules in a file" in text


def test_what_is_taught_is_counted_in_areas() -> None:
    """The table says "6 of 7 areas", so that a number never stands without what it counts."""
    checked = held(KNOWLEDGE.program["technology"])
    for door in checked.audit.doors[:5]:
        met = sum(need.met for need in door.needs)
        assert f"{met} of {len(door.needs)} areas" in words(checked, whole=False)


def test_a_student_s_own_roles_stand_first() -> None:
    """With a result at hand the first rows are the student's roles."""
    program = KNOWLEDGE.program["technology"]
    own = ("composer", "acoustic-consultant")
    page = check.page(KNOWLEDGE, held(program), TODAY, own)
    text = as_text(page, 100)
    assert (
        text.index("Composer")
        < text.index("Acoustic Consultant")
        < text.index(KNOWLEDGE.role["sound-designer"].name)
    )


def test_json_is_the_same_for_a_course_and_a_list() -> None:
    """A program reads the same document whether a course or a list was checked."""
    for checked, name in (
        (held(KNOWLEDGE.program["technology"]), "technology"),
        (pasted(), None),
    ):
        value = json.loads(json.dumps(check.document(KNOWLEDGE, checked), allow_nan=False))
        assert (value["schema"], value["program"]) == (1, name)
        assert {"listed", "complete", "elective_slots", "general_questions", "notes"} <= set(value)
        assert [row["title"] for row in value["modules"]] == [m.title for m in checked.program.modules]
        assert [row["role"] for row in value["roles"]] == [door.role for door in checked.audit.doors]
        keys = {"door", "missing", "unknown", "introduced", "electives", "out_of_reach", "needs"}
        assert all(keys <= set(row) for row in value["roles"])
        assert all({"topics", "roles", "titles", "usual", "lists"} <= set(q) for q in value["questions"])


def test_electives_out_of_reach_are_no_way_in() -> None:
    """If the rule allows none of a group, a whole list closes the door and says that the rules do."""
    none = (ElectiveGroup(id="one", choose=0, rule="none of these this year"),)
    checked = held(made(Listed.WHOLE, groups=none), (KNOWLEDGE.role["post-producer"],))
    assert "the rules allow too few of its electives" in words(checked)
    assert check.document(KNOWLEDGE, checked)["roles"][0]["out_of_reach"] is True
