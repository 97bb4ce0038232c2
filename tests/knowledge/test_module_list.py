"""Module lists as people paste them."""

import pytest

from degreepath.errors import ModuleListError
from degreepath.knowledge.module_list import MAX_BYTES, ModuleList, decode, parse_modules
from degreepath.knowledge.program import ModuleStatus

CORE, ELECTIVE, INTRO = ModuleStatus.CORE, ModuleStatus.ELECTIVE, ModuleStatus.INTRO


def parse(text: str) -> ModuleList:
    return parse_modules(text, "list.txt")


def read(text: str) -> list[tuple[str, ModuleStatus]]:
    return [(module.title, module.status) for module in parse(text).modules]


@pytest.mark.parametrize(
    "line",
    [
        "MUS 32100 Mixing",
        "TON2019: Mixing",
        "A102 Mixing",
        "OMPRD-180 Mixing",
        "MATH 161-165 Mixing",
        "CS 1301/1315/1371 Mixing",
        "LMSC-208 / LMSC-209 Mixing",
        "RIM 1230 / MUTH 1110 - Mixing",
        "PHYS P105 Mixing",
        "MUS-T 113, 114 Mixing",
        "56-2770 Mixing",
        "- Mixing",
        "• Mixing",
        "1. Mixing",
        "a) Mixing",
        "[x] Mixing",
        "Mixing (3 credits)",
        "Mixing, 20 cr",
        "Mixing - 15 ECTS",
        "Mixing 3.0",
        "Mixing (3)",
        "Mixing 3 cr (6 ECTS) (30 hours)",
        "Mixing  3",
        "Mixing 40",
        "Mixing\t3",
        "MUS 321\tMixing\t3",
        "MUS 321,Mixing,3",
        "| MUS 321 | Mixing | 3 |",
        "Semester 1: Mixing",
        "**Mixing**",
        "Mixing *",
    ],
)
def test_codes_credits_and_bullets_fall_away(line: str) -> None:
    """Whatever a catalogue puts around a title, only the title is left."""
    assert [title for title, _ in read(f"Elective: Foley\n{line}")] == ["Foley", "Mixing"]


@pytest.mark.parametrize(
    "line",
    ["Pro Tools 101", "Engines and Middleware 2", "Waves, Optics, and Thermodynamics", "High-Level Programming II: C++",
     "MIDI 101", "Advanced C/C++", "Music 2A: Music and Ideas", "Mathematical Methods 1 & 2", "Digital Audio: Core Principles"],
)  # fmt: skip
def test_a_title_keeps_its_own_numbers_and_commas(line: str) -> None:
    """What belongs to the title stays in it."""
    assert [title for title, _ in read(line)] == [line]


def test_codes_and_credits_are_kept_beside_the_title() -> None:
    """Nothing is lost: code and credits stay with the module."""
    module = parse("MUS 32100 Synthesis I (3 credits)").modules[0]
    assert (module.title, module.code, module.credits) == ("Synthesis I", "MUS 32100", "3")


def test_headings_say_what_is_compulsory() -> None:
    """Modules below 'Core:' are compulsory, below 'Electives' to be chosen, below 'General education' only an introduction."""
    text = "Core:\nMixing\nElectives (choose 2)\nFoley\nGeneral education\nAcoustics\nCompulsory modules\nMastering"
    assert read(text) == [("Mixing", CORE), ("Foley", ELECTIVE), ("Acoustics", INTRO), ("Mastering", CORE)]
    assert parse(text).elective_slots == 2


def test_marks_at_the_title_win_over_headings() -> None:
    """A trailing '(elective)' counts for its own line only."""
    text = "Core\nMixing\nFoley (elective)\nMastering - optional\nElective: Scoring\nRecording [core]"
    assert [status for _, status in read(text)] == [CORE, ELECTIVE, ELECTIVE, ELECTIVE, CORE]


def test_a_new_year_ends_the_electives_of_the_last_one() -> None:
    """Under years, each year begins anew; under 'Core' and 'Elective', years change nothing."""
    by_year = "Year 1\nElective\nFoley\nYear 2\nMixing\n"
    by_status = "Core\nYear 1\nMixing\nYear 2\nMastering\nElective\nYear 1\nFoley\nYear 2\nScoring"
    assert read(by_year) == [("Foley", ELECTIVE), ("Mixing", CORE)]
    assert [status for _, status in read(by_status)] == [CORE, CORE, ELECTIVE, ELECTIVE]


def test_contradictory_headings_are_read_with_care_and_said() -> None:
    """'Core electives' makes nothing compulsory, and the student is told."""
    found = parse("Core electives\nMixing")
    assert found.modules[0].status is ELECTIVE
    assert any("both" in note for note in found.notes)


def test_a_list_that_says_nothing_of_electives_is_read_as_electives() -> None:
    """We never promise a module as compulsory when the list does not say so; one '(elective)' makes the rest compulsory."""
    assert read("Mixing\nFoley") == [("Mixing", ELECTIVE), ("Foley", ELECTIVE)]
    assert parse("Mixing\nFoley").notes
    assert read("Mixing\nFoley (elective)") == [("Mixing", CORE), ("Foley", ELECTIVE)]


def test_what_only_sounds_like_an_introduction_takes_nothing_from_those_below() -> None:
    """'Introductory' beside a title counts for that module; a strand that is called so says nothing of its modules."""
    assert read("title,type\nAcoustics,introductory\nMixing,core") == [("Acoustics", INTRO), ("Mixing", CORE)]
    assert read("Introduction to the studio:\nMixing\nFoley (elective)") == [
        ("Mixing", CORE),
        ("Foley", ELECTIVE),
    ]


def test_a_row_of_a_table_can_be_a_heading() -> None:
    """'Core' with its credits in the next column is the heading of the rows below, not one of them."""
    text = "Core\t20 credits\nMixing\t3\nElectives\t\nFoley\t3"
    assert read(text) == [("Mixing", CORE), ("Foley", ELECTIVE)]


def test_a_row_of_code_and_status_is_a_module() -> None:
    """A module of which the table gives only the code is kept, though 'compulsory' is the longer word."""
    text = "MUS 101\tcompulsory\t3\nMUS 102\telective\t3"
    assert read(text) == [("MUS 101", CORE), ("MUS 102", ELECTIVE)]


def test_an_elective_slot_of_a_study_plan_is_no_heading() -> None:
    """'Free elective (3 credits)' between modules is a place to fill, so what follows stays compulsory."""
    assert read("Core:\nMixing\nFree elective (3 credits)\nMastering")[2] == ("Mastering", CORE)


def test_totals_rules_addresses_and_awards_are_no_modules() -> None:
    """Lines around a list are not taken for modules."""
    text = "BSc (Hons) Music Technology\n# Year 1\n-----\nCore:\nMixing\n120\nTotal: 120 credits\nhttps://example.org\nAudio strand:\nFoley (elective)"
    assert [title for title, _ in read(text)] == ["Mixing", "Foley"]


def test_a_table_with_a_header_is_read_by_its_columns() -> None:
    """A CSV with a header keeps titles with commas and knows which column says compulsory."""
    text = 'code,title,credits,type\nPHY 250,"Waves, Optics, and Heat",4,core\nX1,Foley,2,elective (12 cr of)\n,,3,core\n'
    assert read(text) == [("Waves, Optics, and Heat", CORE), ("Foley", ELECTIVE)]
    assert read("Module\tStatus\nMixing\tcompulsory\nFoley\toptional") == [
        ("Mixing", CORE),
        ("Foley", ELECTIVE),
    ]


@pytest.mark.parametrize(
    ("line", "complete"), [("This list is complete.", True), ("Complete: no", False), ("", None)]
)
def test_a_line_can_say_that_the_list_is_complete(line: str, complete: bool | None) -> None:
    """A list is only complete when it says so."""
    assert parse(f"{line}\nMixing").complete is complete


def test_our_own_programs_can_be_pasted() -> None:
    """The shape of [[programs]] in the data files is understood, with its topics and slots."""
    found = parse(
        '[[programs]]\nid = "x"\nmodules_complete = true\nelective_slots = 1\nmodules = [{title = "A", topics = ["mixing"]}]'
    )
    assert (found.complete, found.elective_slots, found.modules[0].status) == (True, 1, CORE)
    assert found.modules[0].topics == ("mixing",)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("Core:\nElective:\n", "no module titles"),
        ('[[modules]]\ntitel = "X"', "modules.1.title"),
        ("[[modules]]\ntitle =", "TOML"),
        ("[[programs]]\nid = 'a'\n[[programs]]\nid = 'b'", "2 programs"),
        ("modules = 3", "modules"),
        ('[[modules]]\ntitle = "X"\nstatus = "maybe"', "status"),
        (f"modules = {'9' * 5000}", "TOML"),
        ('[[modules]]\ntitle = "X"\n"\\u001b[2J" = 1', "modules.1"),
        ("a\n" * 30_000, "longer"),
        ("modules = [" + "{title = 'Mixing'}," * 6_000 + "]", "6,000 modules"),
        ("modules = [{title = 'X', topics = [" + "'cpp'," * 60_000 + "]}]", "longer"),
    ],
)
def test_unusable_lists_are_refused_in_one_sentence(text: str, says: str) -> None:
    """A list that cannot be used is refused in one line that names what is wrong."""
    with pytest.raises(ModuleListError, match=says) as refused:
        parse(text)
    assert str(refused.value).isprintable()


@pytest.mark.parametrize(
    ("raw", "says"),
    [
        (b"", "empty"),
        (b" \n\n", "empty"),
        (b"%PDF-1.7", "PDF"),
        (b"PK\x03\x04abc", "Word"),
        (b"\x00\x01\x02", "not a text file"),
        (b"Mixing\x1b[2J", "not a text file"),
        (b"a" * (MAX_BYTES + 1), "larger"),
        (b"\xff\xfea", "not a text file"),
    ],
)
def test_what_is_no_text_is_refused(raw: bytes, says: str) -> None:
    """A PDF, a Word file, an empty or a huge file each get their own sentence."""
    with pytest.raises(ModuleListError, match=says):
        decode(raw, "list.txt")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_text_from_any_notepad_is_read(encoding: str) -> None:
    """Accents survive, whichever editor saved the file."""
    assert decode("Musique concrète".encode(encoding), "x") == "Musique concrète"


def test_a_sentence_too_long_for_a_title_is_shortened() -> None:
    """A pasted paragraph does not fill the screen."""
    assert len(parse("word " * 200).modules[0].title) == 300


def test_more_modules_than_any_school_has_are_refused() -> None:
    """One line more is not one course in any reading of the word."""
    with pytest.raises(ModuleListError, match="5,001 modules"):
        parse("\n".join(["Mixing"] * 5001))


def test_a_whole_catalogue_is_read_but_asked_about() -> None:
    """Five thousand lines are all kept, and we ask whether that is one course."""
    found = parse("\n".join(f"Mixing for Room {chr(97 + i % 26)}{i}" for i in range(5000)))
    assert len(found.modules) == 5000
    assert "5,000" in found.notes[-1]
