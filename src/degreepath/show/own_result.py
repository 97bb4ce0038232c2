"""The student's own result beside facts: how well programs and roles fit, and which roles come first.

It is shown on a terminal only: whoever hands a page over hands over facts, never a student's fit.
"""

from dataclasses import dataclass

from degreepath.advice.coverage import Viability
from degreepath.advice.kept import KeptResult
from degreepath.advice.recommendation import TOP_ROLES, Recommendation
from degreepath.knowledge.knowledge import Knowledge
from degreepath.knowledge.program import Program
from degreepath.knowledge.role import Role
from degreepath.show.blocks import Item, Row
from degreepath.show.check import OwnRoles
from degreepath.show.numbers import signed
from degreepath.show.reason_items import ledger_points
from degreepath.show.results import date_words
from degreepath.show.wording import FIT_SCALE, VIABILITY_SYMBOLS

TITLE = "How well it fits you"
SMALL = "A small difference means little; how sure it is: degreepath results show {id}"
PROGRAM_POINTS = "Points compare what you like with what a program teaches and where it leads."
PRIVATE = "Only this screen shows it: files and other forms leave it out."
PARTLY_KNOWN = "Not all of its modules are known, so “where it leads” says only a part."


@dataclass(frozen=True)
class Fit:
    """A row of a comparison, and the lines that say where it comes from."""

    lines: tuple[str, ...]
    row: Row


@dataclass(frozen=True)
class OwnResult:
    """A kept result, and what its sheet gives now."""

    knowledge: Knowledge
    kept: KeptResult
    result: Recommendation

    def fit_of_programs(self, programs: tuple[Program, ...]) -> Fit:
        """Return the points of each program, parts and sum."""
        cells = tuple(_points(self.knowledge, self.result, program) for program in programs)
        return _fit(self, PROGRAM_POINTS, cells)

    def fit_of_roles(self, roles: tuple[Role, ...]) -> Fit:
        """Return the fit of each role and its place among all."""
        return _fit(self, FIT_SCALE, tuple(_place(self.result, role) for role in roles))

    def best_roles(self) -> OwnRoles:
        """Return the three roles that fit best."""
        title = f"The roles of your result of {date_words(self.kept)}, best fit first"
        return OwnRoles(title, tuple(role.id for role in self.result.roles[:TOP_ROLES]))


def _fit(own: OwnResult, meaning: str, cells: tuple[tuple[Item, ...], ...]) -> Fit:
    lines = (
        f"“{TITLE}” is from your result of {date_words(own.kept)}. {meaning} {SMALL.format(id=own.kept.id)}",
        PRIVATE,
    )
    return Fit(lines, Row(TITLE, cells))


def _points(knowledge: Knowledge, result: Recommendation, program: Program) -> tuple[Item, ...]:
    study, career = ledger_points(result, program.id)
    items = [
        Item(f"{signed(study)} points", lead="What you would study"),
        Item(f"{signed(career)} points", lead="Where it leads"),
        Item(f"{signed(study + career)} points", lead="Together"),
    ]
    doors = {role.id: role.viability[program.id] for role in result.roles}
    if Viability.UNKNOWN in doors.values():
        items.append(Item(PARTLY_KNOWN, mark=VIABILITY_SYMBOLS[Viability.UNKNOWN]))
    goal = result.sheet.goal
    if goal and doors[goal] is Viability.NOT_COVERED:
        text = f"It cannot lead to your goal, {knowledge.role[goal].name}, whatever its points."
        items.append(Item(text, mark=VIABILITY_SYMBOLS[Viability.NOT_COVERED]))
    return tuple(items)


def _place(result: Recommendation, role: Role) -> tuple[Item, ...]:
    ids = [scored.id for scored in result.roles]
    place = ids.index(role.id)
    return (Item(f"{result.roles[place].fit:.0f}, place {place + 1} of {len(ids)} roles", lead="Fit"),)
