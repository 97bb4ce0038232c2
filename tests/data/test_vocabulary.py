"""Interests, topics and questions: one law a test, one record a case."""

import pytest

from degreepath.knowledge import integrity, laws
from degreepath.knowledge.load import load_knowledge

KNOWLEDGE = load_knowledge()
INTERESTS = [record.id for record in KNOWLEDGE.interests]
TOPICS = [record.id for record in KNOWLEDGE.topics]
QUESTIONS = [record.id for record in KNOWLEDGE.questions]


@pytest.mark.parametrize("interest", INTERESTS)
def test_interest_is_asked_about_twice(breaches, interest: str) -> None:
    """One odd answer does not decide an interest."""
    assert not breaches(laws.questions_enough, "interests", interest)


@pytest.mark.parametrize("question", QUESTIONS)
def test_no_interest_is_asked_about_more_often_than_another(breaches, question: str) -> None:
    """Who gives the same answer to everything is told that this says nothing."""
    assert not breaches(laws.questions_even, "questions", question)


@pytest.mark.parametrize("interest", INTERESTS)
def test_interest_is_wanted_and_taught(interest: str) -> None:
    """Liking it matters: some role wants it and one of the two degrees teaches it."""
    assert any(interest in role.wants for role in KNOWLEDGE.roles), (
        f"name '{interest}' in the wants of a role"
    )
    assert any(interest in p.teaches for p in KNOWLEDGE.archetypes), (
        f"name '{interest}' in the teaches of a degree"
    )


@pytest.mark.parametrize("interest", INTERESTS)
def test_interest_has_a_text_of_its_own(breaches, interest: str) -> None:
    """No two interests read alike."""
    assert not breaches(laws.no_text_twice, "interests", interest)


@pytest.mark.parametrize("topic", TOPICS)
def test_topic_joins_a_module_to_a_role(breaches, topic: str) -> None:
    """A topic that no role needs, or no module teaches, says nothing."""
    assert not breaches(laws.topics_used, "topics", topic)


@pytest.mark.parametrize("topic", TOPICS)
def test_topic_has_a_text_of_its_own(breaches, topic: str) -> None:
    """No two topics read alike."""
    assert not breaches(laws.no_text_twice, "topics", topic)


@pytest.mark.parametrize("topic", TOPICS)
def test_topic_has_phrases_with_words(breaches, topic: str) -> None:
    """Each phrase can be found in a module's title."""
    assert not breaches(integrity.readable_phrases, "topics", topic)


@pytest.mark.parametrize("question", QUESTIONS)
def test_question_measures_an_interest_that_exists(breaches, question: str) -> None:
    """Answering it moves something."""
    assert not breaches(integrity.known_ids, "questions", question)


@pytest.mark.parametrize("question", QUESTIONS)
def test_question_is_asked_once(breaches, question: str) -> None:
    """Nobody is asked the same thing twice."""
    assert not breaches(laws.no_text_twice, "questions", question)


@pytest.mark.parametrize("question", QUESTIONS)
def test_question_names_no_job(question: str) -> None:
    """A question is about an activity, so that a title's glamour does not answer it."""
    text = KNOWLEDGE.question[question].text.casefold()
    named = [role.name for role in KNOWLEDGE.roles if f" {role.name.casefold()}" in f" {text}"]
    assert not named, f"say what one does instead of {named}"
