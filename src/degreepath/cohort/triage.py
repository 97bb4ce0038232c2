"""Who needs a talk first, and why, as a column."""

from functools import reduce
from itertools import permutations
from operator import or_

import narwhals as nw

from degreepath.advice.band import Band, Unclear
from degreepath.advice.coverage import Viability
from degreepath.advice.model import scoring_model
from degreepath.cohort.arithmetic import Table, total
from degreepath.cohort.verdict import CARELESS
from degreepath.cohort.words import with_words
from degreepath.knowledge.knowledge import Knowledge

GOAL_CLOSED = "goal-closed"
UNEXPECTED = "unexpected"
TALK = "talk_first"
# The most pressing first: a door that the student's own plan shuts, then advice against the plan, then sheets that say little.
REASONS = (
    GOAL_CLOSED,
    UNEXPECTED,
    CARELESS,
    Unclear.FLAT.value,
    Unclear.TOO_FEW.value,
    Unclear.TIE.value,
)
SURE = (Band.CLEAR.value, Band.LIKELY.value)


def with_talk(frame: Table, knowledge: Knowledge, *, plans: bool) -> Table:
    """Add `talk_first`, the reasons for a talk separated by spaces, most pressing first; null if there is none.

    Reads the results of `score_frame` and, with `plans`, `plan` (a program id or null).
    """
    unexpected = _unexpected(knowledge) if plans else nw.lit(value=False)
    flags = nw.col("flags").fill_null("")
    found = {
        GOAL_CLOSED: _goal_closed(knowledge, plans=plans),
        UNEXPECTED: unexpected,
        **{reason: flags.str.contains(reason, literal=True) for reason in REASONS[2:]},
    }
    bits = [
        nw.when(found[reason].fill_null(value=False)).then(nw.lit(1 << place)).otherwise(nw.lit(0))
        for place, reason in enumerate(REASONS)
    ]
    words = [
        " ".join(reason for place, reason in enumerate(REASONS) if code & 1 << place)
        for code in range(1 << len(REASONS))
    ]
    return with_words(frame.with_columns(_talk=total(bits)), {TALK: ("_talk", words)}).drop("_talk")


def _unexpected(knowledge: Knowledge) -> nw.Expr:
    """Return whether a sure recommendation is not the degree that the plan is, or is nearest to."""
    against = [
        (nw.col("program") == degree.id).fill_null(value=False)
        & nw.col("plan").is_in(
            [program.id for program in knowledge.programs if (program.archetype or program.id) == other.id]
        )
        for degree, other in permutations(knowledge.archetypes, 2)
    ]
    return nw.col("band").is_in(SURE) & reduce(or_, against)


def _goal_closed(knowledge: Knowledge, *, plans: bool) -> nw.Expr:
    """Return whether the planned program, or without a plan the recommended one, cannot lead to the declared goal."""
    model = scoring_model(knowledge)
    closed_by = {
        program: [door.role for door in row if door.viability is Viability.NOT_COVERED]
        for program, row in zip(model.programs, model.doors, strict=True)
    }
    archetypes = [model.programs[p] for p in model.archetypes]
    recommended = [
        (nw.col("program") == program) & nw.col("goal").is_in(closed_by[program])
        for program in archetypes
        if closed_by[program]
    ]
    by_advice = reduce(or_, (e.fill_null(value=False) for e in recommended), nw.lit(value=False))
    if not plans:
        return by_advice
    pairs = [f"{program} {role}" for program, roles in closed_by.items() for role in roles]
    by_plan = nw.concat_str(nw.col("plan"), nw.col("goal"), separator=" ").is_in(pairs)
    return nw.when(nw.col("plan").is_null()).then(by_advice).otherwise(by_plan)
