"""The formulas of interests and scoring for many students at once, on numpy arrays; the verdict on them is in `batch`.

Rows are students; columns are questions, interests or roles in file order.
"""

from functools import lru_cache
from math import erfc, sqrt

import numpy as np
import numpy.typing as npt

from degreepath.advice import flip, interests, scoring, verdict
from degreepath.knowledge import Knowledge

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Small = npt.NDArray[np.int8]
Flags = npt.NDArray[np.bool_]

NOISE2, SPREAD2 = interests.ANSWER_NOISE**2, interests.SPREAD_BETWEEN_INTERESTS**2
LEVEL2 = interests.SPREAD_BETWEEN_STUDENTS**2


def times(rows: Floats, matrix: Floats) -> Floats:
    """Return `rows @ matrix` column by column in memory: what is taken over the few columns is then taken of all students at once."""
    product: Floats = (matrix.T @ rows.T).T
    return product


class Plan:
    """What of the arithmetic depends on the knowledge base alone.

    `asked` is questions × interests, `about` the place of each question's interest, `sign` -1 for a question turned round;
    `contrast` the first degree's direction less the second's, `gap` the same of their career parts by role; `doors` (ranks)
    and `teaches` are those of both degrees.
    """

    def __init__(self, knowledge: Knowledge) -> None:
        self.knowledge, model = knowledge, scoring.scoring_model(knowledge)
        places, ids = list(model.archetypes), model.interests
        self.archetypes = np.array(places)
        self.about = np.array([ids.index(question.interest) for question in knowledge.questions])
        self.asked = np.eye(len(ids))[self.about]
        self.sign = np.array([-1.0 if question.reverse else 1.0 for question in knowledge.questions])
        self.roles = np.array(model.role_directions)
        self.contrast = np.array(scoring.subtract(*(model.program_directions[p] for p in places)))
        self.gap = np.array(scoring.subtract(*(model.careers[p] for p in places)))
        self.doors = np.array([[door.state.rank for door in model.archetype_doors[p]] for p in places])
        self.leads = np.array([[door.state.leads for door in model.archetype_doors[p]] for p in places])
        self.teaches = np.array(
            [[knowledge.programs[p].teaches.get(name, 0) for name in ids] for p in places]
        )
        self.wants = np.array([[role.wants.get(name, 0) for name in ids] for role in knowledge.roles])
        self.sound = np.array([interest.sound for interest in knowledge.interests])
        self.largest = model.largest

    def scores(self, x: Floats) -> tuple[Floats, Floats, Floats]:
        """Return s_r and ρ_r of these interests, and how far the first degree is ahead of the second."""
        scores = times(x, self.roles.T)
        weights = np.exp((scores - scores.max(axis=1, keepdims=True)) / scoring.ROLE_FOCUS)
        rho: Floats = weights / weights.sum(axis=1, keepdims=True)
        return scores, rho, x @ self.contrast + rho @ self.gap

    def fits(self, scores: Floats) -> Floats:
        """Return role scores as fit: `ScoringModel.shown_fit`."""
        return 50 + 50 * scores / self.largest

    def gradient(self, rho: Floats) -> Floats:
        """Return δ of the first degree over the second: `scoring.margin_gradient`."""
        pulls = rho * self.gap / scoring.ROLE_FOCUS
        return self.contrast + times(pulls - pulls.sum(axis=1, keepdims=True) * rho, self.roles)


plan_of = lru_cache(maxsize=4)(Plan)


class Estimates:
    """`interests.estimate_interests` and `interests.answer_noise` for many sheets.

    `n`, `whole` (the same, 1 where nothing was said), `x`, `pooling`, `share` (of the mean answer in the own level) and `keying`
    (how much of it is yes-saying) are students × interests; `half` (plain, turned round) is what one liking adds to yes-saying.
    """

    def __init__(self, plan: Plan, answers: Small, marks: Small) -> None:
        given = (answers > 0).astype(np.float64)
        liking = (answers - np.int8(3)) * (answers > 0) * (plan.sign / 2)
        turned_round = plan.asked * (plan.sign < 0)[:, None]
        asked, turned = times(given, plan.asked), times(given, turned_round)
        likings, likings_turned = times(liking, plan.asked), times(liking, turned_round)
        plain = asked - turned
        mark = interests.OPENER_MARK * marks.astype(np.float64)
        self.n = asked + interests.OPENER_WEIGHT * (mark != 0).any(axis=1, keepdims=True)
        whole = self.whole = np.where(self.n > 0, self.n, 1.0)
        self.keying = (plain - turned) / whole
        paired = (plain > 0) & (turned > 0)
        enough = (paired.sum(axis=1) >= interests.PAIRS_FOR_YES_SAYING) & (asked > 0).all(axis=1)
        self.pairs = np.where(enough, paired.sum(axis=1), 0)
        counted = paired * (enough / (2 * np.maximum(self.pairs, 1)))[:, None]
        self.half = np.stack([counted / np.maximum(plain, 1), counted / np.maximum(turned, 1)])
        yes_saying = ((likings - likings_turned) * self.half[0] - likings_turned * self.half[1]).sum(axis=1)
        corrected = (likings + interests.OPENER_WEIGHT * mark) / whole - self.keying * yes_saying[:, None]
        self.pooling, self.share, _ = _pool(self.n, NOISE2)
        level = (self.share * corrected).sum(axis=1, keepdims=True)
        self.x = level + self.pooling * (corrected - level)
        self.touched = ((asked > 0) | (mark != 0)).sum(axis=1)
        self.noise = _noise(asked, likings, times(liking**2, plan.asked), mark)

    def pulls(self, direction: Floats) -> Floats:
        """Return how much each interest's mean moves the score `direction · interests`."""
        spill = np.einsum("ij,ij->i", direction, 1 - self.pooling)[:, None]
        pulls: Floats = direction * self.pooling + self.share * spill
        return pulls

    def chance_ahead(self, delta: Floats, pulls: Floats, margin: Floats) -> Floats:
        """Return the chance that who is ahead by `margin` is truly ahead: `interests.variance` and `verdict.chance_first`."""
        noise2 = self.noise**2
        pooling, _, level_variance = _pool(self.n, noise2[:, None])
        unpooled = delta * (1 - pooling)
        keyed = np.einsum("ij,ij->i", pulls, self.keying)
        corrected = np.where(self.pairs > 0, keyed**2 * noise2 / (2 * np.maximum(self.pairs, 1)), 0.0)
        own, common = np.einsum("ij,ij->i", delta, unpooled), unpooled.sum(axis=1)
        spread = np.sqrt(SPREAD2 * own + level_variance * common**2 + corrected)
        z = np.where(spread > verdict.ZERO, margin / np.where(spread > verdict.ZERO, spread, 1.0), 0.0)
        return np.fromiter(map(erfc, (-z / sqrt(2)).tolist()), np.float64, len(z)) / 2

    def slopes(self, plan: Plan, direction: Floats) -> Floats:
        """Return how much one step up of each question moves the score `direction · interests`: students × questions."""
        pulls = self.pulls(direction)
        keyed = np.einsum("ij,ij->i", pulls, self.keying)[:, None]
        slopes: Floats = ((pulls / self.whole)[:, plan.about] * plan.sign - self._halves(plan) * keyed) / 2
        return slopes

    def levers(self, plan: Plan, chosen: Ints) -> Floats:
        """Return what one step up of each student's `chosen` questions adds to every interest: students × chosen × interests."""
        about, unpooled = plan.about[chosen], 1 - self.pooling
        spoilt = self.pooling * self.keying + unpooled * (self.share * self.keying).sum(axis=1, keepdims=True)
        share, whole = (np.take_along_axis(part, about, axis=1) for part in (self.share, self.whole))
        each = plan.asked[chosen] * self.pooling[:, None] + share[:, :, None] * unpooled[:, None]
        each *= (plan.sign[chosen] / whole)[:, :, None]
        halves = np.take_along_axis(self._halves(plan), chosen, axis=1)
        levers: Floats = (each - halves[:, :, None] * spoilt[:, None]) / 2
        return levers

    def _halves(self, plan: Plan) -> Floats:
        halves: Floats = np.where(plan.sign > 0, self.half[0][:, plan.about], self.half[1][:, plan.about])
        return halves

    def can_turn(self, pulls: Floats, margin: Floats) -> Flags:
        """Return whose `margin` a few answers might turn, by the most that one could do; the others need no closer look."""
        lost = np.abs(np.einsum("ij,ij->i", pulls, self.keying)) * self.half.max(axis=(0, 2))
        most = np.abs(pulls / self.whole).max(axis=1) + lost
        near: Flags = margin <= flip.CURVED * flip.FEW_STEPS * most / 2
        return near

    def rows(self, chosen: Ints) -> "Estimates":
        """Return the estimates of the chosen students."""
        part = object.__new__(Estimates)
        for name, value in vars(self).items():
            setattr(part, name, value[:, chosen] if name == "half" else value[chosen])
        return part


def _pool(n: Floats, noise2: Floats | float) -> tuple[Floats, Floats, Floats]:
    pooling = n / (n + noise2 / SPREAD2)
    precision = np.where(n > 0, 1 / (SPREAD2 + noise2 / np.where(n > 0, n, 1.0)), 0.0)
    level_variance = 1 / (precision.sum(axis=1) + 1 / LEVEL2)
    return pooling, precision * level_variance[:, None], level_variance


def _noise(asked: Floats, likings: Floats, squares: Floats, mark: Floats) -> Floats:
    """Return σ̂: all pairs of readings on one interest; a mark is a weak answer, so it may differ by more."""
    marked = (mark != 0) * asked
    between_answers = (asked * squares - likings**2) / 2
    with_mark = (mark != 0) * (squares - 2 * mark * likings) + marked * mark**2
    whole = (between_answers + with_mark / (1 + 1 / interests.OPENER_WEIGHT)).sum(axis=1)
    pairs = (asked * (asked - 1) / 2 + marked).sum(axis=1)
    noise: Floats = np.sqrt((interests.PRIOR_PAIRS * NOISE2 + whole) / (interests.PRIOR_PAIRS + pairs))
    return noise


def turned_by_few(plan: Plan, found: Estimates, answers: Small) -> Flags:
    """Return whether at most two answers, by three steps in all, put the rival first: `flip.turned_by_few`."""
    _, rho, ahead = plan.scores(found.x)
    turn = np.where(ahead < 0, -1.0, 1.0)
    slopes = found.slopes(plan, plan.gradient(rho)) * (answers > 0) * turn[:, None]
    strongest = np.argsort(-np.abs(slopes), axis=1, kind="stable")[:, : flip.STRONGEST]
    slopes, now = (
        np.take_along_axis(slopes, strongest, axis=1),
        np.take_along_axis(answers, strongest, axis=1),
    )
    way = np.where(slopes > 0, -1, 1)
    reach = np.where(way < 0, now - flip.LOWEST, flip.HIGHEST - now) * (now > 0)
    levers = found.levers(plan, strongest) * (way * (now > 0))[:, :, None]
    near: Flags = np.abs(ahead) <= flip.CURVED * flip.FEW_STEPS * np.abs(slopes[:, 0])
    return near & _any_turns(plan, found.x, levers @ np.vstack([plan.roles, plan.contrast]).T, reach, turn)


def _any_turns(plan: Plan, x: Floats, gains: Floats, reach: Ints, turn: Floats) -> Flags:
    """Return whether any move of one answer (one to three steps) or of two (one step, and one or two) puts the rival first.

    A move multiplies the weight of each role by a factor for each answer, so the career part of all pairs of moves is a matrix
    product: of one step with one step (on its diagonal: two steps of one answer), and of one step with two (diagonal: three).
    """
    study, number = gains[:, :, -1], gains.shape[1]
    scores = x @ plan.roles.T
    weights = np.exp((scores - scores.max(axis=1, keepdims=True)) / scoring.ROLE_FOCUS)
    factors = np.exp(gains[:, :, :-1] / scoring.ROLE_FOCUS)
    moved = factors * weights[:, None, :]
    pairs = np.concatenate([moved * plan.gap, moved], axis=1) @ np.concatenate(
        [factors, factors**2], axis=1
    ).swapaxes(1, 2)
    before = x @ plan.contrast
    career = pairs[:, :number] / pairs[:, number:]
    alone = before[:, None] + study + (moved @ plan.gap) / moved.sum(axis=2)
    found = (alone * turn[:, None] < flip.BEHIND) & (reach >= 1)
    for steps, place in ((1, slice(0, number)), (2, slice(number, 2 * number))):
        both = before[:, None, None] + study[:, :, None] + steps * study[:, None, :] + career[:, :, place]
        possible = (reach >= 1)[:, :, None] & (reach >= steps)[:, None, :]
        same = np.arange(number)
        possible[:, same, same] = reach >= steps + 1
        found |= ((both * turn[:, None, None] < flip.BEHIND) & possible).any(axis=2)
    turned: Flags = found.any(axis=1)
    return turned
