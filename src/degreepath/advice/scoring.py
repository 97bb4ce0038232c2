"""How well roles and programs match the interests. docs/method.md sections 2 and 4.

What depends on the knowledge base alone is worked out once (`scoring_model`).
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property, lru_cache
from itertools import combinations
from math import exp, fsum, sqrt
from operator import sub

from degreepath.advice.answers import AnswerSheet
from degreepath.advice.doors import DOOR_LAWS, Door, DoorState, open_door
from degreepath.advice.interests import (
    Estimate,
    Vector,
    answer_noise,
    dot,
    estimate_interests,
    possible_students,
)
from degreepath.knowledge import Breach, Knowledge

ROLE_FOCUS = 0.15
CAREER_WEIGHT = 2.0
TOP_ROLES = 3
ENOUGH_LIKED = 2
"""Of the interests that a role wants most, so many must be liked."""
LIKED, DISLIKED = 0.1, -0.2
"""From where an interest is told as liked or disliked."""
TIE_DIGITS = 9
ALIKE, MUCH_ALIKE = 0.9, 0.8
"""Roles so alike (cosine of their wants) that no answer could tell them apart, and so alike that one of them is enough to show."""


class Fit(StrEnum):
    """How well a role fits, in words; scaled to what separates: the best fits of most students are good or strong."""

    STRONG = "strong"
    GOOD = "good"
    FAIR = "fair"
    WEAK = "weak"


LOWEST_FIT = {Fit.STRONG: 59.5, Fit.GOOD: 55.5, Fit.FAIR: 52.5}
"""The lowest fit of each word: what is printed as 60, 56 and 53. There the first, second and third roles of the stories part."""


def direction(wants: Mapping[str, int], interests: tuple[str, ...]) -> Vector:
    """Return the unit vector u of a profile `interest = 1..3` over `interests`; its parts sum to 0.

    What is wanted more than on average counts for; everything not wanted shares the same amount against.
    """
    mean = sum(wants.values()) / len(interests)
    raw = {d: max(weight - mean, 0.0) for d, weight in wants.items()}
    against = fsum(raw.values()) / (len(interests) - len(wants))
    centred = tuple(raw.get(d, -against) for d in interests)
    length = sqrt(dot(centred, centred))
    return tuple(part / length for part in centred)


def ranked(scores: Vector) -> list[int]:
    """Return the places of `scores`, highest first; what is equal to nine digits stays in file order."""
    return sorted(range(len(scores)), key=lambda i: (-round(scores[i], TIE_DIGITS), i))


def subtract(a: Vector, b: Vector) -> Vector:
    """Return a − b."""
    return tuple(map(sub, a, b))


class ScoringModel:
    """What of the scores depends on the knowledge base alone: directions over the interests, doors over the roles, in file order.

    `archetypes` are the places of the two general degrees among the programs, and the keys of what is about them alone.
    """

    def __init__(self, knowledge: Knowledge) -> None:
        self.knowledge = knowledge
        self.interests = ids = tuple(interest.id for interest in knowledge.interests)
        self.roles = tuple(role.id for role in knowledge.roles)
        self.programs = tuple(program.id for program in knowledge.programs)
        self.archetypes = tuple(self.programs.index(program.id) for program in knowledge.archetypes)
        self.role_directions = tuple(direction(role.wants, ids) for role in knowledge.roles)
        self.study_directions = tuple(direction(study.wants, ids) for study in knowledge.studies)
        self.program_directions = {p: direction(knowledge.programs[p].teaches, ids) for p in self.archetypes}

    @cached_property
    def archetype_doors(self) -> dict[int, tuple[Door, ...]]:
        """The doors of the two general degrees, by their places among the programs."""
        programs, roles = self.knowledge.programs, self.knowledge.roles
        return {p: tuple(open_door(programs[p], role) for role in roles) for p in self.archetypes}

    @cached_property
    def careers(self) -> dict[int, Vector]:
        """What each role, at full attention, adds to a general degree: credit for opening it, none for opening many."""
        careers = {}
        for p, doors in self.archetype_doors.items():
            mean = fsum(door.value for door in doors) / len(doors)
            careers[p] = tuple(CAREER_WEIGHT * (door.value - mean) for door in doors)
        return careers

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


scoring_model = lru_cache(maxsize=8)(ScoringModel)


def role_scores(model: ScoringModel, interests: Vector) -> Vector:
    """Return s_r for every role."""
    return tuple(dot(u, interests) for u in model.role_directions)


def role_attention(scores: Vector) -> Vector:
    """Return ρ, how much each role counts for this student: a softmax of the role scores; sums to 1."""
    top = max(scores)
    weights = tuple(exp((score - top) / ROLE_FOCUS) for score in scores)
    whole = fsum(weights)
    return tuple(weight / whole for weight in weights)


def program_score(model: ScoringModel, program: int, interests: Vector, attention: Vector) -> float:
    """Return study + career of the general degree at that place."""
    return dot(model.program_directions[program], interests) + dot(attention, model.careers[program])


def margin_gradient(model: ScoringModel, leader: int, rival: int, attention: Vector) -> Vector:
    """Return δ, the gradient of the score difference between two general degrees over the interests."""
    columns = tuple(zip(*model.role_directions, strict=True))
    gap = subtract(model.careers[leader], model.careers[rival])
    pulls = tuple(rho * part / ROLE_FOCUS for rho, part in zip(attention, gap, strict=True))
    whole = fsum(pulls)
    study = subtract(model.program_directions[leader], model.program_directions[rival])
    return tuple(
        part + dot(pulls, column) - whole * dot(attention, column)
        for part, column in zip(study, columns, strict=True)
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

    def gradient(self, leader: int, rival: int) -> Vector:
        """The gradient δ of that margin."""
        return margin_gradient(self.model, leader, rival, self.attention)

    @cached_property
    def liking(self) -> dict[str, float]:
        """The interests by id."""
        return dict(zip(self.estimate.ids, self.estimate.value, strict=True))


@dataclass(frozen=True)
class RoleScore:
    """A role with its score, shown as fit 0 to 100 and in words, and its door in each general degree."""

    id: str
    name: str
    score: float
    fit: float
    fits: Fit
    door: dict[str, DoorState]


def score_sheet(knowledge: Knowledge, sheet: AnswerSheet) -> Scored:
    """Score `sheet`."""
    model = scoring_model(knowledge)
    estimate = estimate_interests(knowledge, sheet)
    scores = role_scores(model, estimate.value)
    return Scored(knowledge, sheet, model, estimate, scores, role_attention(scores), answer_noise(estimate))


def shares_first(scored: Scored) -> Vector:
    """Return for each role the share of 256 possible students with these answers for whom it is first."""
    students = possible_students(scored.estimate, scored.noise)
    scores = [role_scores(scored.model, interests) for interests in students]
    firsts = Counter(values.index(max(values)) for values in scores)
    return tuple(firsts[r] / len(students) for r in range(len(scored.scores)))


def top_roles(scored: Scored) -> tuple[str, ...]:
    """Return at most three of `suiting_roles` to show: the goal and the best fit, then the next best that say something new."""
    shown: list[str] = []
    for role in suiting_roles(scored):
        if shown in ([], [scored.sheet.goal]) or _says_something_new(scored, role, shown):
            shown.append(role)
    return tuple(shown[:TOP_ROLES])


def _says_something_new(scored: Scored, role: str, shown: list[str]) -> bool:
    """Tell whether to show a role beside others: one that wants not much the same as they, and nothing marked least exciting.

    A little of that is no matter where all that it wants most was marked most exciting. One that fits no better than fairly
    has to want something that was marked so.
    """
    model, marks, wants = scored.model, scored.sheet.marks, scored.knowledge.role[role].wants
    places = dict(zip(model.roles, range(len(model.roles)), strict=True))
    directions = [model.role_directions[places[name]] for name in (role, *shown)]
    alike = any(dot(directions[0], other) >= MUCH_ALIKE for other in directions[1:])
    liked = {d for d in wants if marks.get(d, 0) > 0}
    main = {d for d, weight in wants.items() if weight == max(wants.values())}
    least = sum(weight for d, weight in wants.items() if marks.get(d, 0) < 0)
    fits_well = model.shown_fit(scored.scores[places[role]]) >= LOWEST_FIT[Fit.GOOD]
    return not alike and least <= (main <= liked) and (fits_well or bool(liked))


def suiting_roles(scored: Scored) -> tuple[str, ...]:
    """Return the roles that can be shown: the goal first, then the best fits of which the student likes something.

    A role is passed over if the student does not like its main interests or marked them least exciting, or if it fits weakly:
    it would be there only because all others fit worse.
    """
    goal, roles = scored.sheet.goal, scored.model.roles
    suiting = (roles[r] for r in ranked(scored.scores) if _suits(scored, r))
    return tuple(dict.fromkeys((*filter(None, [goal]), *suiting)))


def _suits(scored: Scored, r: int) -> bool:
    marks, wants = scored.sheet.marks, scored.knowledge.roles[r].wants
    main = [d for d, weight in wants.items() if weight == max(wants.values())]
    liked = sum(scored.liking[d] > LIKED and marks.get(d, 0) >= 0 for d in main)
    fits = scored.model.shown_fit(scored.scores[r]) >= LOWEST_FIT[Fit.FAIR]
    return fits and liked >= min(len(main), ENOUGH_LIKED)


def best_role(scored: Scored) -> int:
    """Return the place of the best fit by the answers, whatever the goal: of the roles that suit or, where none does, of all."""
    order = ranked(scored.scores)
    return next((r for r in order if _suits(scored, r)), order[0])


def rank_roles(scored: Scored) -> dict[str, RoleScore]:
    """Return every role by id, best fit first; ties in file order."""
    model, found = scored.model, {}
    for r in ranked(scored.scores):
        role, score = scored.knowledge.roles[r], scored.scores[r]
        fit = model.shown_fit(score)
        word = next((word for word, lowest in LOWEST_FIT.items() if fit >= lowest), Fit.WEAK)
        doors = {model.programs[p]: doors[r].state for p, doors in model.archetype_doors.items()}
        found[role.id] = RoleScore(role.id, role.name, score, fit, word, doors)
    return found


# The laws of the knowledge base that need scoring; like those of `knowledge/laws.py`, which must hold first.


def roles_told_apart(knowledge: Knowledge) -> Iterator[Breach]:
    """No two roles want so nearly the same that no answer could tell them apart; so each can be shown first."""
    model = scoring_model(knowledge)
    mend = "Say in wants what makes it different, or join the two"
    for (one, u), (other, v) in combinations(zip(model.roles, model.role_directions, strict=True), 2):
        if (likeness := dot(u, v)) >= ALIKE:
            what = f"cannot be told from '{one}' (cosine {likeness:.2f}, {ALIKE} is too much)"
            yield Breach("roles", other, "wants", what, mend)


def degrees_can_win(knowledge: Knowledge) -> Iterator[Breach]:
    """A student who likes exactly what one general degree teaches is shown that degree first."""
    model, mend = scoring_model(knowledge), "Say in teaches what makes it different"
    for p, student in model.program_directions.items():
        attention = role_attention(role_scores(model, student))
        scores = {q: program_score(model, q, student, attention) for q in model.archetypes}
        if max(scores, key=lambda q: scores[q]) != p:
            what = "does not come first for who likes what it teaches"
            yield Breach("programs", model.programs[p], "teaches", what, mend)


LAWS = (*DOOR_LAWS, roles_told_apart, degrees_can_win)
