"""What one cell or one header of a class file is taken for."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from degreepath.cohort import cells
from degreepath.cohort.cells import moment
from degreepath.cohort.workbooks import shown
from degreepath.knowledge import Knowledge
from degreepath.knowledge.fields import ANSWER_WORDS
from degreepath.knowledge.load import load_knowledge

KNOWLEDGE = load_knowledge()


@settings(deadline=None)
@given(st.sampled_from(list(ANSWER_WORDS)), st.data())
def test_an_answer_is_read_however_it_is_written(n: int, data: st.DataObject) -> None:
    """Number, word or both, with a decimal comma, in capitals, with spaces or quotes around: it is the same answer."""
    word = ANSWER_WORDS[n]
    ways = (
        "{n}",
        "{n}.0",
        "{n},0",
        "{n},00",
        "+{n}",
        "0{n}",
        "{w}",
        "{n} - {w}",
        "{n} – {w}",
        "{n}: {w}",
        "{w} ({n})",
        "{n}/5",
        "{n} out of 5",
    )
    text = data.draw(st.sampled_from(ways)).format(n=n, w=word)
    change = data.draw(st.sampled_from((str, str.upper, str.title)))
    around = data.draw(st.sampled_from(("", " ", "\n", "'", '"', "\u00a0")))
    assert cells.said_answer(f"{around}{change(text)}{around}") == (n, "", "")


@pytest.mark.parametrize(
    ("text", "answer"), [("４", 4), ("٤", 4), ("five", 5), ("Neutral", 3), ("Neither like nor dislike.", 3)]
)
def test_other_digits_and_words_are_answers_too(text: str, answer: int) -> None:
    """Digits of other scripts and the usual words for a number or the middle are read."""
    assert cells.said_answer(text)[0] == answer


@pytest.mark.parametrize(
    "text",
    ["idk", "IDK", "don't know", "Don’t know", "n/a", "N/A", "NA", "-", "–", "?", "...", "#N/A", "Not sure"],
)
def test_no_answer_is_no_answer(text: str) -> None:
    """Who writes "idk" or a dash has skipped the question, and that is told; an empty cell is not even told."""
    assert cells.said_answer(text)[:2] == (0, cells.SKIPPED)
    assert cells.said_answer("  ")[:2] == (0, "")


@pytest.mark.parametrize(
    "text",
    ["6", "0", "-1", "4.5", "4,5", "IV", "2 - strongly like", "4 5", "yes", "40", "9" * 30, "1/2", "☺ 4 ☺ 3"],
)
def test_what_is_no_answer_is_not_guessed(text: str) -> None:
    """A number outside 1 to 5, a half, a word that contradicts its number are left out and listed."""
    assert cells.said_answer(text)[:2] == (0, cells.ANSWER)


@settings(deadline=None)
@given(st.text(max_size=40))
def test_any_cell_is_read_without_an_error(text: str) -> None:
    """Whatever stands in a cell, reading it as anything ends well, and an answer is 1 to 5."""
    answer, kind, _ = cells.said_answer(text)
    assert (answer in ANSWER_WORDS) != (answer == 0)
    assert not (answer and kind)
    marks, _, _ = cells.marks_reader(KNOWLEDGE)(text)
    assert 0 <= marks < 1 << len(KNOWLEDGE.interests)
    place, kind, _ = cells.name_reader(KNOWLEDGE.roles, "goal")(text)
    assert -1 <= place < len(KNOWLEDGE.roles)
    assert kind in {"", "goal", cells.SKIPPED}
    assert cells.meaning(text, KNOWLEDGE) is None or isinstance(cells.meaning(text, KNOWLEDGE), str)
    moment(text, day_first=True)
    shown(text, text)


@settings(deadline=None)
@given(st.lists(st.sampled_from(KNOWLEDGE.interests), max_size=3, unique=True), st.data())
def test_marks_are_read_as_ids_names_or_as_printed(marks: list, data: st.DataObject) -> None:
    """Up to three marks, each as an id, a name or the line of our own sheet, with anything between them, are these marks."""
    ways = ("{i.id}", "{i.name}", "{i.name}: {i.about}.", "{i.name} ({i.about})", "{i.about}")
    texts = [data.draw(st.sampled_from(ways)).format(i=interest) for interest in marks]
    between = data.draw(st.sampled_from((", ", ";", "; ", "\n", " ", " and ", " / ")))
    bits = sum(1 << KNOWLEDGE.interests.index(interest) for interest in marks)
    assert cells.marks_reader(KNOWLEDGE)(between.join(texts)) == (bits, "", "")


def test_marks_that_cannot_be_read_leave_the_others() -> None:
    """A mark nobody knows is told and costs itself only; of more than three marks none counts, for nobody knows which."""
    read = cells.marks_reader(KNOWLEDGE)
    assert read("Acoustics, football") == (
        1 << [i.id for i in KNOWLEDGE.interests].index("acoustics"),
        cells.MARK,
        "football",
    )
    assert read("composing recording mixing acoustics")[:2] == (0, cells.MANY)
    assert read("none")[:2] == (0, cells.SKIPPED)


def test_names_are_read_by_id_name_and_alias_with_what_follows() -> None:
    """A role or degree may be called in any of our ways, in any case, with an explanation after it."""
    read = cells.name_reader(KNOWLEDGE.programs, "plan")
    technology = next(place for place, program in enumerate(KNOWLEDGE.programs) if program.id == "technology")
    for text in (
        "technology",
        "MUSIC TECHNOLOGY",
        "Music Technology: tools and systems",
        "music-technology (BSc)",
    ):
        assert read(text)[0] == technology
    assert read("astronomy") == (-1, "plan", "astronomy")
    assert read("No, not yet")[:2] == (-1, "")


@settings(deadline=None)
@given(st.sampled_from(KNOWLEDGE.questions), st.data())
def test_a_question_is_found_under_its_id_or_text_as_forms_print_them(
    question: object, data: st.DataObject
) -> None:
    """Ids, texts, texts of earlier years; plain, numbered, as the row of a grid, in any case and with any spacing."""
    text = data.draw(st.sampled_from((question.id, question.text, *question.earlier)))
    form = data.draw(
        st.sampled_from(("{}", "3. {}", "Q12) {}", "How much would you like … [{}]", " {} ", "{}*"))
    )
    change = data.draw(
        st.sampled_from((str, str.upper, lambda text: text.replace(" ", "  "), lambda text: text.rstrip(".")))
    )
    assert cells.meaning(form.format(change(text)), KNOWLEDGE) == question.id


@pytest.mark.parametrize(
    ("header", "name"),
    [
        *[(text, "student") for text in ("student_id", "Student ID", "Your student number", "Student No", "Student No.", "Candidate number")],
        *[(text, "student") for text in ("What is your student number?", "Matriculation number", "Student ID number", "Pupil no", "Exam code")],
        *[(text, "id") for text in ("ID", "Number", "Your code")],
        *[(text, "email") for text in ("Email Address", "Email", "E-mail", "Student email", "Username")],
        *[(text, "name") for text in ("Name", "Full name", "What is your name?", "First name", "Surname", "Student name")],
        *[(text, "stamp") for text in ("Timestamp", "Completion time", "Start time", "Submitted at")],
        *[(text, "most") for text in ("most", "Which three of these excite you most?", "The three things you would find most exciting")],
        *[(text, "least") for text in ("least", "Which three of these excite you least?", "Least exciting (up to three)")],
        *[(text, "goal") for text in ("goal", "Your goal", "Is there one job you have already decided on?", "The role you are aiming for")],
        *[(text, "plan") for text in ("plan", "The degree or course you plan to study", "What do you plan to study?", "Intended course")],
        *[(text, None) for text in ("", "Comments", "Points - Make up a melody", "Total points", "Tutor", "Age", "Class", "Which teacher do you like most?")],
    ],
)  # fmt: skip
def test_other_headers_are_found_in_the_words_people_use(header: str, name: str | None) -> None:
    """Who the student is, when it was handed in, marks, goal and plan are known by their words; other columns are left alone."""
    assert cells.meaning(header, KNOWLEDGE) == name


def test_points_of_a_quiz_are_no_answers() -> None:
    """A form in quiz mode has points and feedback beside each question, named by its text: neither is taken for the answer."""
    text = KNOWLEDGE.questions[0].text
    assert cells.meaning(f"Points - {text}", KNOWLEDGE) is None
    assert cells.meaning(f"Feedback - How much … [{text}]", KNOWLEDGE) is None


@pytest.mark.parametrize(
    ("headers", "rows", "place"),
    [
        (["ID", "Start time", "Student number"], [["1", "x", "s1"]], 2),
        (["ID", "Start time", "Email", "Name"], [["1", "x", "anonymous", ""]], 0),
        (["ID", "Start time", "Email", "Name"], [["1", "x", "a@b.c", ""]], 2),
        (["ID", "Email"], [["0007", "a@b.c"]], 0),
        (["Timestamp", "Email Address", "Candidate number"], [["x", "a@b.c", "17"]], 2),
        (["Timestamp", "Email Address", "Candidate number"], [["x", "a@b.c", ""]], 1),
        (["Timestamp", "Your name"], [["x", "Ann"]], 1),
        (["Student", "Student ID"], [["Ann", "17"]], 1),
    ],
)
def test_the_column_that_names_students_best_is_taken(
    headers: list[str], rows: list[list[str]], place: int
) -> None:
    """A number the student typed before a mail address, that before a form's own count, and never a column that is empty."""
    assert cells.find_columns(headers, rows, KNOWLEDGE)[0]["id"] == (place,)


@pytest.mark.parametrize(
    ("text", "day_first", "when"),
    [
        ("2026/09/14 9:40:12 PM GMT+1", True, (2026, 9, 14, 21, 40, 12)),
        ("2026-09-14T09:40:12.123Z", True, (2026, 9, 14, 9, 40, 12)),
        ("14/09/2026 09:40", True, (2026, 9, 14, 9, 40, 0)),
        ("9/14/26 12:05:00 AM", False, (2026, 9, 14, 0, 5, 0)),
        ("14.9.2026", True, (2026, 9, 14, 0, 0, 0)),
        ("9/14/2026, 9:40 p.m.", False, (2026, 9, 14, 21, 40, 0)),
    ],
)
def test_times_are_read_as_forms_write_them(text: str, day_first: bool, when: tuple[int, ...]) -> None:
    """Years first, days first or months first, with or without a time: the same moment."""
    read = moment(text, day_first=day_first)
    assert read is not None
    assert read.timetuple()[:6] == when


@pytest.mark.parametrize("text", ["", "x", "31/31/2026", "yesterday", "12", "14 Sep 2026 09:40"])
def test_what_is_no_time_is_none(text: str) -> None:
    """A cell without a date says nothing about when."""
    assert moment(text, day_first=True) is None


@pytest.mark.parametrize(
    ("value", "code", "text"),
    [
        ("7", "", "7"), ("7", "0000", "0007"), ("12345", "0000", "12345"), ("7", '"S-"000', "S-007"), ("7", "General", "7"),
        ("7.5", "", "7.5"), ("4.0", "", "4"), ("1E+21", "", "1000000000000000000000"), ("7", '"Student "0', "Student 7"),
        ("45323", "dd-mm-yyyy", "01-02-2024"), ("45323", "d/m/yy;@", "1/2/24"), ("45323", "[$-409]mmmm d, yyyy", "2024-02-01"),
        ("45323.5", "yyyy-mm-dd hh:mm", "2024-02-01 12:00:00"), ("x", "0000", "x"), ("4", "0.00", "4"), ("nan", "0", "nan"),
    ],
)  # fmt: skip
def test_a_number_is_what_its_sheet_shows(value: str, code: str, text: str) -> None:
    """Leading zeros and dates come from the format of the cell; a student number is what the teacher sees in it."""
    assert shown(value, code) == text


def test_columns_that_mean_the_same_are_told(knowledge: Knowledge) -> None:
    """Two columns with one question: which is used is said; first and last name make one name."""
    headers = ["student_id", "song", "beats", "song", "First name", "Last name", "Comments"]
    columns, found = cells.find_columns(headers, [], knowledge)
    assert columns["song"] == (1, 3)
    assert columns["name"] == (4, 5)
    assert found == [
        "the columns 2 and 4 both mean 'song': 2 is used, and the next where it is empty",
        "not used: Comments",
    ]
