"""What a student was asked, in words: an old sheet counts only as far as the very same words are asked today."""

from collections.abc import Mapping

from degreepath.advice.answers import AnswerSheet, Opener
from degreepath.knowledge.knowledge import Knowledge


def wording(knowledge: Knowledge) -> dict[str, str]:
    """Return what a student is asked, by id of question or interest; an answer is carried over only if this is the same."""
    questions = {q.id: f"{q.interest}/{'-' if q.reverse else '+'} {q.text}" for q in knowledge.questions}
    return {i.id: f"{i.name}: {i.about}" for i in knowledge.interests} | questions


def still_asked(sheet: AnswerSheet, asked: Mapping[str, str], knowledge: Knowledge) -> AnswerSheet:
    """Return what of `sheet` still holds: answers to the very words of `asked`, marks on the very same interests, a goal that exists."""
    now = wording(knowledge)

    def same(name: str) -> bool:
        return name in now and asked.get(name) == now[name]

    opener = sheet.opener or Opener()
    marks = Opener(most=tuple(filter(same, opener.most)), least=tuple(filter(same, opener.least)))
    return AnswerSheet(
        opener=marks if marks.most or marks.least else None,
        answers={q: a for q, a in sheet.answers.items() if q in knowledge.question and same(q)},
        goal=sheet.goal if sheet.goal in knowledge.role else None,
    )
