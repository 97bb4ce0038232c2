"""Whole lists in the many forms in which schools publish them; all of them made up."""

import pytest
from modules.lists import chosen, read, said

UK_BRACKETS = """BA (Hons) Audio Production
Year 1
Recording Practice (Core, 20 credits)
Podcast Drama (Optional, 20 credits)
Year 2
Mixing and Mastering (Core, 40 credits)"""

UK_TABLE = "Module Title\tCredits\tCore/Optional\nStudio Recording\t20\tC\nLive Sound\t20\tO"

US_LEADERS = """FRESHMAN YEAR
Fall
MUS 110  Music Theory I .......................... 3
ENG 101  English Composition I ................... 3
Spring
MATH 170 Calculus I .............................. 4
Total Hours ...................................... 10"""

HANDBOOK = """AUD4001    Sound Recording 1              20    Core
AUD4003    Acoustics and
           Psychoacoustics                20    Core
AUD4005    Music Business                 20    Option"""

MARKDOWN = """| Module | Status | ECTS |
|--------|--------|------|
| Room Acoustics | compulsory | 5 |
| Spatial Audio | elective | 5 |"""

NUMBERED = "Course modules:\n1. Critical Listening\n2. Mixing\n3. Major Project"

GERMAN = """1. Studienjahr
Pflichtmodule
Tontechnik 1 (6 ECTS)
Wahlpflichtmodule (2 aus 3)
Sounddesign (5 ECTS)
Elektronische Musik (5 ECTS)
Raumakustik (5 ECTS)"""

QUOTED = '"Code","Name","Compulsory/Optional","Credits"\n"AU101","Waves, Optics and Heat","Compulsory","15"\n"AU102","Mixing","Optional","15"'

US_CATALOGUE = """Major Requirements (36 credits)
AUDT 101 Audio Fundamentals (3)
MUS 120 Music Theory I
 or MUS 125 Jazz Theory (3)
General Education
ENGL 101 Composition
Electives (choose two)
AUDT 310 Live Sound (3)
AUDT 320 Game Audio (3)
AUDT 330 Film Scoring (3)"""

PLAN = """First Year
Fall\tCredits\tSpring\tCredits
MUS 101 Theory I\t3\tMUS 102 Theory II\t3
AUD 110 Recording I\t3\tAUD 111 Recording II\t3"""

DESCRIBED = """Core modules
Recording – learn how to set up microphones and run a session in our studios.
Mixing: you will explore balance, panning and dynamics across many genres.
Optional modules
Live Sound - you can work with our PA systems at real events."""

PARAGRAPHS = """Sound Recording (AUD101)
This module introduces the practice of recording speech and music. Students work in pairs with
microphones and recorders in the Calculus Building, and learn about mastering in the long and varied
history of broadcasting.
Acoustics (AUD102)
You will measure rooms, and describe the synthesis of sound fields."""

PROSE_PAGE = """What you'll study
Level 4
Modules
- Music Theory
- Contextual Studies
Level 5
Core modules:
- Advanced Mixing
Choose two optional modules:
- Live Sound Engineering
- Spatial Audio
- Songwriting
Apply now
Fees: £9,250 a year"""

SPANISH = "Módulos obligatorios:\nAcústica\nOptativas:\nDiseño sonoro\nMezcla / Mixing"

STATUS_FIRST = "Status | Module | Level\nCore | Recording | 4\nNot compulsory | Scoring | 5"

ONE_LINE = "Compulsory modules: Recording, Mixing and Mastering, Foley\nOptional modules: Scoring, Live Sound"

UNITS = "Unit 1: Recording (mandatory)\nUnit 2: DJ Techniques (optional)"

SLOTS = "Code  Unit  CP\nAUDIO101  Recording  6\nAUDIO102  Mixing  6\nElective  6"

BROKEN_TABLE = """| Unit of study | Credit points | A: Assumed knowledge P: Prerequisites |
|---|---|---|
Core |
||
Sound Skills |
||
| SNDS1501 Fundamentals of Music 1 |
6 | |
| SNDS1502 Scoring for Screen |
6 | P SNDS1501 |
| SNDS1503 Mixing |
6 | A Reading of notation of moderate difficulty |
| SNDS1504 Mastering |
6 | |"""

CONTENTS = """Contents ...... 3
Sound Skills ...... 5
Mixing 1 ...... 5
Mixing 2 ...... 6
Acoustics ...... 7
Written Skills ...... 8
Essay ...... 8"""

VERTICAL_NOTES = """Code
Title
Credits
Status
Pre-Requisites
AU1124
Mixing
20
Compulsory
None
AU1125
Acoustics
20
Optional
AU1124 #"""

TERMS = """Year 1
- AUTUMN TERM- Study period 1
- Compulsory coursesCourse code and nameModule, credits/periodBlockNote
- VTX073 Sound measurement - Laboratory 3.5 credits - *
- Elective coursesCourse code and nameModule, credits/periodBlockNote
- VTX155 Room acoustics - Design exercise 4 credits - *, 1), 2)
Year 2
- VTX091 Musical acoustics 4 credits - E, 1)"""

FIELDS = """Field of Study 1: Music Theory
Module 1: Music Theory and Harmony
- harmony
- counterpoint
Field of Study 2: Composition
Module 2: Composition I
- songwriting
- arrangement
Module 3: Recording
- microphones"""

GLUED = """Program Requirements
Major Area
AC.550.515Musical Acoustics3
AC.550.624Building Acoustics 13
AC.550.626Noise Control2
AC.550.627Acoustical Modeling2
Two Professional Electives. The following are recommended:6
Audio Science
Architectural Engineering
Total Credits16"""

SEVERAL_GROUPS = """Required Games Courses
GAME 1110Games and Society4
GAME 2500Game Engines4
Game Design Electives
Complete one of the following:4
Physical Computing
Game Studio
Music Theory and Composition
MUSC 1201Music Theory4
MUSC 1301Composition I4"""

HTML = "<h3>Core</h3><ul><li>Mixing</li>\n<li>Mastering &amp; Foley</li></ul><table><tr><td>Sound Design</td><td>20</td></tr></table>"

LISTS = [
    (UK_BRACKETS, ["core Recording Practice", "elective Podcast Drama", "core Mixing and Mastering"]),
    (UK_TABLE, ["core Studio Recording", "elective Live Sound"]),
    (US_LEADERS, ["- Music Theory I", "- English Composition I", "- Calculus I"]),
    (HANDBOOK, ["core Sound Recording 1", "core Acoustics and Psychoacoustics", "elective Music Business"]),
    (MARKDOWN, ["core Room Acoustics", "elective Spatial Audio"]),
    (NUMBERED, ["- Critical Listening", "- Mixing", "- Major Project"]),
    (
        GERMAN,
        ["core Tontechnik 1", "elective Sounddesign", "elective Elektronische Musik", "elective Raumakustik"],
    ),
    (QUOTED, ["core Waves, Optics and Heat", "elective Mixing"]),
    (
        US_CATALOGUE,
        [
            "- Audio Fundamentals",
            "elective Music Theory I",
            "elective Jazz Theory",
            "intro Composition",
            "elective Live Sound",
            "elective Game Audio",
            "elective Film Scoring",
        ],
    ),
    (PLAN, ["- Theory I", "- Theory II", "- Recording I", "- Recording II"]),
    (DESCRIBED, ["core Recording", "core Mixing", "elective Live Sound"]),
    (PARAGRAPHS, ["- Sound Recording", "- Acoustics"]),
    (
        PROSE_PAGE,
        [
            "- Music Theory",
            "- Contextual Studies",
            "core Advanced Mixing",
            "elective Live Sound Engineering",
            "elective Spatial Audio",
            "elective Songwriting",
        ],
    ),
    (SPANISH, ["core Acústica", "elective Diseño sonoro", "elective Mezcla / Mixing"]),
    (STATUS_FIRST, ["core Recording", "elective Scoring"]),
    (
        ONE_LINE,
        [
            "core Recording",
            "core Mixing and Mastering",
            "core Foley",
            "elective Scoring",
            "elective Live Sound",
        ],
    ),
    (UNITS, ["core Recording", "elective DJ Techniques"]),
    (SLOTS, ["- Recording", "- Mixing", "elective Elective"]),
    (
        BROKEN_TABLE,
        ["core Fundamentals of Music 1", "core Scoring for Screen", "core Mixing", "core Mastering"],
    ),
    (CONTENTS, ["- Mixing 1", "- Mixing 2", "- Acoustics", "- Essay"]),
    (VERTICAL_NOTES, ["core Mixing", "elective Acoustics"]),
    (
        TERMS,
        [
            "core Sound measurement - Laboratory",
            "elective Room acoustics - Design exercise",
            "- Musical acoustics",
        ],
    ),
    (FIELDS, ["- Music Theory and Harmony", "- Composition I", "- Recording"]),
    (
        GLUED,
        [
            "- Musical Acoustics",
            "- Building Acoustics 1",
            "- Noise Control",
            "- Acoustical Modeling",
            "elective Audio Science",
            "elective Architectural Engineering",
        ],
    ),
    (
        SEVERAL_GROUPS,
        [
            "core Games and Society",
            "core Game Engines",
            "elective Physical Computing",
            "elective Game Studio",
            "- Music Theory",
            "- Composition I",
        ],
    ),
    (HTML, ["core Mixing", "core Mastering & Foley", "core Sound Design"]),
]


@pytest.mark.parametrize(("text", "modules"), LISTS, ids=[text[:24].split("\n")[0] for text, _ in LISTS])
def test_lists_are_read_as_they_are_published(text: str, modules: list[str]) -> None:
    """Every module of the list is found, nothing else is taken for one, and each has the status that the list gives it."""
    assert said(text) == modules


def test_groups_of_whole_lists() -> None:
    """How many electives to choose is read in each form."""
    assert chosen(GERMAN) == {
        "Studienjahr: Wahlpflichtmodule (2 aus 3)": (2, ("Sounddesign", "Elektronische Musik", "Raumakustik"))
    }
    assert [count for count, _ in chosen(US_CATALOGUE).values()] == [1, 2]
    assert chosen(GLUED) == {
        "Two Professional Electives. The following are recommended": (
            2,
            ("Audio Science", "Architectural Engineering"),
        )
    }


@pytest.mark.parametrize(
    "header",
    ["Unit code\tUnit name\tPrerequisite", "Course No.\tCourse Name\tNotes", "Code\tModule Title\tRemarks", "No.\tSubject\tNotes",
     "Course\tTitle\tAssessment", "Code\tUnit of study\tNotes"],
)  # fmt: skip
def test_the_column_of_titles_is_found_by_its_name(header: str) -> None:
    """Whatever a school calls its columns, a long note in another column is not taken for the title."""
    text = f"{header}\nAUD11\tMixing\tMust have passed Composition 1 and Music Theory 2"
    assert said(text) == ["- Mixing"]
    assert read(text).modules[0].code == "AUD11"


def test_the_column_of_titles_is_found_without_a_header() -> None:
    """Without names of columns, the title is the first text of a row, not its longest."""
    text = "AU1611\tOrchestration\t6\tMust have passed Composition 1\nAU1000\tAcoustics\t6\tRecommended after Mixing"
    assert said(text) == ["- Orchestration", "- Acoustics"]
