"""The sums behind the recommendation, printed so that the parts add up to the totals."""

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from degreepath.advice.recommendation import ProgramScore, Reason, Recommendation
from degreepath.knowledge.knowledge import Knowledge
from degreepath.show.layout import section
from degreepath.show.numbers import points, points_adding_up, signed


def sums(knowledge: Knowledge, result: Recommendation) -> RenderableType:
    """Return both degrees' sums and how the reasons add up to the difference."""
    judged = result.verdict
    leader, rival = (score_of(result, program) for program in (judged.leader, judged.rival))
    table = Table(box=None, pad_edge=False, show_edge=False)
    table.add_column("points", overflow="fold")
    for name in (knowledge.program[judged.leader].name, knowledge.program[judged.rival].name, "difference"):
        table.add_column(name, justify="right", overflow="fold")
    rows = [(study_points(score), career_points(score)) for score in (leader, rival)]
    for label, index in (("what you would study", 0), ("where it leads", 1)):
        a, b = rows[0][index], rows[1][index]
        table.add_row(label, signed(a), signed(b), signed(a - b))
    totals = [sum(row) for row in rows]
    table.add_row("together", signed(totals[0]), signed(totals[1]), signed(totals[0] - totals[1]), style="bold")
    difference = totals[0] - totals[1]
    return section("The sums", table, Text(), Text("The difference is made of:"), parts(knowledge, result, difference))


def parts(knowledge: Knowledge, result: Recommendation, difference: int) -> RenderableType:
    """Return the reasons and the rest as a column that adds up to `difference`."""
    shown = result.reasons_for + result.reasons_against
    values = points_adding_up([reason.value for reason in shown] + [result.rest], difference)
    table = Table(box=None, pad_edge=False, show_header=False)
    table.add_column(justify="right", no_wrap=True)
    table.add_column(overflow="fold")
    for reason, value in zip(shown, values, strict=False):
        table.add_row(signed(value), Text(label(knowledge, reason)))
    table.add_row(signed(values[-1]), "all other interests and roles together")
    table.add_row(signed(difference), Text("difference", style="bold"), style="bold")
    return Group(table)


def label(knowledge: Knowledge, reason: Reason) -> str:
    """Return a reason in a few words."""
    if reason.interest:
        return f"study: {knowledge.interest[reason.interest].name}"
    return f"leads to: {knowledge.role[reason.role or ''].name}"


def score_of(result: Recommendation, program: str) -> ProgramScore:
    """Return the score of `program`."""
    return next(score for score in result.programs if score.id == program)


def study_points(score: ProgramScore) -> int:
    """Return the study ledger in whole points."""
    return points(sum(part.value for part in score.study))


def career_points(score: ProgramScore) -> int:
    """Return the career ledger in whole points."""
    return points(sum(part.value for part in score.career))
