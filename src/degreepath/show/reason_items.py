"""Why: the reasons for and against with the answers behind them, the sums, and what would change the result."""

from collections.abc import Iterator

from degreepath.advice.band import Band
from degreepath.advice.recommendation import FEWEST_CASES, AnswerShare, ProgramScore, Reason, Recommendation
from degreepath.knowledge.knowledge import Knowledge
from degreepath.knowledge.vocabulary import ANSWER_WORDS
from degreepath.show.blocks import Item, Ledger, Section
from degreepath.show.numbers import in_hundred, points, points_adding_up, signed

WHAT_POINTS_ARE = (
    "Points compare what you like with what a degree teaches and where it leads. "
    "A degree gets credit for opening your own roles, none for listing many. Parts are rounded so that they add up."
)


def reasons(knowledge: Knowledge, result: Recommendation) -> Iterator[Section]:
    """Yield the strongest reasons for and against, each with the answers behind it."""
    verdict = result.verdict
    leader, rival = knowledge.program[verdict.leader].name, knowledge.program[verdict.rival].name
    if verdict.band is Band.TOO_CLOSE:
        heads = (f"What speaks for {leader}", f"What speaks for {rival}")
    else:
        heads = (f"Why {leader}", f"What speaks against {leader}")
    values = printed_reasons(result)
    for head, group in zip(heads, (result.reasons_for, result.reasons_against), strict=True):
        items = tuple(reason_item(knowledge, result, reason, values[reason]) for reason in group)
        yield Section(head, items or (Item("Nothing of weight."),))


def reason_item(knowledge: Knowledge, result: Recommendation, reason: Reason, value: int) -> Item:
    """Return one reason: what it is, how many points, and the answers behind it."""
    said = tuple(answer_words(knowledge, answer) for answer in reason.answers)
    return Item(
        meaning(knowledge, result, reason),
        lead=f"{label(knowledge, reason)}, {signed(value)} points",
        more=said,
    )


def label(knowledge: Knowledge, reason: Reason) -> str:
    """Return what a reason is about."""
    if reason.interest:
        return knowledge.interest[reason.interest].name
    return f"The way to {knowledge.role[reason.role or ''].name}"


def meaning(knowledge: Knowledge, result: Recommendation, reason: Reason) -> str:
    """Return in a sentence why a part of the difference speaks for one of the two degrees."""
    pair = [knowledge.program[result.verdict.leader], knowledge.program[result.verdict.rival]]
    favoured, other = pair if reason.value > 0 else pair[::-1]
    if reason.interest:
        more, less = (program.teaches.get(reason.interest, 0) for program in (favoured, other))
        if more > less:
            return f"you like it, and {favoured.name} teaches more of it."
        return f"you like it less than other things, and {other.name} teaches more of it."
    role = next(scored for scored in result.roles if scored.id == reason.role)
    here, there = role.viability[favoured.id].leads, role.viability[other.id].leads
    if here and not there:
        return f"it fits you, and {favoured.name} leads there while {other.name} does not."
    if here and role.viability[favoured.id] is role.viability[other.id]:
        return f"both lead there, but {other.name} leads to more roles anyway, so it gets less credit for this one."
    if here:
        return f"it fits you, and {favoured.name} leads there more surely."
    return f"neither leads there well; {other.name} leads to more roles in general, so it loses more."


def answer_words(knowledge: Knowledge, answer: AnswerShare) -> str:
    """Return an answer as the student gave it."""
    if answer.question is None:
        return f"You marked {knowledge.interest[answer.interest].name} as {'most' if answer.answer > 0 else 'least'} exciting."
    text = knowledge.question[answer.question].text
    return f"You said “{ANSWER_WORDS[answer.answer]}” ({answer.answer}) to: {text}"


def degree_sums(knowledge: Knowledge, result: Recommendation) -> Ledger:
    """Return the points of both degrees, part by part, and their difference."""
    verdict = result.verdict
    leader, rival = (ledger_points(result, program) for program in (verdict.leader, verdict.rival))
    columns = (knowledge.program[verdict.leader].name, knowledge.program[verdict.rival].name, "difference")
    rows = [
        (what, (leader[i], rival[i], leader[i] - rival[i]))
        for i, what in enumerate(("what you would study", "where it leads"))
    ]
    return Ledger("", columns, (*rows, ("together", (sum(leader), sum(rival), sum(leader) - sum(rival)))))


def difference(knowledge: Knowledge, result: Recommendation) -> Ledger:
    """Return how the reasons and the rest add up to the difference between the two degrees."""
    printed = printed_reasons(result)
    total = printed_difference(result)
    rest = total - sum(printed.values())
    return Ledger(
        "What the difference is made of",
        ("points",),
        (
            *((label(knowledge, reason), (value,)) for reason, value in printed.items()),
            ("all other interests and roles together", (rest,)),
            ("difference", (total,)),
        ),
    )


def printed_reasons(result: Recommendation) -> dict[Reason, int]:
    """Return the shown reasons in whole points, rounded so that they and the rest add up to the printed difference."""
    shown = result.reasons_for + result.reasons_against
    values = points_adding_up([*(reason.value for reason in shown), result.rest], printed_difference(result))
    return dict(zip(shown, values, strict=False))


def printed_difference(result: Recommendation) -> int:
    """Return the points of the leader less those of its rival, each the sum of rounded parts."""
    leader, rival = (
        ledger_points(result, program) for program in (result.verdict.leader, result.verdict.rival)
    )
    return sum(leader) - sum(rival)


def ledger_points(result: Recommendation, program: str) -> tuple[int, int]:
    """Return a program's study and career ledgers in whole points."""
    score: ProgramScore = next(score for score in result.programs if score.id == program)
    return points(sum(part.value for part in score.study)), points(sum(part.value for part in score.career))


def what_would_change_it(knowledge: Knowledge, result: Recommendation) -> Section:
    """Return the smallest change of answers that turns the result, and the unanswered question most likely to."""
    items = []
    if result.flip:
        flip = result.flip
        answers = f"{len(flip.changes)} answers" if len(flip.changes) > 1 else "one answer"
        steps = f"{flip.steps} steps in all" if flip.steps > 1 else "one step"
        items.append(
            Item(
                f"To put {knowledge.program[flip.program].name} first, it takes {answers} changed by {steps}:",
                more=tuple(
                    f"from {change.before} to {change.after}: {knowledge.question[change.question].text}"
                    for change in flip.changes
                ),
            )
        )
    verdict = result.verdict
    if (
        not result.flip
        and verdict.rival in verdict.closed_to_goal
        and verdict.leader not in verdict.closed_to_goal
    ):
        rival = knowledge.program[verdict.rival].name
        items.append(
            Item(
                f"No answers put {rival} first, since it does not lead to your goal. Another goal, or none, might."
            )
        )
    if result.open_question:
        chance = max(in_hundred(result.open_question.program_change), FEWEST_CASES)
        question = knowledge.question[result.open_question.question].text
        items.append(
            Item(
                f"The questions you left out would change the degree in about {chance} of 100 cases. "
                f"The one that matters most: {question}"
            )
        )
    return Section("What would change it", tuple(items) or (Item("No change of your answers would."),))
