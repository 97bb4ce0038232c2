"""The degree and how sure it is, or why none is named. docs/method.md section 6."""

from dataclasses import dataclass
from enum import StrEnum
from itertools import islice
from math import sqrt
from statistics import NormalDist

from degreepath.advice.flip import turned_by_few
from degreepath.advice.interests import dot, is_straight_line, variance
from degreepath.advice.scoring import (
    LIKED,
    LOWEST_FIT,
    TIE_DIGITS,
    Fit,
    Scored,
    best_role,
    ranked,
    top_roles,
)
from degreepath.knowledge.fields import CENTRAL
from degreepath.knowledge.model import Study

CARELESS_NOISE = 0.45
FEWEST_INTERESTS = 4
FEWEST_ANSWERS = 8
ZERO = 1e-9
OUTSIDE_LEAD = 0.25
SOUND_LIKED = 0.30
ONE_STEP = 0.15
"""About as much as one step of one answer moves an interest: so near to looking outside, a degree is not called clear."""
MOST_STUDIES = 2


class Band(StrEnum):
    """How sure the answers are, in words."""

    CLEAR = "clear"
    LIKELY = "likely"
    LEANING = "leaning"
    TOO_CLOSE = "too-close"


LOWEST_CONFIDENCE = {Band.CLEAR: 0.90, Band.LIKELY: 0.75, Band.LEANING: 0.60}
HIGHEST_CONFIDENCE = dict(zip(Band, (0.99, *(low - 0.01 for low in LOWEST_CONFIDENCE.values())), strict=True))
"""The highest that is told: a band that few or careless answers have lowered takes the number along."""


class Unclear(StrEnum):
    """Why the answers decide for no degree; GOAL: the goal needs another degree than the answers point to."""

    TOO_FEW = "too-few"
    FLAT = "flat"
    CONTRADICTORY = "contradictory"
    TIE = "tie"
    GOAL = "goal"


class Doubt(StrEnum):
    """Why a result is told as less sure than the points call it: as likely, or because of its ROLES as leaning."""

    CARELESS = "careless"
    FEW = "few"
    OUTSIDE = "outside"
    MARKS = "marks"
    EITHER = "either"
    TURNED = "turned"
    ROLES = "roles"


NO_ROLES = frozenset({Unclear.TOO_FEW, Unclear.FLAT, Unclear.CONTRADICTORY})
"""Where the answers do not say which role suits: none is shown."""


@dataclass(frozen=True)
class Verdict:
    """The degree, or why none is named. `leader` and `rival` are the two degrees compared, whatever the band.

    The band speaks of the answers alone. With a goal to which one degree leads (`for_goal`), that degree is the leader and is
    named. `confidence` is the chance that the leader is ahead, .5 where the goal overrules the answers. `untaught`: interests
    marked most exciting that neither degree teaches; `marks_against` these and the other marks that do not speak for the leader.
    `studies`: kinds of study outside both degrees, where neither suits;
    `beside`: the same where only a goal, or one step of one answer, keeps a degree first. `doubt`: why the band is likely
    where the points say clear, or leaning where they say more.
    """

    program: str | None
    band: Band
    confidence: float
    why_unclear: Unclear | None
    leader: str
    rival: str
    margin: float
    careless: bool
    noise: float
    straight_line: bool
    for_goal: bool
    leads_to_goal: tuple[str, ...]
    untaught: tuple[str, ...]
    marks_against: tuple[str, ...]
    studies: tuple[str, ...]
    beside: tuple[str, ...]
    doubt: Doubt | None = None

    @property
    def told_confidence(self) -> float:
        """The confidence as it is told beside the band."""
        return min(self.confidence, HIGHEST_CONFIDENCE[self.band])


def judge(scored: Scored) -> Verdict:
    """Decide between the two general degrees. A tie goes to file order."""
    model, goal = scored.model, scored.sheet.goal
    leading = [p for p in model.archetypes if goal and model.leads(p, goal)]
    for_goal = len(leading) == 1
    first, second = model.archetypes
    turned = second in leading if for_goal else round(scored.margin(first, second), TIE_DIGITS) < 0
    leader, rival = (second, first) if turned else (first, second)
    spread = sqrt(variance(scored.estimate, scored.gradient(leader, rival), scored.noise))
    confidence = chance_first(scored.margin(leader, rival), spread)
    studies = () if goal else studies_outside(scored)
    beside = () if studies else studies_outside(scored, SOUND_LIKED + ONE_STEP)
    band = Band.TOO_CLOSE if studies else _band(scored, leader, confidence)
    doubt = _doubt(scored, leader, rival) if band is Band.CLEAR else None
    band = Band.LIKELY if doubt else band
    if band in {Band.CLEAR, Band.LIKELY} and rival_is_surer(scored, leader, rival):
        band, doubt = Band.LEANING, Doubt.ROLES
    why = None
    if band is Band.TOO_CLOSE and not studies:
        against = for_goal and confidence < 1 - LOWEST_CONFIDENCE[Band.LEANING]
        why = Unclear.GOAL if against or (goal and not leading) else _why_unclear(scored)
    return Verdict(
        program=model.programs[leader] if for_goal or band is not Band.TOO_CLOSE else None,
        band=band,
        confidence=max(confidence, 0.5),
        why_unclear=why,
        leader=model.programs[leader],
        rival=model.programs[rival],
        margin=scored.margin(leader, rival),
        careless=scored.noise > CARELESS_NOISE,
        noise=scored.noise,
        straight_line=is_straight_line(scored.sheet, scored.knowledge),
        for_goal=for_goal,
        leads_to_goal=tuple(model.programs[p] for p in leading),
        untaught=untaught(scored),
        marks_against=marks_against(scored, leader, rival),
        studies=studies,
        beside=beside,
        doubt=doubt,
    )


def _band(scored: Scored, leader: int, confidence: float) -> Band:
    """Return how sure the points are of the leader."""
    band = next((band for band, lowest in LOWEST_CONFIDENCE.items() if confidence >= lowest), Band.TOO_CLOSE)
    too_few = scored.estimate.touched < FEWEST_INTERESTS
    flat = nothing_stands_out(scored) or is_straight_line(scored.sheet, scored.knowledge)
    if too_few or flat or _is_dead_end(scored, leader):
        return Band.TOO_CLOSE
    return band


def _doubt(scored: Scored, leader: int, rival: int) -> Doubt | None:
    """Return why a clear result is not told as clear; None where nothing speaks against it."""
    if scored.noise > CARELESS_NOISE:
        return Doubt.CARELESS
    if len(scored.sheet.answers) < FEWEST_ANSWERS:
        return Doubt.FEW
    if studies_outside(scored, SOUND_LIKED + ONE_STEP):
        return Doubt.OUTSIDE
    if marks_against(scored, leader, rival):
        return Doubt.MARKS
    if not opens_best_role(scored, leader, rival):
        return Doubt.EITHER
    return Doubt.TURNED if turned_by_few(scored, leader, rival) else None


def marks_against(scored: Scored, leader: int, rival: int) -> tuple[str, ...]:
    """Return the marks that do not speak for the leader: most exciting and in neither degree or more in the rival's; or least, and more here."""
    here, there = (scored.knowledge.programs[p].teaches for p in (leader, rival))
    against = (d for d, mark in scored.sheet.marks.items() if mark * (here.get(d, 0) - there.get(d, 0)) < 0)
    return (*untaught(scored), *against)


def untaught(scored: Scored) -> tuple[str, ...]:
    """Return the interests marked most exciting that neither degree teaches."""
    taught = {d for p in scored.model.archetypes for d in scored.knowledge.programs[p].teaches}
    return tuple(d for d, mark in scored.sheet.marks.items() if mark > 0 and d not in taught)


def opens_best_role(scored: Scored, leader: int, rival: int) -> bool:
    """Tell whether the leader's door to the role that fits best is better than the rival's; if not, either degree would do."""
    best, doors = best_role(scored), scored.model.archetype_doors
    return doors[leader][best].state.rank < doors[rival][best].state.rank


def rival_is_surer(scored: Scored, leader: int, rival: int) -> bool:
    """Tell whether the rival is the surer way to each role that is shown, where no goal decides."""
    model = scored.model
    shown = [model.roles.index(role) for role in top_roles(scored)]
    here, there = (model.archetype_doors[p] for p in (leader, rival))
    return (
        not scored.sheet.goal and bool(shown) and all(there[r].state.rank < here[r].state.rank for r in shown)
    )


def nothing_stands_out(scored: Scored) -> bool:
    """Tell whether not even the role that fits best fits well: such answers point nowhere yet."""
    return scored.model.shown_fit(max(scored.scores)) < LOWEST_FIT[Fit.GOOD]


def _is_dead_end(scored: Scored, leader: int) -> bool:
    """Tell whether no degree leads to the goal or, without one, the leader does not lead to the role that fits best."""
    model, goal = scored.model, scored.sheet.goal
    best = model.roles[best_role(scored)]
    return not any(model.leads(p, goal or best) for p in (model.archetypes if goal else (leader,)))


def chance_first(margin: float, spread: float) -> float:
    """Return Φ(margin / spread), the chance that the leader of two alternatives is truly ahead; ½ at a spread of 0."""
    return NormalDist().cdf(margin / spread) if spread > ZERO else 0.5


def _why_unclear(scored: Scored) -> Unclear:
    """Return why the answers alone decide for no degree."""
    if is_straight_line(scored.sheet, scored.knowledge):
        return Unclear.FLAT
    if scored.estimate.touched < FEWEST_INTERESTS:
        return Unclear.TOO_FEW
    if scored.noise > CARELESS_NOISE:
        return Unclear.CONTRADICTORY
    return Unclear.FLAT if nothing_stands_out(scored) else Unclear.TIE


def studies_outside(scored: Scored, liked: float = SOUND_LIKED) -> tuple[str, ...]:
    """Return the kinds of study for a student whom neither degree suits; empty for all others.

    That is one who likes nothing with sound more than `liked`, and something else clearly more. The best of those about that come first.
    """
    knowledge, liking = scored.knowledge, scored.estimate.value
    if scored.estimate.touched < FEWEST_INTERESTS or not (both := strongest_with_sound_and_without(scored)):
        return ()
    sound, other = both
    if liking[sound] > liked or liking[other] - liking[sound] < OUTSIDE_LEAD:
        return ()
    best = [
        knowledge.studies[s] for s in ranked(tuple(dot(u, liking) for u in scored.model.study_directions))
    ]
    best.sort(key=lambda study: study.wants.get(knowledge.interests[other].id) != CENTRAL)
    second = (study for study in best[1:] if _likes_centre(scored, study))
    return tuple(study.id for study in (*best[:1], *islice(second, MOST_STUDIES - 1)))


def _likes_centre(scored: Scored, study: Study) -> bool:
    """Tell whether all that a study is about is liked."""
    most = max(study.wants.values())
    return all(scored.liking[name] > LIKED for name, much in study.wants.items() if much == most)


def strongest_with_sound_and_without(scored: Scored) -> tuple[int, int] | None:
    """Return the places of the most liked interest with sound, and of the most liked without it; None if there is no such pair."""
    interests, liking = scored.knowledge.interests, scored.estimate.value
    sound, other = (
        [d for d, one in enumerate(interests) if one.sound is with_sound] for with_sound in (True, False)
    )
    return (
        (max(sound, key=liking.__getitem__), max(other, key=liking.__getitem__)) if sound and other else None
    )
