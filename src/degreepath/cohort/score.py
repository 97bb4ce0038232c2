"""The model of `advice/` as column expressions, written once for every engine narwhals knows. docs/method.md sections 1 to 6.

Not a second model: every constant, direction and door is imported from `advice/`, and tests hold both to the same labels and to
1e-9 on every score. Each stage adds columns that the next one reads, so nothing is computed twice. Columns that begin with an
underscore are the stages' own: `_x_3` is interest 3 and `_s_5` the score of role 5, in file order.
"""

from typing import Any, TypeVar, cast

import narwhals as nw

from degreepath.advice.fit import shown_fit
from degreepath.advice.interests import (
    ANSWER_NOISE,
    OPENER_MARK,
    OPENER_WEIGHT,
    SPREAD_BETWEEN_INTERESTS,
    SPREAD_BETWEEN_STUDENTS,
)
from degreepath.advice.model import ScoringModel, scoring_model
from degreepath.advice.programs import CAREER_WEIGHT, ROLE_FOCUS
from degreepath.cohort.arithmetic import Table, total, usual, weighted
from degreepath.cohort.noise import noise2
from degreepath.cohort.readings import HALF_STEP, MARKS, mark_sum, with_answers, with_marks
from degreepath.cohort.stamps import stamp_column
from degreepath.cohort.top_three import PLACES, with_top_three
from degreepath.cohort.verdict import with_goal, with_verdict
from degreepath.knowledge.knowledge import Knowledge

Frame = TypeVar("Frame")
SPREAD2 = SPREAD_BETWEEN_INTERESTS**2
POOLING = ANSWER_NOISE**2 / SPREAD2
LEVEL = SPREAD2 / SPREAD_BETWEEN_STUDENTS**2


def score_frame(frame: Frame, knowledge: Knowledge, *, details: bool = False) -> Frame:
    """Return one row of results for each row of `frame`, in the engine's own type and as lazy as `frame` is.

    `frame` has one row a student: `student_id`, one whole-number column for each question asked (1..5, null = skipped) and, if
    wanted, `goal` (a role id or null) and the marks `most` and `least` (interest ids separated by spaces, or whole numbers whose bit
    i stands for interest i). It must be clean; `cohort.check` sets aside what is not. Other columns follow the results unchanged.
    `details` adds every interest (`interest_<id>`), role and program score (`role_<id>`, `program_<id>`), `margin` and `noise`.
    """
    model = scoring_model(knowledge)
    given: Any = nw.from_native(frame)
    columns = given.collect_schema().names()
    asked = [question.id for question in knowledge.questions if question.id in columns]
    others = [name for name in columns if name not in {*asked, *MARKS, "student_id", "goal"}]
    given = with_marks(with_answers(given, knowledge, asked), knowledge, columns)
    given = with_goal(given, model, declared="goal" in columns)
    given = _with_interests(given, model, columns)
    given = _with_scores(given, model)
    given = _with_spread(given, model, columns)
    given = with_top_three(given, [f"_s_{r}" for r in range(len(model.roles))], model.roles)
    given = with_verdict(given, model)
    given = given.with_columns(
        *(_fit(place, model).alias(f"fit_{place}") for place in range(1, PLACES + 1)),
        stamp=stamp_column(knowledge, asked, columns),
    )
    extra = _details(model) if details else []
    result: Frame = given.select(*result_columns(model), *others, *extra).to_native()
    return result


def result_columns(model: ScoringModel) -> list[str]:
    """Return the names of the result columns, in order."""
    places = range(1, PLACES + 1)
    goals = [f"goal_{model.programs[p]}" for p in model.archetypes]
    return [
        *("student_id", "program", "band", "confidence"),
        *(f"role_{place}" for place in places),
        *("flags", "stamp"),
        *(f"fit_{place}" for place in places),
        *("goal", *goals),
    ]


def _fit(place: int, model: ScoringModel) -> nw.Expr:
    score: Any = nw.col(f"_top_{place}")
    fit: Any = shown_fit(score, model.largest)  # the core's own formula, handed a column
    return cast("nw.Expr", fit)


def _with_interests(frame: Table, model: ScoringModel, columns: list[str]) -> Table:
    """Add the weights `_w_d`, the interests `_x_d` and how many of them were touched. B_d = w/(w+λ), and k_d = B_d/τ²."""
    every = range(len(model.interests))
    opener = nw.when(nw.col("_opened")).then(nw.lit(OPENER_WEIGHT)).otherwise(nw.lit(0.0))
    frame = frame.with_columns(_opener=opener)
    weights, said, touched = [], [], []
    for d in every:
        answered, values = nw.col(f"_n_{d}"), nw.col(f"_t_{d}").cast(nw.Float64) * HALF_STEP
        mark = mark_sum(columns, d)
        if mark is None:
            weights.append(answered.cast(nw.Float64))
            said.append(values)
            touched.append(answered > 0)
        else:
            weights.append(answered.cast(nw.Float64) + nw.col("_opener"))
            said.append(values + mark.cast(nw.Float64) * (OPENER_MARK * OPENER_WEIGHT))
            touched.append((answered > 0) | (mark != 0))
    frame = frame.with_columns(
        *(weight.alias(f"_w_{d}") for d, weight in enumerate(weights)),
        _touched=total(e.cast(nw.Int16) for e in touched),
    )
    frame = frame.with_columns((1.0 / (nw.col(f"_w_{d}") + POOLING)).alias(f"_r_{d}") for d in every)
    frame = frame.with_columns((e * nw.col(f"_r_{d}")).alias(f"_h_{d}") for d, e in enumerate(said))
    pooled = total(nw.col(f"_r_{d}") for d in every) * -POOLING + float(len(every))
    frame = frame.with_columns(_level=total(nw.col(f"_h_{d}") for d in every) / (pooled + LEVEL) * POOLING)
    return frame.with_columns(
        (nw.col(f"_h_{d}") + nw.col(f"_r_{d}") * nw.col("_level")).alias(f"_x_{d}") for d in every
    )


def _with_scores(frame: Table, model: ScoringModel) -> Table:
    """Add the role scores `_s_r`, the unscaled attention `_e_r` (sum `_whole`), and for both archetypes the mean advantage `_c_i` and the score `_p_i`."""
    x = [nw.col(f"_x_{d}") for d in range(len(model.interests))]
    e = [nw.col(f"_e_{r}") for r in range(len(model.roles))]
    frame = frame.with_columns(_all=total(x))
    frame = frame.with_columns(
        weighted(u, x, nw.col("_all")).alias(f"_s_{r}") for r, u in enumerate(model.role_directions)
    )
    frame = frame.with_columns(
        (nw.col(f"_s_{r}") * (1 / ROLE_FOCUS)).exp().alias(f"_e_{r}") for r in range(len(e))
    )
    frame = frame.with_columns(_whole=total(e))
    frame = frame.with_columns(
        (weighted(model.advantage[p], e, nw.col("_whole")) / nw.col("_whole")).alias(f"_c_{i}")
        for i, p in enumerate(model.archetypes)
    )
    return frame.with_columns(
        (weighted(model.program_directions[p], x, nw.col("_all")) + nw.col(f"_c_{i}") * CAREER_WEIGHT).alias(
            f"_p_{i}"
        )
        for i, p in enumerate(model.archetypes)
    )


def _with_spread(frame: Table, model: ScoringModel, columns: list[str]) -> Table:
    """Add `_noise`, σ̂, and `_spread`, √(δ′ Cov δ) of the two archetypes' difference.

    δ_d = û_Ad − û_Bd + (2.5/.15)·Σ_r ρ_r (a_r − ā)·u_rd with a_r = V_Ar − V_Br and ā = Σ ρa: the same as in section 5, summed
    once over the roles instead of twice.
    """
    first, second = model.archetypes
    every = range(len(model.interests))
    gap = [a - b for a, b in zip(model.advantage[first], model.advantage[second], strict=True)]
    e = [nw.col(f"_e_{r}") for r in range(len(gap))]
    frame = frame.with_columns(
        _mean_gap=nw.col("_c_0") - nw.col("_c_1"),
        _noise2=noise2(len(every), columns),
    )
    frame = frame.with_columns(
        *(
            (part * (a - nw.col("_mean_gap"))).alias(f"_q_{r}")
            for r, (part, a) in enumerate(zip(e, gap, strict=True))
        ),
        _noise=nw.col("_noise2").sqrt(),
        _ratio=nw.col("_noise2") * (1 / SPREAD2),
        _pull=(CAREER_WEIGHT / ROLE_FOCUS) / nw.col("_whole"),
    )
    common = [usual(u) for u in model.role_directions]
    frame = frame.with_columns(_base=total(nw.col(f"_q_{r}") * c for r, c in enumerate(common)))
    frame = frame.with_columns(
        *(_gradient(model, d, common).alias(f"_d_{d}") for d in every),
        *((nw.col("_ratio") / (nw.col(f"_w_{d}") + nw.col("_ratio"))).alias(f"_o_{d}") for d in every),
    )
    frame = frame.with_columns((nw.col(f"_d_{d}") * nw.col(f"_o_{d}")).alias(f"_do_{d}") for d in every)
    own = total(nw.col(f"_d_{d}") * nw.col(f"_do_{d}") for d in every)
    shared = total(nw.col(f"_do_{d}") for d in every)
    pooled = total(nw.col(f"_o_{d}") for d in every) * -1.0 + (len(every) + LEVEL)
    frame = frame.with_columns(_own=own, _shared=shared, _pooled=pooled)
    variance = (nw.col("_own") + nw.col("_shared") * nw.col("_shared") / nw.col("_pooled")) * SPREAD2
    return frame.with_columns(_spread=variance.sqrt())


def _gradient(model: ScoringModel, d: int, common: list[float]) -> nw.Expr:
    first, second = model.archetypes
    career = [
        nw.col(f"_q_{r}") * (u[d] - c)
        for r, (u, c) in enumerate(zip(model.role_directions, common, strict=True))
        if u[d] != c
    ]
    study = model.program_directions[first][d] - model.program_directions[second][d]
    return total([nw.col("_base"), *career]) * nw.col("_pull") + study


def _details(model: ScoringModel) -> list[nw.Expr]:
    return [
        *(nw.col(f"_x_{d}").alias(f"interest_{name}") for d, name in enumerate(model.interests)),
        *(nw.col(f"_s_{r}").alias(f"role_{name}") for r, name in enumerate(model.roles)),
        *(nw.col(f"_p_{i}").alias(f"program_{model.programs[p]}") for i, p in enumerate(model.archetypes)),
        nw.col("_margin").alias("margin"),
        nw.col("_noise").alias("noise"),
    ]
