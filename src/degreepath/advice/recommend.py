"""From an answer sheet to a recommendation."""

from math import sqrt

from degreepath.advice.answers import AnswerSheet, require_known
from degreepath.advice.confidence import (
    CARELESS_NOISE,
    FEWEST_INTERESTS,
    ZERO,
    Band,
    Unclear,
    answer_noise,
    band_of,
    chance_first,
    variance,
)
from degreepath.advice.coverage import Viability
from degreepath.advice.fit import dot, shown_fit
from degreepath.advice.interests import Estimate, estimate_interests, is_straight_line
from degreepath.advice.ledger import by_interest, by_role, contrast, strongest
from degreepath.advice.model import ScoringModel, Vector, scoring_model
from degreepath.advice.next_question import next_question
from degreepath.advice.points import possible_students, shares_first
from degreepath.advice.programs import margin_gradient, program_score, role_attention, role_scores
from degreepath.advice.recommendation import (
    AxisPosition,
    Check,
    OpenQuestion,
    ProgramScore,
    Recommendation,
    RoleScore,
    Verdict,
)
from degreepath.advice.whatif import smallest_flip
from degreepath.knowledge.knowledge import Knowledge

TOP_ROLES = 3
FLAT_SPREAD = 0.15


def recommend(knowledge: Knowledge, sheet: AnswerSheet) -> Recommendation:
    """Score `sheet` against `knowledge`. Raises AnswersError if the sheet names what the knowledge base does not have."""
    require_known(sheet, knowledge)
    model = scoring_model(knowledge)
    estimate = estimate_interests(knowledge, sheet)
    scores = role_scores(model, estimate.value)
    attention = role_attention(scores)
    verdict = judge(model, estimate, attention, straight_line=is_straight_line(sheet, knowledge))
    leader, rival = (model.programs.index(name) for name in (verdict.leader, verdict.rival))
    reasons_for, reasons_against, rest = strongest(contrast(model, sheet, estimate, attention, leader, rival))
    students = possible_students(estimate, verdict.noise)
    firsts = shares_first(students, lambda interests: role_scores(model, interests))
    roles = rank_roles(knowledge, model, sheet, estimate, scores, firsts)
    return Recommendation(
        knowledge_version=knowledge.version,
        knowledge_hash=knowledge.hash,
        sheet=sheet,
        asked=len(sheet.answers),
        verdict=verdict,
        interests=dict(zip(estimate.ids, estimate.value, strict=True)),
        axes=axis_position(knowledge, estimate),
        programs=rank_programs(knowledge, model, sheet, estimate, attention),
        roles=roles,
        reasons_for=reasons_for,
        reasons_against=reasons_against,
        rest=rest,
        flip=smallest_flip(knowledge, sheet, verdict.leader, verdict.rival),
        open_question=most_open(knowledge, sheet),
        to_check=tuple(_checks(knowledge, model, roles)),
    )


def judge(model: ScoringModel, estimate: Estimate, attention: Vector, *, straight_line: bool = False) -> Verdict:
    """Decide between the archetypes, or say why not. A tie goes to file order."""
    ranked = sorted(
        (-program_score(model, program, estimate.value, attention), program) for program in model.archetypes
    )
    (first, leader), (second, rival) = ranked[0], ranked[1]
    margin = second - first
    noise = answer_noise(estimate)
    delta = margin_gradient(model, leader, rival, attention)
    confidence = chance_first(margin, sqrt(variance(estimate, delta, noise)))
    careless = noise > CARELESS_NOISE
    band = band_of(confidence, careless=careless)
    blank = max(abs(score) for score, _ in ranked) < ZERO
    if blank or estimate.touched < FEWEST_INTERESTS:
        band = Band.TOO_CLOSE
    return Verdict(
        program=None if band is Band.TOO_CLOSE else model.programs[leader],
        band=band,
        confidence=confidence,
        why_unclear=_why(estimate, straight_line, careless) if band is Band.TOO_CLOSE else None,
        leader=model.programs[leader],
        rival=model.programs[rival],
        margin=margin,
        careless=careless,
        noise=noise,
    )


def _why(estimate: Estimate, straight_line: bool, careless: bool) -> Unclear:
    if straight_line:
        return Unclear.FLAT
    if estimate.touched < FEWEST_INTERESTS:
        return Unclear.TOO_FEW
    if max(estimate.value) - min(estimate.value) < FLAT_SPREAD:
        return Unclear.FLAT
    return Unclear.CONTRADICTORY if careless else Unclear.TIE


def rank_roles(
    knowledge: Knowledge,
    model: ScoringModel,
    sheet: AnswerSheet,
    estimate: Estimate,
    scores: Vector,
    firsts: dict[int, float],
) -> tuple[RoleScore, ...]:
    """Return every role with its ledger, best fit first; ties in file order."""
    order = sorted(range(len(scores)), key=lambda r: (-scores[r], r))
    return tuple(
        RoleScore(
            id=model.roles[r],
            name=knowledge.roles[r].name,
            score=scores[r],
            fit=shown_fit(scores[r], model.largest),
            first=firsts.get(r, 0.0),
            interests=by_interest(sheet, estimate, model.role_directions[r]),
            viability={row[r].program: row[r].viability for row in model.doors},
        )
        for r in order
    )


def rank_programs(
    knowledge: Knowledge, model: ScoringModel, sheet: AnswerSheet, estimate: Estimate, attention: Vector
) -> tuple[ProgramScore, ...]:
    """Return every program with its two ledgers, best first; ties in file order."""
    scores = [program_score(model, p, estimate.value, attention) for p in range(len(model.programs))]
    order = sorted(range(len(scores)), key=lambda p: (-scores[p], p))
    return tuple(
        ProgramScore(
            id=model.programs[p],
            kind=knowledge.programs[p].kind,
            score=scores[p],
            study=by_interest(sheet, estimate, model.program_directions[p]),
            career=by_role(model, p, attention),
        )
        for p in order
    )


def most_open(knowledge: Knowledge, sheet: AnswerSheet) -> OpenQuestion | None:
    """Return the unanswered question most likely to change the result; None if all are answered."""
    ahead = next_question(knowledge, sheet)
    if ahead.question is None:
        return None
    return OpenQuestion(
        question=ahead.question, program_change=ahead.program_change, role_change=ahead.role_change
    )


def axis_position(knowledge: Knowledge, estimate: Estimate) -> AxisPosition:
    """Return the student's place on both axes: interests weighted by the axis, centred so that the answering level drops out."""

    def place(loadings: tuple[float, ...]) -> float:
        mean = sum(loadings) / len(loadings)
        centred = tuple(loading - mean for loading in loadings)
        return dot(centred, estimate.value) / sum(map(abs, centred))

    return AxisPosition(
        creative_technical=place(tuple(i.creative_technical for i in knowledge.interests)),
        design_operate=place(tuple(i.design_operate for i in knowledge.interests)),
    )


def _checks(knowledge: Knowledge, model: ScoringModel, roles: tuple[RoleScore, ...]) -> list[Check]:
    checks = []
    for role in roles[:TOP_ROLES]:
        r = model.roles.index(role.id)
        for p in model.archetypes:
            door = model.doors[p][r]
            if door.viability is not Viability.COVERED:
                checks.append(
                    Check(
                        program=door.program,
                        role=door.role,
                        viability=door.viability,
                        electives=door.electives,
                        missing=door.missing,
                        unknown=door.unknown,
                        introduced=door.introduced,
                    )
                )
    return checks
