"""How sure a result is, what that number does not know, and every sum behind it, in parts that add up as printed."""

from collections.abc import Iterator

from degreepath.advice.recommend import Recommendation
from degreepath.knowledge.knowledge import Knowledge
from degreepath.pages.blocks import Block, Cell, Items, Paragraph, Table
from degreepath.pages.notes import Notes
from degreepath.pages.wording import NOT_CLAIMED, in_hundred, points, points_adding_up, short, signed

REAL_PEOPLE = "open-psychometrics-riasec"
WHAT_POINTS_ARE = (
    "Points compare what you like with what a degree teaches and where it leads. A degree gets credit for opening "
    "the jobs that suit you, none for listing many. Parts are rounded so that they add up."
)
OWN_MISFIT = (
    "This number trusts our method: where the method is wrong, the number is wrong too. It speaks of your answers. It does "
    "not say that you would be unhappy in the other degree."
)
SPECIFIC = (
    "You can like creative and technical work at once. On broad interests the students of both degrees hardly differ, "
    "so only special interests can tell the two apart."
)


def sure(notes: Notes, result: Recommendation) -> Iterator[Block]:
    """Yield how sure the result is, what that number does not know, and all sums."""
    knowledge, verdict = notes.knowledge, result.verdict
    leader, rival = knowledge.program[verdict.leader].name, knowledge.program[verdict.rival].name
    cases = in_hundred(verdict.confidence)
    yield Paragraph(
        f"Of 100 students who could have given your answers, {leader} fits about {cases} better than {rival}. {OWN_MISFIT}"
    )
    yield Paragraph(SPECIFIC)
    people = [notes.fact(finding) for finding in knowledge.findings if finding.source == REAL_PEOPLE]
    if people:
        yield Items(tuple(people), title="What is known of real people")
    yield Paragraph(WHAT_POINTS_ARE)
    yield degree_sums(knowledge, result)
    yield difference(knowledge, result)
    ranked = sorted(result.interests.items(), key=lambda pair: -pair[1])
    rows = tuple((Cell(knowledge.interest[name].name), Cell(signed(points(value)))) for name, value in ranked)
    yield Table(("Your interests, from −100 to +100", "points"), rows)
    yield Paragraph(NOT_CLAIMED)


def ledger_points(result: Recommendation, program: str) -> tuple[int, int]:
    """Return a degree's study and career ledgers in whole points."""
    score = next(score for score in result.programs if score.id == program)
    return points(sum(part.value for part in score.study)), points(sum(part.value for part in score.career))


def degree_sums(knowledge: Knowledge, result: Recommendation) -> Table:
    """Return the points of both degrees, part by part, and their difference."""
    pair = (result.verdict.leader, result.verdict.rival)
    one, two = (ledger_points(result, program) for program in pair)
    parts = [
        *zip(("what you would study", "where it leads"), one, two, strict=True),
        ("together", sum(one), sum(two)),
    ]
    rows = tuple((Cell(what), *(Cell(signed(n)) for n in (a, b, a - b))) for what, a, b in parts)
    return Table(("Points", *(short(knowledge.program[p]) for p in pair), "difference"), rows)


def difference(knowledge: Knowledge, result: Recommendation) -> Table:
    """Return how the reasons and all the rest add up to the difference between the two degrees."""
    told = result.reasons_for + result.reasons_against
    total = sum(ledger_points(result, result.verdict.leader)) - sum(
        ledger_points(result, result.verdict.rival)
    )
    values = points_adding_up([*(reason.value for reason in told), result.rest], total)
    names = [
        knowledge.interest[reason.interest].name
        if reason.interest
        else f"The way to {knowledge.role[reason.role or ''].name}"
        for reason in told
    ]
    parts = zip([*names, "all other interests and roles", "difference"], [*values, total], strict=True)
    rows = tuple((Cell(name), Cell(signed(value))) for name, value in parts)
    return Table(("What the difference is made of", "points"), rows)
