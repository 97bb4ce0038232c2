"""The laws of the knowledge base that need scoring: every role and program can be reached, and the founding article is kept.

Each law yields every breach of it, like those of `knowledge/lint.py`, which must hold first.
"""

from collections.abc import Callable, Iterator
from itertools import combinations
from random import Random

from degreepath.advice.coverage import Door, Viability
from degreepath.advice.fit import dot
from degreepath.advice.model import ScoringModel, Vector, scoring_model
from degreepath.advice.programs import program_score, role_attention, role_scores
from degreepath.knowledge.knowledge import Knowledge
from degreepath.knowledge.problem import Places, Problem

LEADS = (Viability.COVERED, Viability.POSSIBLE)
ALIKE = 0.9
LEVEL = 1e-9
RANDOM_STUDENTS = 500
STEPS = (-1.0, -0.5, 0.0, 0.5, 1.0)
SWEEPS = 3


def roles_lead_somewhere(knowledge: Knowledge, at: Places) -> Iterator[Problem]:
    """At least one program leads to every role."""
    model = scoring_model(knowledge)
    for ordinal, role in enumerate(model.roles):
        if not any(row[ordinal].viability in LEADS for row in model.doors):
            mend = "Ask for fewer topics, or add a course that teaches them"
            yield at.problem("roles", role, ("all_of",), "is covered or possible in no program", mend)


def roles_told_apart(knowledge: Knowledge, at: Places) -> Iterator[Problem]:
    """No two roles want so nearly the same that no answer could tell them apart."""
    model = scoring_model(knowledge)
    pairs = combinations(zip(model.roles, model.role_directions, strict=True), 2)
    for (one, u), (other, v) in pairs:
        likeness = dot(u, v)
        if likeness >= ALIKE:
            what = f"cannot be told from '{one}' (cosine {likeness:.2f}, {ALIKE} is too much)"
            yield at.problem("roles", other, ("wants",), what, "Say in wants what makes it different, or join the two")


def roles_can_win(knowledge: Knowledge, at: Places) -> Iterator[Problem]:
    """A student who likes exactly what a role wants is shown that role first."""
    model = scoring_model(knowledge)
    for ordinal, role in enumerate(model.roles):
        scores = role_scores(model, model.role_directions[ordinal])
        first = scores.index(max(scores))
        if first != ordinal:
            what = f"its own wants put '{model.roles[first]}' first"
            yield at.problem("roles", role, ("wants",), what, "Say in wants what makes it different")


def article_kept(knowledge: Knowledge, at: Places) -> Iterator[Problem]:
    """A role the founding article lists for a general degree is within reach there; one it lists only for the other is not."""
    model = scoring_model(knowledge)
    for ordinal, role in enumerate(knowledge.roles):
        for archetype in knowledge.archetypes if role.listed_for else ():
            door = model.doors[model.programs.index(archetype.id)][ordinal]
            if archetype.id in role.listed_for and door.viability not in LEADS:
                what = f"is listed for '{archetype.id}' but {_verdict(door)} there"
                yield at.problem("roles", role.id, ("listed_for",), what, "Mend its needs or the degree's modules")
            if archetype.id not in role.listed_for and door.viability is not Viability.NOT_COVERED:
                what = f"is not listed for '{archetype.id}' but {_verdict(door)} there"
                yield at.problem("roles", role.id, ("listed_for",), what, "Mend its needs or the degree's modules")


def _verdict(door: Door) -> str:
    return door.viability.value.replace("-", " ")


def programs_can_win(knowledge: Knowledge, at: Places) -> Iterator[Problem]:
    """Some student is shown each general degree first, and some student each course first (or level) among the courses."""
    model = scoring_model(knowledge)
    courses = tuple(p for p in range(len(model.programs)) if p not in model.archetypes)
    for group in (model.archetypes, courses):
        for program in Search(model, group).never_first():
            what = "comes first for no student we could think of"
            mend = "Say in teaches what makes it different from the others, or give it the modules that do"
            yield at.problem("programs", model.programs[program], ("teaches",), what, mend)


LAWS: tuple[Callable[[Knowledge, Places], Iterator[Problem]], ...] = (
    roles_lead_somewhere,
    roles_told_apart,
    roles_can_win,
    article_kept,
    programs_can_win,
)


class Search:
    """Looking for a student for whom each program of a group comes first.

    Tried are those who like exactly what a program teaches or a role wants, mildly and as strongly as answers can say it;
    those between a program that has not won yet and each of these; random ones; and at last, for a program that still has
    not won, the student who came nearest, changed one interest at a time. Students are the same in every run.
    """

    def __init__(self, model: ScoringModel, group: tuple[int, ...]) -> None:
        self.model = model
        self.group = group
        self.losers = set(group)
        self.nearest: dict[int, tuple[float, Vector]] = {}

    def never_first(self) -> list[int]:
        """Return the programs of the group for which no student was found."""
        pure = [*(self.model.program_directions[p] for p in self.group), *self.model.role_directions]
        for direction in pure:
            self._try(_stretched(direction))
            self._try(tuple(1.0 if part > 0 else -1.0 for part in direction))
        for program in sorted(self.losers):
            own = self.model.program_directions[program]
            for other in pure:
                self._try(_stretched(tuple(a + b for a, b in zip(own, other, strict=True))))
        dice = Random(20)  # noqa: S311 - the same students every time
        for _ in range(RANDOM_STUDENTS if self.losers else 0):
            self._try(tuple(dice.choice(STEPS) for _ in self.model.interests))
        for program in sorted(self.losers):
            self._climb(program)
        return sorted(self.losers)

    def _try(self, student: Vector) -> None:
        attention = role_attention(role_scores(self.model, student))
        scores = {program: program_score(self.model, program, student, attention) for program in self.group}
        best = max(scores.values())
        for program in list(self.losers):
            behind = best - scores[program]
            if behind < LEVEL:
                self.losers.discard(program)
            elif program not in self.nearest or behind < self.nearest[program][0]:
                self.nearest[program] = behind, student

    def _climb(self, program: int) -> None:
        for _ in range(SWEEPS):
            for place in range(len(self.model.interests)):
                for step in STEPS:
                    student = self.nearest[program][1]
                    self._try((*student[:place], step, *student[place + 1 :]))
                    if program not in self.losers:
                        return


def _stretched(interests: Vector) -> Vector:
    """Return the same direction as strong as answers can make it."""
    strongest = max(map(abs, interests)) or 1.0
    return tuple(part / strongest for part in interests)
