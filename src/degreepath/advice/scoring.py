"""How well roles and programs match the interests. docs/method.md sections 2 and 4.

A role's score is a profile correlation, floored. A program's score is two additive ledgers: what one studies, and where it
leads. What depends on the knowledge base alone is worked out once (`scoring_model`).
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import combinations
from math import exp, fsum, sqrt
from operator import mul

from degreepath.advice.answers import AnswerSheet
from degreepath.advice.doors import Door, open_door, taught
from degreepath.advice.interests import Estimate, Vector, answer_noise, estimate_interests
from degreepath.knowledge.knowledge import Knowledge
from degreepath.knowledge.problem import Breach

ROLE_FOCUS = 0.15
CAREER_WEIGHT = 2.0
TIE_DIGITS = 9
ALIKE = 0.9


def dot(a: Vector, b: Vector) -> float:
    """Return the scalar product of two vectors of the same length, rounded once: the same on every Python."""
    return fsum(map(mul, a, b))


def direction(wants: Mapping[str, int], interests: tuple[str, ...]) -> Vector:
    """Return the unit vector u of a profile `interest = 1..3` over `interests`; its parts sum to 0.

    What is wanted more than on average counts for; everything not wanted shares the same amount against. Because the parts
    sum to 0, answering everything one step higher changes nothing.
    """
    mean = sum(wants.values()) / len(interests)
    raw = {d: max(wants[d] - mean, 0.0) if d in wants else 0.0 for d in interests}
    against = fsum(raw.values()) / (len(interests) - len(wants))
    centred = tuple(raw[d] if d in wants else -against for d in interests)
    length = sqrt(dot(centred, centred))
    return tuple(part / length for part in centred)


def ranked(scores: Vector) -> list[int]:
    """Return the places of `scores`, highest first; what is equal to nine digits stays in file order."""
    return sorted(range(len(scores)), key=lambda i: (-round(scores[i], TIE_DIGITS), i))


@dataclass(frozen=True)
class ScoringModel:
    """Directions over the interests and doors over the roles, all in file order.

    `doors[p][r]` holds program p against role r; `advantage[p][r]` is V_pr − mean_r V_pr. `archetypes` are the places of
    the two general degrees among the programs.
    """

    knowledge: Knowledge
    interests: tuple[str, ...]
    roles: tuple[str, ...]
    programs: tuple[str, ...]
    archetypes: tuple[int, ...]
    role_directions: tuple[Vector, ...]
    study_directions: tuple[Vector, ...]

    @cached_property
    def doors(self) -> tuple[tuple[Door, ...], ...]:
        """The doors of every program. Only courses need them all; the verdict makes do with `archetype_doors`."""
        return tuple(self._doors_of(p) for p in range(len(self.programs)))

    @cached_property
    def archetype_doors(self) -> dict[int, tuple[Door, ...]]:
        """The doors of the two general degrees, by their places among the programs."""
        return {p: self._doors_of(p) for p in self.archetypes}

    def _doors_of(self, p: int) -> tuple[Door, ...]:
        program = self.knowledge.programs[p]
        readings = taught(program)
        return tuple(open_door(program, role, readings) for role in self.knowledge.roles)

    @cached_property
    def advantage(self) -> dict[int, Vector]:
        """V_pr − mean_r V_pr of the general degrees: credit for opening a student's own roles, none for listing many."""
        return {p: _above_mean(tuple(door.value for door in row)) for p, row in self.archetype_doors.items()}

    @cached_property
    def program_directions(self) -> dict[int, Vector]:
        """û of the general degrees."""
        programs = self.knowledge.programs
        return {p: direction(programs[p].teaches, self.interests) for p in self.archetypes}

    @cached_property
    def largest(self) -> float:
        """K, the largest score that any role could give to interests in [-1, 1]."""
        return max(fsum(map(abs, u)) for u in self.role_directions)

    def shown_fit(self, score: float) -> float:
        """Return a role's score as fit, 0 to 100, 50 meaning neither for nor against."""
        return 50 + 50 * score / self.largest

    def leads(self, program: int, role: str) -> bool:
        """Tell whether the general degree at that place leads to `role`."""
        return self.archetype_doors[program][self.roles.index(role)].state.leads


def _above_mean(values: Vector) -> Vector:
    mean = fsum(values) / len(values)
    return tuple(value - mean for value in values)


@lru_cache(maxsize=8)
def scoring_model(knowledge: Knowledge) -> ScoringModel:
    """Return the scoring model of `knowledge`."""
    ids = tuple(interest.id for interest in knowledge.interests)
    return ScoringModel(
        knowledge=knowledge,
        interests=ids,
        roles=tuple(role.id for role in knowledge.roles),
        programs=tuple(program.id for program in knowledge.programs),
        archetypes=tuple(p for p, one in enumerate(knowledge.programs) if one in knowledge.archetypes),
        role_directions=tuple(direction(role.wants, ids) for role in knowledge.roles),
        study_directions=tuple(direction(study.wants, ids) for study in knowledge.studies),
    )


def role_scores(model: ScoringModel, interests: Vector) -> Vector:
    """Return s_r for every role."""
    return tuple(dot(u, interests) for u in model.role_directions)


def role_attention(scores: Vector) -> Vector:
    """Return ρ, how much each role counts for this student: a softmax of the role scores; sums to 1."""
    top = max(scores)
    weights = tuple(exp((score - top) / ROLE_FOCUS) for score in scores)
    whole = fsum(weights)
    return tuple(weight / whole for weight in weights)


def study_score(model: ScoringModel, program: int, interests: Vector) -> float:
    """Return how far the student likes what the general degree at that place teaches."""
    return dot(model.program_directions[program], interests)


def career_parts(model: ScoringModel, program: int, attention: Vector) -> Vector:
    """Return what each role adds to the program: credit for opening the student's own roles, none for listing many."""
    return tuple(
        CAREER_WEIGHT * rho * advantage
        for rho, advantage in zip(attention, model.advantage[program], strict=True)
    )


def program_score(model: ScoringModel, program: int, interests: Vector, attention: Vector) -> float:
    """Return study + career."""
    return study_score(model, program, interests) + CAREER_WEIGHT * dot(attention, model.advantage[program])


def margin_gradient(model: ScoringModel, leader: int, rival: int, attention: Vector) -> Vector:
    """Return δ, the gradient of the score difference between two general degrees over the interests."""
    columns = list(zip(*model.role_directions, strict=True))
    middle = tuple(dot(attention, column) for column in columns)
    pulls = tuple(
        CAREER_WEIGHT / ROLE_FOCUS * rho * (a - b)
        for rho, a, b in zip(attention, model.advantage[leader], model.advantage[rival], strict=True)
    )
    whole = fsum(pulls)
    return tuple(
        model.program_directions[leader][d]
        - model.program_directions[rival][d]
        + dot(pulls, column)
        - whole * middle[d]
        for d, column in enumerate(columns)
    )


@dataclass(frozen=True)
class Scored:
    """A sheet with its interests, role scores s_r, attention ρ_r and answer noise σ̂."""

    knowledge: Knowledge
    sheet: AnswerSheet
    model: ScoringModel
    estimate: Estimate
    scores: Vector
    attention: Vector
    noise: float

    def program_score(self, program: int) -> float:
        """The score of the general degree at that place."""
        return program_score(self.model, program, self.estimate.value, self.attention)

    def margin(self, leader: int, rival: int) -> float:
        """How far one general degree is ahead of another."""
        return self.program_score(leader) - self.program_score(rival)


def score_sheet(knowledge: Knowledge, sheet: AnswerSheet) -> Scored:
    """Score `sheet`."""
    model = scoring_model(knowledge)
    estimate = estimate_interests(knowledge, sheet)
    scores = role_scores(model, estimate.value)
    return Scored(knowledge, sheet, model, estimate, scores, role_attention(scores), answer_noise(estimate))


# The laws of the knowledge base that need scoring; like those of `knowledge/laws.py`, which must hold first.


def roles_lead_somewhere(knowledge: Knowledge) -> Iterator[Breach]:
    """At least one program leads to every role."""
    model = scoring_model(knowledge)
    for ordinal, role in enumerate(model.roles):
        if not any(row[ordinal].state.leads for row in model.doors):
            mend = "Ask for fewer topics in must, or add a course that teaches them"
            yield Breach("roles", role, "must", "has an open door in no program", mend)


def roles_told_apart(knowledge: Knowledge) -> Iterator[Breach]:
    """No two roles want so nearly the same that no answer could tell them apart."""
    model = scoring_model(knowledge)
    for (one, u), (other, v) in combinations(zip(model.roles, model.role_directions, strict=True), 2):
        likeness = dot(u, v)
        if likeness >= ALIKE:
            what = f"cannot be told from '{one}' (cosine {likeness:.2f}, {ALIKE} is too much)"
            yield Breach(
                "roles", other, "wants", what, "Say in wants what makes it different, or join the two"
            )


def roles_can_win(knowledge: Knowledge) -> Iterator[Breach]:
    """A student who likes exactly what a role wants is shown that role first."""
    model = scoring_model(knowledge)
    for ordinal, role in enumerate(model.roles):
        scores = role_scores(model, model.role_directions[ordinal])
        first = scores.index(max(scores))
        if first != ordinal:
            what = f"its own wants put '{model.roles[first]}' first"
            yield Breach("roles", role, "wants", what, "Say in wants what makes it different")


def article_kept(knowledge: Knowledge) -> Iterator[Breach]:
    """A role the founding article lists for a general degree is within reach there."""
    model = scoring_model(knowledge)
    for role in knowledge.roles:
        for archetype in role.listed_for:
            if not model.leads(model.programs.index(archetype), role.id):
                what = f"is listed for '{archetype}' but not within reach there"
                yield Breach(
                    "roles", role.id, "listed_for", what, "Correct its must, or the degree's modules"
                )


def degrees_can_win(knowledge: Knowledge) -> Iterator[Breach]:
    """A student who likes exactly what one general degree teaches is shown that degree first."""
    model = scoring_model(knowledge)
    for p in model.archetypes:
        student = model.program_directions[p]
        attention = role_attention(role_scores(model, student))
        scores = {q: program_score(model, q, student, attention) for q in model.archetypes}
        if max(scores, key=lambda q: scores[q]) != p:
            what, mend = (
                "does not come first for who likes what it teaches",
                "Say in teaches what makes it different",
            )
            yield Breach("programs", model.programs[p], "teaches", what, mend)


LAWS = (roles_lead_somewhere, roles_told_apart, roles_can_win, article_kept, degrees_can_win)
