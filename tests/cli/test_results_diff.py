"""`degreepath results diff` and `degreepath results talk` as a person types them."""

from pathlib import Path

from kept_students import COMPOSER, CONSULTANT, IDS, KNOWLEDGE, document, kept, results, words

from degreepath.advice.answers import AnswerSheet
from degreepath.records.sheet_file import as_toml


def test_diff_of_two_days_says_what_is_noise() -> None:
    """One answer a step higher is listed and called noise; nothing is said to have changed."""
    one = COMPOSER.answers[IDS[0]]
    first, second = kept(COMPOSER), kept(COMPOSER.answering(IDS[0], one - 1))
    text = words(results("diff", first, second))
    assert "What moved is no more than answer noise." in text
    assert f"{one} → {one - 1}: {KNOWLEDGE.question[IDS[0]].text}" in text
    assert "None moved more than answer noise explains." in text
    found = document("diff", first, second)
    assert not found["degree_changed"]
    assert not found["lead"]["more_than_noise"]
    assert found["answers"] == [{"question": IDS[0], "before": one, "after": one - 1}]


def test_diff_of_two_people_names_what_changed() -> None:
    """Two sheets that lead elsewhere say so, with both degrees, the interests that moved and both top roles."""
    first, second = kept(COMPOSER), kept(CONSULTANT)
    text = words(results("diff", first, second))
    assert "say different things about the degree, and the change is more than answer noise" in text
    assert "First: Music Production" in text
    assert "Second: Music Technology" in text
    assert "Composer: place 1 →" in text
    assert "Acoustic Consultant: place" in text
    found = document("diff", first, second)
    assert found["interests"]["composing"]["more_than_noise"]
    assert found["interests"]["acoustics"]["after"] > found["interests"]["acoustics"]["before"]


def test_diff_of_the_same_sheet() -> None:
    """A sheet compared with itself has no difference."""
    assert "exactly the same" in words(results("diff", kept(COMPOSER), kept(COMPOSER)))


def test_diff_shows_goals_marks_and_what_was_answered_once(home: Path) -> None:
    """A new goal, moved marks and questions that one sheet left out are listed apart from changed answers."""
    path = home / "later.toml"
    goal = COMPOSER.model_copy(update={"goal": "mix-engineer", "opener": None}).skipping(IDS[0])
    path.write_text(as_toml(goal))
    text = words(results("diff", kept(COMPOSER), str(path)))
    assert "Goal: none → Mix Engineer" in text
    assert "most exciting → not marked" in text
    assert "1 question only on the first sheet." in text


def test_talk_is_an_agenda_of_open_questions(home: Path) -> None:
    """Two people's sheets give only the points where they differ much, both views of each, and an open question."""
    question = IDS[0]
    own = COMPOSER.answers[question]
    other = home / "parent.toml"
    other.write_text(
        as_toml(COMPOSER.answering(question, 6 - own).answering(IDS[1], COMPOSER.answers[IDS[1]] - 1))
    )
    found = document("talk", kept(COMPOSER), str(other))
    (point,) = found["points"]
    assert (point["question"], point["a"], point["b"]) == (question, own, 6 - own)
    assert point["ask"].endswith("?")
    text = words(results("talk", kept(COMPOSER), str(other)))
    assert KNOWLEDGE.question[question].text in text
    assert KNOWLEDGE.question[IDS[1]].text not in text
    assert "A is the first sheet you named, B the second." in text


def test_talk_never_takes_sides() -> None:
    """However far the sheets are apart, no word says who is right, wrong or mistaken; both orders ask the same."""
    a, b = kept(COMPOSER), kept(CONSULTANT)
    text = words(results("talk", a, b)).replace("Neither sheet is the right one.", "").lower()
    for word in ("right", "wrong", "correct", "mistake", "should", "really", "more than noise"):
        assert f" {word}" not in text
    there, back = document("talk", a, b), document("talk", b, a)
    assert [(p["question"], p["a"], p["b"]) for p in there["points"]] == [
        (p["question"], p["b"], p["a"]) for p in back["points"]
    ]
    assert "lead to different results" in text


def test_talk_without_differences(home: Path) -> None:
    """Two people who agree, or who answered different questions, are told so in a sentence."""
    assert "nowhere differ by two steps or more" in words(results("talk", kept(COMPOSER), kept(COMPOSER)))
    assert "answer no question in common" in words(results("talk", kept(COMPOSER), kept(AnswerSheet())))
