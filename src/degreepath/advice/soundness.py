"""The laws of the knowledge base that need scoring: every role and program can be reached, and the founding article is kept.

Each law yields every breach of it, like those of `knowledge/lint.py`, which must hold first.
"""

from collections.abc import Iterator
from itertools import combinations
from random import Random

from degreepath.advice.coverage import Viability
from degreepath.advice.fit import Vector, dot
from degreepath.advice.model import ScoringModel, scoring_model
from degreepath.advice.programs import margin_gradient, program_score, role_attention, role_scores
from degreepath.knowledge.knowledge import Knowledge
from degreepath.knowledge.lint import Law
from degreepath.knowledge.problem import Places, Problem

ALIKE = 0.9
LEVEL = 1e-9
RANDOM_STARTS = 10
STEPS = 100
FIRST_STRIDE = 0.5
STRIDE_HALVES_AFTER = 10


def roles_lead_somewhere(knowledge: Knowledge, at: Places) -> Iterator[Problem]:
    """At least one program leads to every role."""
    model = scoring_model(knowledge)
    for ordinal, role in enumerate(model.roles):
        if not any(row[ordinal].viability.leads for row in model.doors):
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
            yield at.problem(
                "roles", other, ("wants",), what, "Say in wants what makes it different, or join the two"
            )


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
            listed = archetype.id in role.listed_for
            as_listed = door.viability.leads if listed else door.viability is Viability.NOT_COVERED
            if as_listed:
                continue
            found = door.viability.value.replace("-", " ")
            what = f"is {'' if listed else 'not '}listed for '{archetype.id}' but {found} there"
            mend = "Mend its needs or the degree's modules"
            yield at.problem("roles", role.id, ("listed_for",), what, mend)


def programs_can_win(knowledge: Knowledge, at: Places) -> Iterator[Problem]:
    """Some student is shown each general degree first, and some student each course first (or level) among the courses."""
    model = scoring_model(knowledge)
    courses = tuple(p for p in range(len(model.programs)) if p not in model.archetypes)
    for group in (model.archetypes, courses):
        for program in group:
            if not _finds_student(model, program, group):
                what = "comes first for no student we could find"
                mend = (
                    "Say in teaches what makes it different from the others, or give it the modules that do"
                )
                yield at.problem("programs", model.programs[program], ("teaches",), what, mend)


LAWS: tuple[Law, ...] = (
    roles_lead_somewhere,
    roles_told_apart,
    roles_can_win,
    article_kept,
    programs_can_win,
)


def _finds_student(model: ScoringModel, program: int, group: tuple[int, ...]) -> bool:
    """Look for a student for whom `program` comes first in `group`.

    The search walks uphill on the lead over the strongest rival: from the student who likes exactly what the program
    teaches, from those who like what a role wants, and from random ones, the same in every run.
    """
    dice = Random(20)  # noqa: S311 - no secret
    starts = [model.program_directions[program], *model.role_directions]
    starts += [tuple(dice.uniform(-1, 1) for _ in model.interests) for _ in range(RANDOM_STARTS)]
    return any(_walks_to_first(model, program, group, _as_strong_as_can_be(start)) for start in starts)


def _walks_to_first(model: ScoringModel, program: int, group: tuple[int, ...], student: Vector) -> bool:
    for step in range(STEPS):
        attention = role_attention(role_scores(model, student))
        scores = {p: program_score(model, p, student, attention) for p in group}
        rival = max((p for p in group if p != program), key=scores.__getitem__, default=program)
        if scores[rival] - scores[program] < LEVEL:
            return True
        uphill = margin_gradient(model, program, rival, attention)
        stride = FIRST_STRIDE / (1 + step / STRIDE_HALVES_AFTER) / (max(map(abs, uphill)) or 1.0)
        student = tuple(max(-1.0, min(1.0, x + stride * up)) for x, up in zip(student, uphill, strict=True))
    return False


def _as_strong_as_can_be(interests: Vector) -> Vector:
    """Return the same direction as strong as answers can make it."""
    strongest = max(map(abs, interests)) or 1.0
    return tuple(part / strongest for part in interests)
