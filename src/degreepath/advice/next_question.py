"""Which question to ask next, and when to stop. docs/method.md section 5.

For the leader and each rival, δ is the gradient of their score difference. The more a question would reduce the variance of
a difference that is still open, the more it is worth asking. The simulation that this rests on shares the model's
assumptions and real answers do not, so some questions are asked whatever it says: at least eight, one on every interest that
is marked most exciting, one on every interest that is central to the leading role.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from math import fsum, sqrt
from statistics import NormalDist

from degreepath.advice.answers import AnswerSheet
from degreepath.advice.interests import (
    ANSWER_NOISE,
    SPREAD_BETWEEN_INTERESTS,
    SPREAD_BETWEEN_STUDENTS,
    Vector,
)
from degreepath.advice.scoring import Scored, dot, margin_gradient, ranked, score_sheet
from degreepath.advice.verdict import FEWEST_ANSWERS, FEWEST_INTERESTS, ZERO
from degreepath.knowledge.knowledge import Knowledge

SETTLED_PROGRAM = 0.98
SETTLED_ROLE = 0.86
NEGLIGIBLE = 1e-4
CENTRAL = 3
STANDARD_NORMAL = NormalDist()
NOISE2, SPREAD2, LEVEL2 = ANSWER_NOISE**2, SPREAD_BETWEEN_INTERESTS**2, SPREAD_BETWEEN_STUDENTS**2


@dataclass(frozen=True)
class NextQuestion:
    """What to ask next. `question` is None if nothing is left to ask.

    `program_change` and `role_change` are the chances (0..1) that the open questions, skipped ones included, would change
    the degree or the top role; `settled` and `more`, how many questions it is expected to take until then, look at those
    that can still be asked.
    """

    question: str | None
    settled: bool
    program_change: float
    role_change: float
    more: int

    @property
    def program_settled(self) -> bool:
        """Whether the rest would hardly change the degree."""
        return 1 - self.program_change >= SETTLED_PROGRAM

    @property
    def role_settled(self) -> bool:
        """Whether the rest would hardly change the first role."""
        return 1 - self.role_change >= SETTLED_ROLE


@dataclass(frozen=True)
class _Rival:
    """One leader–rival pair, of degrees or of roles: how far apart they are, and the gradient of the difference."""

    margin: float
    delta: Vector
    squares: Vector
    is_program: bool

    @staticmethod
    def of(margin: float, delta: Vector, *, is_program: bool) -> "_Rival":
        """Return the pair; `squares` are those of `delta`, worked out once."""
        return _Rival(margin, delta, tuple(part * part for part in delta), is_program)


@dataclass(frozen=True)
class _State:
    """How many answers each interest has, and how many questions on it can still be asked."""

    weight: tuple[float, ...]
    askable: tuple[int, ...]

    def answering(self, d: int) -> "_State":
        """Return the state after one more answer on interest `d`."""
        return _State(
            tuple(n + (i == d) for i, n in enumerate(self.weight)),
            tuple(m - (i == d) for i, m in enumerate(self.askable)),
        )


def next_question(knowledge: Knowledge, sheet: AnswerSheet, shown: Iterable[str] = ()) -> NextQuestion:
    """Return what to ask after `sheet`; questions in `shown` (asked and skipped) are not asked again, but they stay open."""
    done = set(sheet.answers).union(shown)
    scored = score_sheet(knowledge, sheet)
    ids = scored.model.interests
    left: dict[str, list[str]] = {d: [] for d in ids}
    unanswered = dict.fromkeys(ids, 0)
    for question in knowledge.questions:
        if question.id not in done:
            left[question.interest].append(question.id)
        unanswered[question.interest] += question.id not in sheet.answers
    state = _State(scored.estimate.weight, tuple(len(left[d]) for d in ids))
    rivals = _rivals(scored)
    asked, more = _plan(rivals, state, _owed(scored, state), FEWEST_ANSWERS - len(sheet.answers))
    rest = _variances(rivals, _all_of(state.weight, unanswered.values()))
    changes = _changes(rivals, _flips(rivals, state.weight, rest))
    enough = scored.estimate.touched >= FEWEST_INTERESTS or asked is None
    return NextQuestion(
        question=None if asked is None else left[ids[asked]][0],
        settled=more == 0 and enough,
        program_change=changes[0],
        role_change=changes[1],
        more=more,
    )


def _rivals(scored: Scored) -> list[_Rival]:
    """Return what could overtake the leading degree and the leading role; where a goal names the degree, nothing overtakes it."""
    model, goal = scored.model, scored.sheet.goal
    leading = [p for p in model.archetypes if goal and model.leads(p, goal)]
    programs = {} if len(leading) == 1 else {p: scored.program_score(p) for p in model.archetypes}
    pairs = []
    if programs:
        leader = max(programs, key=lambda p: (programs[p], -p))
        pairs = [
            _Rival.of(
                programs[leader] - programs[p],
                margin_gradient(model, leader, p, scored.attention),
                is_program=True,
            )
            for p in programs
            if p != leader
        ]
    best = ranked(scored.scores)[0]
    for r, u in enumerate(model.role_directions):
        if r != best:
            delta = tuple(a - b for a, b in zip(model.role_directions[best], u, strict=True))
            pairs.append(_Rival.of(scored.scores[best] - scored.scores[r], delta, is_program=False))
    return pairs


def _owed(scored: Scored, state: _State) -> list[int]:
    """Return the interests that have to be asked about and were not: those marked most, then the leading role's central ones."""
    ids, knowledge = scored.model.interests, scored.knowledge
    answered = {reading.interest for reading in scored.estimate.readings if reading.question}
    marked = [d for d, mark in scored.sheet.marks.items() if mark > 0]
    wants = knowledge.roles[ranked(scored.scores)[0]].wants
    central = [d for d, weight in wants.items() if weight == CENTRAL] if scored.estimate.readings else []
    return [
        ids.index(d)
        for d in dict.fromkeys(marked + central)
        if d not in answered and state.askable[ids.index(d)]
    ]


def _plan(rivals: list[_Rival], state: _State, owed: list[int], fewest: int) -> tuple[int | None, int]:
    """Return the interest to ask about, and how many questions it takes until what can still be asked would change little.

    What is owed comes first; `fewest` more questions are asked in any case. All margins stay as they are in the plan.
    """
    first: int | None = None
    number = 0
    rest = _variances(rivals, _all_of(state.weight, state.askable))
    while True:
        flips = _flips(rivals, state.weight, rest)
        program, role = _changes(rivals, flips)
        settled = 1 - program >= SETTLED_PROGRAM and 1 - role >= SETTLED_ROLE
        ask = owed[0] if owed else _most_useful(rivals, flips, state)
        if number == 0:
            first = ask
        if ask is None or (settled and not owed and number >= fewest):
            return first, number
        state, owed, number = state.answering(ask), owed[1:], number + 1


def _all_of(weight: Vector, more: Iterable[int]) -> Vector:
    """Return the weights after so many more answers on each interest."""
    return tuple(n + m for n, m in zip(weight, more, strict=True))


def _precision(n: float) -> float:
    return 1 / (SPREAD2 + NOISE2 / n) if n else 0.0


def _unpooled(n: float) -> float:
    return 1 - n / (n + NOISE2 / SPREAD2)


def _variance(own: float, common: float, precision: float) -> float:
    return SPREAD2 * own + common**2 / (precision + 1 / LEVEL2)


def _variances(rivals: list[_Rival], weight: Vector) -> list[float]:
    """Return var(n) of each difference."""
    unpooled, precision = tuple(map(_unpooled, weight)), fsum(map(_precision, weight))
    return [_variance(dot(r.squares, unpooled), dot(r.delta, unpooled), precision) for r in rivals]


def _flips(rivals: list[_Rival], now: Vector, rest: list[float]) -> list[tuple[float, float]]:
    """Return for each rival the chance that the open answers overturn the leader, and the variance that goes with them.

    `rest` is the variance of each difference that stays when all of them are given.
    """
    flips = []
    for rival, before, after in zip(rivals, _variances(rivals, now), rest, strict=True):
        open_variance = before - after
        chance = STANDARD_NORMAL.cdf(-rival.margin / sqrt(open_variance)) if open_variance > ZERO else 0.0
        flips.append((chance, open_variance))
    return flips


def _changes(rivals: list[_Rival], flips: list[tuple[float, float]]) -> tuple[float, float]:
    program = fsum(chance for rival, (chance, _) in zip(rivals, flips, strict=True) if rival.is_program)
    role = fsum(chance for rival, (chance, _) in zip(rivals, flips, strict=True) if not rival.is_program)
    return min(program, 1.0), min(role, 1.0)


def _most_useful(rivals: list[_Rival], flips: list[tuple[float, float]], state: _State) -> int | None:
    """Return the interest whose next answer takes most out of the differences that are still open; ties in file order."""
    unpooled, precision = tuple(map(_unpooled, state.weight)), fsum(map(_precision, state.weight))
    open_pairs = []
    for rival, (chance, variance) in zip(rivals, flips, strict=True):
        if chance > NEGLIGIBLE and variance > ZERO:
            own, common = dot(rival.squares, unpooled), dot(rival.delta, unpooled)
            open_pairs.append((rival, chance / variance, own, common, _variance(own, common, precision)))
    best, gain = None, -1.0
    for d, n in enumerate(state.weight):
        if not state.askable[d]:
            continue
        later, less = precision - _precision(n) + _precision(n + 1), _unpooled(n + 1) - unpooled[d]
        value = fsum(
            share * (now - _variance(own + r.squares[d] * less, common + r.delta[d] * less, later))
            for r, share, own, common, now in open_pairs
        )
        if value > gain + ZERO:
            best, gain = d, value
    return best
