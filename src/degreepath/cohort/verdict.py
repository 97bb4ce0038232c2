"""Band, confidence, flags and goal as columns: `advice/judge.py` for a whole class. docs/method.md section 6."""

import narwhals as nw

from degreepath.advice.band import Band, Unclear
from degreepath.advice.confidence import (
    CARELESS_NOISE,
    FEWEST_ANSWERS,
    FEWEST_INTERESTS,
    LOWEST_CONFIDENCE,
    ZERO,
)
from degreepath.advice.coverage import Viability
from degreepath.advice.judge import FLAT_SPREAD
from degreepath.advice.model import ScoringModel
from degreepath.cohort.arithmetic import Table, total, upper_tail
from degreepath.cohort.words import with_words

CARELESS = "careless"
BANDS = tuple(Band)
WHY = ("", *(reason.value for reason in Unclear))
FLAGS = (*WHY, *(f"{reason} {CARELESS}".strip() for reason in WHY))


def with_verdict(frame: Table, model: ScoringModel) -> Table:
    """Add `program`, `band`, `confidence`, `flags` and the goal's viability in each archetype.

    Reads `_p_0`, `_p_1` (scores of the two archetypes), `_best`, `_spread`, `_noise`, `_touched`, `_straight`, the interests, `goal`
    and what `with_goal` has added.
    """
    frame = frame.with_columns(
        _careless=nw.col("_noise") > CARELESS_NOISE,
        _blank=(nw.col("_p_0").abs() < ZERO) & (nw.col("_p_1").abs() < ZERO),
        _first_leads=_first_leads(model),
    )
    # What a choice depends on is made a column first: an engine may evaluate each branch apart, on copies of all it reads.
    frame = frame.with_columns(
        _flat=_flat(len(model.interests)),
        _dead_end=_dead_end(model),
        _few=nw.col("_touched") < FEWEST_INTERESTS,
        _answered=total(nw.col(f"_n_{d}") for d in range(len(model.interests))) >= FEWEST_ANSWERS,
    )
    frame = frame.with_columns(_unsaid=nw.col("_blank") | nw.col("_few") | nw.col("_dead_end"))
    frame = frame.with_columns(
        _margin=nw.when(nw.col("_first_leads"))
        .then(nw.col("_p_0") - nw.col("_p_1"))
        .otherwise(nw.col("_p_1") - nw.col("_p_0"))
    )
    frame = frame.with_columns(_z=nw.col("_margin") / nw.max_horizontal(nw.col("_spread"), nw.lit(ZERO)))
    frame = frame.with_columns(_tail=upper_tail(nw.col("_z").abs()))
    sure = nw.when(nw.col("_z") < 0).then(nw.col("_tail")).otherwise(1.0 - nw.col("_tail"))
    frame = frame.with_columns(confidence=nw.when(nw.col("_spread") > ZERO).then(sure).otherwise(nw.lit(0.5)))
    frame = frame.with_columns(_band=_band())
    frame = frame.with_columns(_flags=_flags(), _program=_program())
    programs = [_id(model, 0), _id(model, 1)]
    return with_words(
        frame,
        {
            "band": ("_band", [band.value for band in BANDS]),
            "flags": ("_flags", FLAGS),
            "program": ("_program", programs),
        },
    )


def with_goal(frame: Table, model: ScoringModel, *, declared: bool) -> Table:
    """Add `goal_<archetype>`, the viability of the goal in each archetype; null without one. `declared`: there is a column `goal`."""
    names = [f"goal_{model.programs[p]}" for p in model.archetypes]
    if not declared:
        nothing = nw.lit(None).cast(nw.String)
        return frame.with_columns(goal=nothing, **dict.fromkeys(names, nothing))
    kinds = tuple(Viability)
    places = {}
    for name, p in zip(names, model.archetypes, strict=True):
        place = nw.lit(len(kinds))
        for kind in kinds:
            roles = [door.role for door in model.doors[p] if door.viability is kind]
            if roles:
                place = nw.when(nw.col("goal").is_in(roles)).then(nw.lit(kinds.index(kind))).otherwise(place)
        places[f"_{name}"] = place
    words = [kind.value for kind in kinds]
    return with_words(frame.with_columns(**places), {name: (f"_{name}", words) for name in names})


def _id(model: ScoringModel, archetype: int) -> str:
    return model.programs[model.archetypes[archetype]]


def _first_leads(model: ScoringModel) -> nw.Expr:
    """Return whether the first archetype leads: by score, unless only one of the two can lead to the declared goal."""
    first, second = (
        (nw.col(f"goal_{_id(model, i)}") == Viability.NOT_COVERED.value).fill_null(value=False)
        for i in (0, 1)
    )
    ahead = nw.col("_p_0") >= nw.col("_p_1")
    return (ahead & ~(first & ~second)) | (second & ~first)


def _dead_end(model: ScoringModel) -> nw.Expr:
    """Return whether, no goal being declared, the leader cannot lead to the role that fits best."""
    ends = []
    for i, p in enumerate(model.archetypes):
        closed = [r for r, door in enumerate(model.doors[p]) if door.viability is Viability.NOT_COVERED]
        leads = nw.col("_first_leads") if i == 0 else ~nw.col("_first_leads")
        ends.append(leads & (nw.col("_best").is_in(closed) if closed else nw.lit(value=False)))
    return (ends[0] | ends[1]) & nw.col("goal").is_null()


def _program() -> nw.Expr:
    """Return the place of the leading archetype, or 2, which is no place, if it is too close to call."""
    leader = nw.when(nw.col("_first_leads")).then(nw.lit(0)).otherwise(nw.lit(1))
    return nw.when(nw.col("_band") == BANDS.index(Band.TOO_CLOSE)).then(nw.lit(2)).otherwise(leader)


def _band() -> nw.Expr:
    """Return the place of the band in `BANDS`, the surest first."""
    place = nw.lit(BANDS.index(Band.TOO_CLOSE))
    for band, lowest in reversed(LOWEST_CONFIDENCE.items()):
        enough = nw.col("confidence") >= lowest
        if band is Band.CLEAR:
            enough = enough & ~nw.col("_careless") & nw.col("_answered")
        place = nw.when(enough & ~nw.col("_unsaid")).then(nw.lit(BANDS.index(band))).otherwise(place)
    return place


def _flat(interests: int) -> nw.Expr:
    """Return whether no interest stands out."""
    x = [nw.col(f"_x_{d}") for d in range(interests)]
    return nw.max_horizontal(*x) - nw.min_horizontal(*x) < FLAT_SPREAD


def _flags() -> nw.Expr:
    """Return the place of the flags in `FLAGS`: why there is no degree, then whether answers contradict each other."""
    why = nw.lit(_place(Unclear.TIE))
    for applies, reason in (
        (nw.col("_careless"), Unclear.CONTRADICTORY),
        (nw.col("_flat"), Unclear.FLAT),
        (nw.col("_few"), Unclear.TOO_FEW),
        (nw.col("_straight"), Unclear.FLAT),
    ):
        why = nw.when(applies).then(nw.lit(_place(reason))).otherwise(why)
    why = nw.when(nw.col("_band") == BANDS.index(Band.TOO_CLOSE)).then(why).otherwise(nw.lit(0))
    return why + nw.when(nw.col("_careless")).then(nw.lit(len(WHY))).otherwise(nw.lit(0))


def _place(reason: Unclear) -> int:
    return WHY.index(reason.value)
