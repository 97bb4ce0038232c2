"""What a list says of its modules: compulsory, to be chosen, one of a group, or nothing."""

import pytest
from modules.lists import chosen, read, said


def test_headings_say_what_is_compulsory() -> None:
    """Modules below 'Core:' are compulsory, below 'Electives' to be chosen, below 'General education' only an introduction."""
    text = "Core:\nMixing\nElectives (choose 2)\nFoley\nScoring\nGeneral education\nAcoustics\nCompulsory modules\nMastering"
    assert said(text) == [
        "core Mixing",
        "elective Foley",
        "elective Scoring",
        "intro Acoustics",
        "core Mastering",
    ]
    assert chosen(text) == {"Electives (choose 2)": (2, ("Foley", "Scoring"))}


@pytest.mark.parametrize(
    ("heading", "status"),
    [
        ("Students must complete all of the following:", "core"),
        ("All students take:", "core"),
        ("You will study:", "core"),
        ("Prescribed units", "core"),
        ("Pflichtmodule", "core"),
        ("Required Courses", "core"),
        ("You must take 60 credits as follows:", "core"),
        ("You may choose from:", "elective"),
        ("Two from:", "elective"),
        ("Choose 1", "elective"),
        ("Any two of these:", "elective"),
        ("Students take two modules from:", "elective"),
        ("12 credit hours chosen from the following:", "elective"),
        ("Complete five of the following:20", "elective"),
        ("Wahlpflichtmodule (2 aus 4)", "elective"),
        ("Optativas:", "elective"),
        ("Non-compulsory modules", "elective"),
        ("Core electives", "elective"),
        ("Typical modules:", "-"),
        ("In your first year you will study the fundamentals of audio.", "-"),
    ],
)
def test_plain_statements_of_compulsion_and_choice_are_understood(heading: str, status: str) -> None:
    """A sentence that makes the modules below it compulsory or leaves them to choice is taken at its word; prose is not."""
    assert said(f"{heading}\nMixing\nFoley") == [f"{status} Mixing", f"{status} Foley"]


def test_marks_at_the_title_win_over_headings() -> None:
    """A trailing '(elective)' counts for its own line only."""
    text = "Core\nMixing\nFoley (elective)\nMastering - optional\nElective: Scoring\nRecording [core]\nAcoustics 20 Optional Semester 1"
    assert [line.split()[0] for line in said(text)] == [
        "core",
        "elective",
        "elective",
        "elective",
        "core",
        "elective",
    ]


def test_choices_are_kept_apart_by_year() -> None:
    """'Choose 1' in year 2 and 'choose 2' in year 3 are two groups, each with its own rule."""
    text = "Year 1\nCore modules\nMixing\nYear 2\nOptional modules (choose 1)\nFoley\nScoring\nYear 3\nTwo from:\nThesis\nEssay\nFilm"
    assert chosen(text) == {
        "Year 2: Optional modules (choose 1)": (1, ("Foley", "Scoring")),
        "Year 3: Two from": (2, ("Thesis", "Essay", "Film")),
    }


def test_credits_to_choose_become_a_number_of_modules() -> None:
    """'40 credits from' modules of 20 credits each is a choice of two; 'at least' sets no limit."""
    modules = "Foley (20 credits)\nScoring (20 credits)\nMastering (20 credits)"
    assert chosen(f"Choose 40 credits from:\n{modules}") == {
        "Choose 40 credits from": (2, ("Foley", "Scoring", "Mastering"))
    }
    assert chosen(f"Choose at least two from:\n{modules}") == {}


def test_alternatives_are_a_choice_of_one() -> None:
    """'or' between two modules makes neither compulsory: one of them is taken."""
    assert chosen("Core:\nMUS 101 Mixing\nor\nMUS 102 Foley\nMUS 103 Acoustics") == {
        "Mixing or Foley": (1, ("Mixing", "Foley"))
    }
    assert said("Core:\nMUS 101 Mixing or MUS 102 Foley\nMUS 103 Acoustics") == [
        "elective Mixing",
        "elective Foley",
        "core Acoustics",
    ]


def test_a_new_year_ends_the_electives_of_the_last_one() -> None:
    """Under years, each year begins anew and what it does not say stays open; under 'Core' and 'Elective', years change nothing."""
    assert said("Year 1\nElective\nFoley\nYear 2\nMixing") == ["elective Foley", "- Mixing"]
    by_status = "Core\nYear 1\nMixing\nYear 2\nMastering\nElective\nYear 1\nFoley\nYear 2\nScoring"
    assert [line.split()[0] for line in said(by_status)] == ["core", "core", "elective", "elective"]
    terms = "Year 1\nCore\nSemester 1\nMixing\nSemester 2\nFoley"
    assert said(terms) == ["core Mixing", "core Foley"]


@pytest.mark.parametrize(
    "text",
    [
        "AU1\nMixing\n20\nCompulsory\nAU2\nFoley\n20\nOptional\nAU3\nFilm\n20\nOptional",
        "Mixing\n20\nCompulsory\nFoley\n20\nOptional\nFilm\n20\nOptional",
        "Mixing\nCompulsory\nFoley\nOptional\nFilm\nOptional",
        "Compulsory\nMixing\nOptional\nFoley\nOptional\nFilm",
        "Code\nTitle\nCredits\nStatus\nAU1\nMixing\n20\nCompulsory\nAU2\nFoley\n20\nOptional\nAU3\nFilm\n20\nOptional",
        "Year 1\nMixing\nCompulsory\nFoley\nOptional\nYear 2\nFilm\nOptional",
    ],
    ids=["codes", "numbers", "after", "before", "columns", "years"],
)
def test_a_status_on_its_own_line_belongs_where_the_list_shows(text: str) -> None:
    """Whether statuses stand before or after their module, none is given to its neighbour."""
    assert said(text) == ["core Mixing", "elective Foley", "elective Film"]


@pytest.mark.parametrize(
    "text",
    [
        "AU1\nPiano\n20\nCompulsory\nAU2\nMixing\n20\nDesignated\nAU3\nFoley\n20\nDesignated",
        "Piano\n20\nCompulsory\nMixing\n20\nDesignated\nFoley\n20\nDesignated",
        "Piano\tCompulsory\nMixing\tDesignated\nSinging\tCompulsory\nFoley\tDesignated",
        "Title,Status\nPiano,Compulsory\nMixing,Designated\nFoley,Designated",
    ],
    ids=["codes", "numbers", "tabs", "header"],
)
def test_unknown_status_words_are_asked_about(text: str) -> None:
    """'Designated' may mean anything: the modules keep the word, and the person is asked."""
    found = read(text)
    assert [m.title for m in found.modules if m.said == "Designated" and m.status is None] == [
        "Mixing",
        "Foley",
    ]
    assert found.unknown_words == ("Designated",)
    assert "“Designated”" in found.questions[0]


def test_marks_mean_what_the_list_says() -> None:
    """A star, a dagger or letters are what the list's own key says; where only options are marked, the rest is compulsory."""
    text = "Level 5\nMixing\nFoley *\n* Scoring\n* = option, students take one\nLevel 6\nMastering"
    assert said(text) == ["core Mixing", "elective Foley", "elective Scoring", "core Mastering"]
    assert chosen(text) == {"Level 5: option, students take one": (1, ("Foley", "Scoring"))}
    assert said("Modules marked † are compulsory.\nMixing†\nFoley") == ["core Mixing", "elective Foley"]
    assert said("M = mandatory, O = optional\nM  AU 101  Mixing  10\nFoley (O)") == [
        "core Mixing",
        "elective Foley",
    ]
    assert any("mark *" in question for question in read("Mixing\nFoley *").questions)


def test_letters_are_statuses_only_where_both_stand() -> None:
    """C and O in a column say core and option; a lone C is no status."""
    assert said("Mixing\tC\nFoley\tO") == ["core Mixing", "elective Foley"]
    assert said("Mixing\tC\nFoley\tC") == ["- Mixing", "- Foley"]


def test_a_list_without_marks_says_so() -> None:
    """We promise no module as compulsory when the list does not say so, and ask; one '(elective)' makes the rest compulsory."""
    assert said("Mixing\nFoley") == ["- Mixing", "- Foley"]
    assert read("Mixing\nFoley").unmarked == ("Mixing", "Foley")
    assert "compulsory" in read("Mixing\nFoley").questions[0]
    assert said("Mixing\nFoley (elective)") == ["core Mixing", "elective Foley"]


def test_sections_end_what_a_section_said() -> None:
    """In a list of codes, 'Audio electives' holds for its own section; the next one says nothing of itself."""
    text = "AU 101 Mixing\nAU 102 Foley\nAudio Electives\nAU 103 Film\nAU 104 Scoring\nMusic Studies\nMU 105 Harmony\nMU 106 Piano"
    assert [line.split()[0] for line in said(text)] == ["-", "-", "elective", "elective", "-", "-"]


@pytest.mark.parametrize(
    ("line", "topics"),
    [
        ("A-level maths required", ("calculus",)),
        ("Prerequisite: calculus", ("calculus",)),
        ("Entry requirements: A-level Maths and Physics", ("physics", "calculus")),
        ("A-level maths or physics required", ()),
        ("GCSE maths required", ()),
        ("Maths is not required", ()),
        ("Prerequisite: AU 101", ()),
    ],
)
def test_what_a_course_presupposes_is_read(line: str, topics: tuple[str, ...]) -> None:
    """Maths that an applicant must have counts as known; what is only wished for, or one of two, does not."""
    assert read(f"Core:\nMixing\n{line}").presupposes == topics


@pytest.mark.parametrize(
    "text",
    [
        "Module title,Core?\nMixing,Yes\nFoley,No",
        "Module\tCredits\tCompulsory\nMixing\t20\tY\nFoley\t20\tN",
        "Title;Credits;Mandatory\nMixing;6;x\nFoley;6;",
        "Module\tCore\tOption\nMixing\t✓\t\nFoley\t\t✓",
        "Compulsory: yes\tMixing\nCompulsory: no\tFoley",
        "• Mixing (L4, 20cr, core)\n• Foley (L5, 20cr, option)",
        "1. Mixing (15 credits) - compulsory\n2. Foley (15 credits) - optional",
        "Mixing (Pflicht) 6\nFoley (Wahlpflicht) 6",
    ],
)
def test_a_column_or_a_note_that_answers_is_believed(text: str) -> None:
    """Yes, no or a tick below "Core?", and words in brackets or behind a dash, say what is compulsory; nothing is asked."""
    assert said(text) == ["core Mixing", "elective Foley"]
    assert not read(text).questions


def test_modules_on_one_line_below_their_status() -> None:
    """Commas, semicolons or slashes part the modules behind "Core modules:"."""
    for mark in (", ", "; ", " / "):
        text = f"Core modules: {mark.join(('Mixing', 'Foley'))}\nOptional modules: {mark.join(('DSP', 'Scoring'))}"
        assert said(text) == ["core Mixing", "core Foley", "elective DSP", "elective Scoring"]
