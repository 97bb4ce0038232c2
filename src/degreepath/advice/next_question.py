"""Which question to ask next, and when to stop: docs/method.md section 5.

The simulation that this rests on shares the model's assumptions and real answers do not, so some questions are asked whatever
it says: at least eight, one on every interest that is marked most exciting or central to the leading role.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from math import fsum, sqrt
from statistics import NormalDist

from degreepath.advice.answers import AnswerSheet
from degreepath.advice.interests import SPREAD_BETWEEN_INTERESTS, Vector, dot, pool
from degreepath.advice.scoring import TIE_DIGITS, Scored, ranked, score_sheet, subtract
from degreepath.advice.verdict import (
    FEWEST_ANSWERS,
    FEWEST_INTERESTS,
    OUTSIDE_LEAD,
    ZERO,
    strongest_with_sound_and_without,
    studies_outside,
)
from degreepath.knowledge import Knowledge
from degreepath.knowledge.fields import CENTRAL

SETTLED_PROGRAM = 0.98
SETTLED_ROLE = 0.86
NEGLIGIBLE = 1e-4
STANDARD_NORMAL = NormalDist()
SPREAD2 = SPREAD_BETWEEN_INTERESTS**2


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
        """Whether the rest would hardly change the first role: no likelier than a degree that it may still change."""
        hardly = 1 - self.role_change >= SETTLED_ROLE
        return hardly and (self.program_settled or self.role_change < self.program_change)


class _Rival:
    """One leader–rival pair, of degrees or of roles: how far apart they are, and the gradient of the difference."""

    def __init__(self, margin: float, delta: Vector, *, is_program: bool) -> None:
        self.margin, self.delta, self.is_program = margin, delta, is_program
        self.squares = tuple(part * part for part in delta)


class _Known:
    """How much of each interest is not known after answers of some `weight`, and how precisely the student's level is."""

    def __init__(self, weight: Iterable[float]) -> None:
        pooling, _, self.level_variance = pool(tuple(weight))
        self.unpooled = tuple(1 - b for b in pooling)

    def variance(self, rival: _Rival) -> float:
        """Return what is not known of the difference."""
        own, common = dot(rival.squares, self.unpooled), dot(rival.delta, self.unpooled)
        return SPREAD2 * own + self.level_variance * common**2


_Open = list[tuple[_Rival, float, float]]
"""Each rival with the chance that the open answers put it first, and the variance that goes with them."""


def next_question(knowledge: Knowledge, sheet: AnswerSheet, shown: Iterable[str] = ()) -> NextQuestion:
    """Return what to ask after `sheet`; questions in `shown` (asked and skipped) are not asked again, but they stay open."""
    done = set(sheet.answers).union(shown)
    scored = score_sheet(knowledge, sheet)
    ids, weight = scored.model.interests, scored.estimate.weight
    left: dict[str, list[str]] = {d: [] for d in ids}
    everything = dict(zip(ids, weight, strict=True))
    for question in knowledge.questions:
        everything[question.interest] += question.id not in sheet.answers
        if question.id not in done:
            left[question.interest].append(question.id)
    rivals = _rivals(scored)
    askable = [len(left[d]) for d in ids]
    asked, more = _plan(rivals, weight, askable, _owed(scored, left), FEWEST_ANSWERS - len(sheet.answers))
    program, role = _changes(_open(rivals, _Known(weight), _Known(everything.values())))
    enough = scored.estimate.touched >= FEWEST_INTERESTS or asked is None
    question_id = None if asked is None else left[ids[asked]][0]
    return NextQuestion(question_id, more == 0 and enough, program, role, more)


def _rivals(scored: Scored) -> list[_Rival]:
    """Return what could overtake the leading degree and the leading role; where a goal names the degree, nothing overtakes it.

    Where neither degree suits, also what would make one suit.
    """
    model, goal, rivals = scored.model, scored.sheet.goal, list[_Rival]()
    if not goal and studies_outside(scored) and (both := strongest_with_sound_and_without(scored)):
        (sound, other), liking = both, scored.estimate.value
        delta = tuple(float(d == other) - float(d == sound) for d in range(len(liking)))
        rivals.append(_Rival(liking[other] - liking[sound] - OUTSIDE_LEAD, delta, is_program=True))
    if not goal or sum(model.leads(p, goal) for p in model.archetypes) != 1:
        leader, rival = sorted(model.archetypes, key=scored.program_score, reverse=True)
        rivals.append(_Rival(scored.margin(leader, rival), scored.gradient(leader, rival), is_program=True))
    best, *others = ranked(scored.scores)
    for r in sorted(others):
        delta = subtract(model.role_directions[best], model.role_directions[r])
        rivals.append(_Rival(scored.scores[best] - scored.scores[r], delta, is_program=False))
    return rivals


def _owed(scored: Scored, left: dict[str, list[str]]) -> list[int]:
    """Return the interests that have to be asked about and were not: those marked most, then the leading role's central ones."""
    readings = scored.estimate.readings
    answered = {reading.interest for reading in readings if reading.question}
    marked = [d for d, mark in scored.sheet.marks.items() if mark > 0]
    wants = scored.knowledge.roles[ranked(scored.scores)[0]].wants
    central = [d for d, weight in wants.items() if weight == CENTRAL] if readings else []
    owed = dict.fromkeys(marked + central)
    return [scored.model.interests.index(d) for d in owed if d not in answered and left[d]]


def _plan(
    rivals: list[_Rival], now: Vector, askable: list[int], owed: list[int], fewest: int
) -> tuple[int | None, int]:
    """Return the interest to ask about, and how many questions it takes until what can still be asked would change little.

    What is owed comes first; `fewest` more questions are asked in any case. All margins stay as they are in the plan.
    """
    weight, asked = list(now), list[int]()
    rest = _Known(n + m for n, m in zip(now, askable, strict=True))
    while True:
        known = _Known(weight)
        still_open = _open(rivals, known, rest)
        program, role = _changes(still_open)
        settled = 1 - program >= SETTLED_PROGRAM and 1 - role >= SETTLED_ROLE
        enough = settled and len(asked) >= fewest and len(asked) >= len(owed)
        ask = owed[len(asked)] if len(asked) < len(owed) else _most_useful(still_open, known, weight, askable)
        if ask is None or enough:
            return (asked[0] if asked else ask), len(asked)
        asked.append(ask)
        weight[ask] += 1
        askable[ask] -= 1


def _open(rivals: list[_Rival], now: _Known, later: _Known) -> _Open:
    """Return for each rival the chance that the answers between `now` and `later` overturn the leader, and their variance."""
    found = []
    for rival in rivals:
        variance = now.variance(rival) - later.variance(rival)
        chance = STANDARD_NORMAL.cdf(-rival.margin / sqrt(variance)) if variance > ZERO else 0.0
        found.append((rival, chance, variance))
    return found


def _changes(still_open: _Open) -> tuple[float, float]:
    """Return the chance that another degree, and that another role, comes first."""
    program, role = (
        fsum(chance for rival, chance, _ in still_open if rival.is_program is kind) for kind in (True, False)
    )
    return min(program, 1.0), min(role, 1.0)


def _most_useful(still_open: _Open, known: _Known, weight: list[float], askable: list[int]) -> int | None:
    """Return the interest whose next answer takes most out of the differences that are still open; ties in file order."""
    pairs = [
        (rival, chance / variance, dot(rival.squares, known.unpooled), dot(rival.delta, known.unpooled))
        for rival, chance, variance in still_open
        if chance > NEGLIGIBLE
    ]

    def still_unknown(d: int) -> float:
        after = _Known(n + (e == d) for e, n in enumerate(weight))
        less = after.unpooled[d] - known.unpooled[d]
        parts = []
        for rival, share, own, common in pairs:
            level = after.level_variance * (common + rival.delta[d] * less) ** 2
            parts.append(share * (SPREAD2 * (own + rival.squares[d] * less) + level))
        return round(fsum(parts), TIE_DIGITS)

    return min((d for d, number in enumerate(askable) if number), key=still_unknown, default=None)
