"""What stands beside a result: the tasks to try this week, and what the student thought of it."""

from collections.abc import Iterator

from degreepath.advice.kept import Feedback, Likeness
from degreepath.advice.recommendation import Recommendation
from degreepath.knowledge.knowledge import Knowledge
from degreepath.show.blocks import Item, Section

TOP_ROLES = 3
LIKENESS_WORDS = {
    Likeness.YES: "You said: this sounds like me.",
    Likeness.PARTLY: "You said: this sounds like me in part.",
    Likeness.NO: "You said: this does not sound like me.",
}


def more_tasks(knowledge: Knowledge, result: Recommendation) -> Iterator[Section]:
    """Yield one cheap task for each top role that the next step does not already name (it names none if no degree is named)."""
    first = 0 if result.verdict.why_unclear else 1
    roles = [knowledge.role[role.id] for role in result.roles[first:TOP_ROLES]]
    items = tuple(
        Item(
            role.try_this.do,
            lead=role.name,
            more=(f"If you liked it: {role.try_this.liked}", f"If you hated it: {role.try_this.hated}"),
        )
        for role in roles
    )
    if items:
        yield Section("One task for each other role" if first else "One task for each role", items)


def feedback_items(knowledge: Knowledge, feedback: Feedback, degree: str | None) -> Iterator[Item]:
    """Yield what the student thought of the result; `degree` is the name of the degree it recommended."""
    yield Item(LIKENESS_WORDS[feedback.likeness], mark="")
    dropped = [degree] if feedback.drop_degree and degree else []
    for role in feedback.drop_roles:
        known = knowledge.role.get(role)
        dropped.append(known.name if known else role)
    if dropped:
        yield Item(f"You would drop: {', '.join(dropped)}.", mark="")
    yield Item("This is kept beside the result and changes no points.", mark="")
