"""One line of a list: the title without what stands around it, and lines that are no modules."""

import pytest
from modules.lists import read, titles

CODES = [
    "MUS 32100 Mixing", "TON2019: Mixing", "A102 Mixing", "OMPRD-180 Mixing", "MATH 161-165 Mixing", "CS 1301/1315/1371 Mixing",
    "LMSC-208 / LMSC-209 Mixing", "RIM 1230 / MUTH 1110 - Mixing", "PHYS P105 Mixing", "MUS-T 113, 114 Mixing", "56-2770 Mixing",
    "MUSR 672D1 Mixing", "PY.110.205 Mixing", "CMT5009-20 Mixing", "AUDO H4011 Mixing", "UFCXYN-30-1 Mixing", "M4N23911 Mixing",
    "6MUS1049 Mixing", "7CI029 Mixing", "21M.309 Mixing", "MUS 14.239 Mixing", "COMP.SCI 2 Mixing", "Mus 103/109 Mixing",
    "musc 1179 Mixing", "Mixing (MUSC 1179)", "Mixing - MUS00091M", "Mixing [MUS9]", "Mixing MUSI30069 20 Optional B TB-1",
    "PY.110.205Mixing3", "MUCP 109Mixing3", "22009 Mixing 5 point Autumn E5B (Wed 13-17)", "MUCO 221a Mixing", "5 MUS5009 Mixing 20",
]  # fmt: skip
AROUND = [
    "- Mixing", "• Mixing", "1. Mixing", "a) Mixing", "[x] Mixing", "**Mixing**", "Mixing *", "Semester 1: Mixing", "Module 3: Mixing",
    "Unit 4 - Mixing", "Mixing (3 credits)", "Mixing, 20 cr", "Mixing - 15 ECTS", "Mixing 3.0", "Mixing (3)", "Mixing 40", "Mixing5",
    "Mixing 3 cr (6 ECTS) (30 hours)", "Mixing  3", "Mixing\t3", "MUS 321\tMixing\t3", "MUS 321,Mixing,3", "| MUS 321 | Mixing | 3 |",
    "| Mixing |", "Mixing ...... 21", "Mixing . . . . 21", "Mixing $1,200", "Mixing (Semester 2)", "Mixing 4.00 56.00",
    "Mixing (2 cr.) each fall and spring", "Mixing Credits: 3 (Program elective)", "Mixing (may be repeated)",
    "Mixing – you will learn how to balance tracks", "Mix\u00ading", "Mixing 3.5 credits - *, 1), 2)",
]  # fmt: skip


@pytest.mark.parametrize("line", [*CODES, *AROUND])
def test_codes_credits_and_bullets_fall_away(line: str) -> None:
    """Whatever a catalogue puts around a title, only the title is left."""
    assert titles(f"Elective: Foley\n{line}") == ["Foley", "Mixing"]


@pytest.mark.parametrize(
    "line",
    ["Pro Tools 101", "Engines and Middleware 2", "Waves, Optics, and Thermodynamics", "High-Level Programming II: C++",
     "MIDI 101", "Advanced C/C++", "Music 2A: Music and Ideas", "Mathematical Methods 1 & 2", "Digital Audio: Core Principles",
     "Surround Sound 5.1", "Music since 1900", "This Is Music", "Music 101 for Listeners", "40,000 Years of Song", "Programming in C",
     "Stage Crew (every semester)", "Mixing (Stereo , Surround)", "Music of Semesters 4 to 8"],
)  # fmt: skip
def test_a_title_keeps_its_own_numbers_and_commas(line: str) -> None:
    """What belongs to the title stays in it."""
    assert titles(line) == [line]


def test_codes_and_credits_are_kept_beside_the_title() -> None:
    """Nothing is lost: code and credits stay with the module, and a code without a title is told."""
    numbered = read("Code,Name,Type,Credits\n101,Mixing,Core,15\nMA1160,Foley,Elective,15").modules
    assert [(m.title, m.code, m.credits) for m in numbered] == [
        ("Mixing", "101", "15"),
        ("Foley", "MA1160", "15"),
    ]
    module, code = read("MUS 32100 Synthesis I (3 credits)\nMUS 410 2").modules
    assert (module.title, module.code, module.credits) == ("Synthesis I", "MUS 32100", "3")
    assert (code.title, code.credits, code.unreadable) == ("MUS 410", "2", True)


@pytest.mark.parametrize(
    "line",
    [
        "30 credits Sound Synthesis (mandatory)",
        "30 credits | Sound Synthesis | mandatory",
        "30 ECTS - Sound Synthesis, compulsory",
        "Core: 30 credits Sound Synthesis",
    ],
)
def test_credits_may_stand_before_the_title(line: str) -> None:
    """A page that prints the credits first loses neither them nor the title, and a line that only counts is no module."""
    (module,) = read(f"{line}\n120 credits in total\n120 Credits Total").modules
    assert (module.title, module.credits, module.status) == ("Sound Synthesis", "30", "core")


@pytest.mark.parametrize(
    "line",
    ["BSc (Hons) Music Technology", "# Year 1", "-----", "120", "Total: 120 credits", "https://example.org", "Fifth semester (fall)",
     "Year Five", "Field of Study 1: Composition", "Apply now", "Course structure", "Tuition: $48,000 a year", "$48,000",
     "Code", "Course Title", "Credits", "Pre-Requisites", "None", "None #", "n/a", "Page 12", "HE Level 5 (Year 2)", "What is a credit?",
     "Duration: 3 Years (Full Time)", "Students work in pairs and share what they find.",
     "Contact: office@example.org"],
)  # fmt: skip
def test_what_stands_around_a_list_is_no_module(line: str) -> None:
    """Headings, names of columns, prices, addresses, sentences and the furniture of a page are not taken for modules."""
    assert titles(f"Mixing\n{line}\nMastering") == ["Mixing", "Mastering"]


def test_what_was_left_out_is_told_with_why() -> None:
    """A person can look up which lines were not taken for modules, and why."""
    assert [(out.line, out.why) for out in read("Mixing\nApply now").left_out] == [
        ("Apply now", "part of the page")
    ]


def test_lines_cut_by_a_page_are_joined() -> None:
    """A title that a narrow column has cut in two is one title again, with and without its hyphen."""
    assert titles("Song-\nwriting and Arranging\nHistory of\nPopular Music") == [
        "Songwriting and Arranging",
        "History of Popular Music",
    ]
    table = "AU1    Acoustics             20   Core\nAU2    Advanced Studio\n       Recording             20   Core"
    assert titles(table) == ["Acoustics", "Advanced Studio Recording"]


def test_a_number_at_the_end_is_credits_only_where_the_list_has_them() -> None:
    """'Mixing 1' and 'Mixing 2' keep their numbers; where nearly every line ends in another number, those are credits."""
    assert titles("Mixing 1\nMixing 2\nRecording 1\nRecording 2") == [
        "Mixing 1",
        "Mixing 2",
        "Recording 1",
        "Recording 2",
    ]
    counted = read("AU 101 Mixing 3\nAU 102 Recording 1 4\nAU 103 Foley 3").modules
    assert [(m.title, m.credits) for m in counted] == [("Mixing", "3"), ("Recording 1", "4"), ("Foley", "3")]
    glued = read("Acoustics 13\nMixing3\nFoley Workshop2").modules
    assert [(m.title, m.credits) for m in glued] == [
        ("Acoustics 1", "3"),
        ("Mixing", "3"),
        ("Foley Workshop", "2"),
    ]


def test_a_sentence_too_long_for_a_title_is_shortened() -> None:
    """A code with a paragraph behind it does not fill the screen."""
    assert len(read("MUS 101 " + "Word" * 200).modules[0].title) == 300
