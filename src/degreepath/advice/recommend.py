"""From an answer sheet to a recommendation."""

from math import fsum

from degreepath.advice.answers import AnswerSheet, require_known
from degreepath.advice.coverage import Viability
from degreepath.advice.fit import dot, ranked, shown_fit
from degreepath.advice.judge import judge
from degreepath.advice.ledger import by_interest, by_role, contrast, strongest
from degreepath.advice.next_question import next_question
from degreepath.advice.points import possible_students, shares_first
from degreepath.advice.programs import role_scores
from degreepath.advice.recommendation import (
    TOP_ROLES,
    AxisPosition,
    Check,
    OpenQuestion,
    OutsideRoute,
    ProgramScore,
    Recommendation,
    RoleScore,
    Verdict,
)
from degreepath.advice.scored import Scored, score_sheet
from degreepath.advice.shortlist import CourseFilter, shortlist
from degreepath.advice.whatif import smallest_flip
from degreepath.knowledge.knowledge import Knowledge

ALL_COURSES = CourseFilter()


def recommend(knowledge: Knowledge, sheet: AnswerSheet, wanted: CourseFilter = ALL_COURSES) -> Recommendation:
    """Score `sheet` against `knowledge`; `wanted` limits the shortlist of courses.

    Raises AnswersError if the sheet names what the knowledge base does not have.
    """
    require_known(sheet, knowledge)
    scored = score_sheet(knowledge, sheet)
    verdict = judge(scored)
    reasons_for, reasons_against, rest = strongest(contrast(scored, verdict.leader, verdict.rival))
    students = possible_students(scored.estimate, scored.noise)
    role_vectors = [role_scores(scored.model, interests) for interests in students]
    roles = rank_roles(scored, shares_first(role_vectors))
    return Recommendation(
        knowledge_version=knowledge.version,
        knowledge_hash=knowledge.hash,
        sheet=sheet,
        asked=len(sheet.answers),
        verdict=verdict,
        interests=dict(zip(scored.estimate.ids, scored.estimate.value, strict=True)),
        axes=axis_position(scored),
        programs=rank_programs(scored),
        roles=roles,
        reasons_for=reasons_for,
        reasons_against=reasons_against,
        rest=rest,
        flip=smallest_flip(scored, verdict.leader, verdict.rival) if _answers_decide(verdict) else None,
        open_question=most_open(knowledge, sheet),
        to_check=tuple(_checks(scored, roles)),
        shortlist=shortlist(scored, zip(students, role_vectors, strict=True), wanted),
        outside=tuple(_outside(scored, roles)),
    )


def _answers_decide(verdict: Verdict) -> bool:
    """Tell whether other answers could put the rival first: not where the two are equal, nor where a goal keeps it behind."""
    behind_by_goal = verdict.rival in verdict.closed_to_goal and verdict.leader not in verdict.closed_to_goal
    return verdict.margin > 0 and not behind_by_goal


def rank_roles(scored: Scored, firsts: dict[int, float]) -> tuple[RoleScore, ...]:
    """Return every role with its ledger, best fit first; ties in file order. `firsts` is how often each (by index) is first."""
    model, scores = scored.model, scored.scores
    return tuple(
        RoleScore(
            id=model.roles[r],
            name=scored.knowledge.roles[r].name,
            score=scores[r],
            fit=shown_fit(scores[r], model.largest),
            first=firsts.get(r, 0.0),
            interests=by_interest(scored, model.role_directions[r]),
            viability={row[r].program: row[r].viability for row in model.doors},
        )
        for r in ranked(scores)
    )


def rank_programs(scored: Scored) -> tuple[ProgramScore, ...]:
    """Return every program with its two ledgers, best first; ties in file order."""
    model = scored.model
    scores = tuple(scored.program_score(p) for p in range(len(model.programs)))
    return tuple(
        ProgramScore(
            id=model.programs[p],
            kind=scored.knowledge.programs[p].kind,
            score=scores[p],
            study=by_interest(scored, model.program_directions[p]),
            career=by_role(scored, p),
        )
        for p in ranked(scores)
    )


def most_open(knowledge: Knowledge, sheet: AnswerSheet) -> OpenQuestion | None:
    """Return the unanswered question most likely to change the result; None if all are answered."""
    ahead = next_question(knowledge, sheet)
    if ahead.question is None:
        return None
    return OpenQuestion(
        question=ahead.question, program_change=ahead.program_change, role_change=ahead.role_change
    )


def axis_position(scored: Scored) -> AxisPosition:
    """Return the student's place on both axes: interests weighted by the axis, centred so that the answering level drops out."""

    def place(loadings: tuple[float, ...]) -> float:
        mean = fsum(loadings) / len(loadings)
        centred = tuple(loading - mean for loading in loadings)
        return dot(centred, scored.estimate.value) / fsum(map(abs, centred))

    return AxisPosition(
        creative_technical=place(tuple(i.creative_technical for i in scored.knowledge.interests)),
        design_operate=place(tuple(i.design_operate for i in scored.knowledge.interests)),
    )


def _checks(scored: Scored, roles: tuple[RoleScore, ...]) -> list[Check]:
    """Return the archetypes' doors to the top roles that are not simply covered."""
    doors = [
        scored.model.doors[p][scored.model.roles.index(role.id)]
        for role in roles[:TOP_ROLES]
        for p in scored.model.archetypes
    ]
    return [
        Check(
            program=door.program,
            role=door.role,
            viability=door.viability,
            electives=door.electives,
            missing=door.missing,
            unknown=door.unknown,
            introduced=door.introduced,
        )
        for door in doors
        if door.viability is not Viability.COVERED
    ]


def _outside(scored: Scored, roles: tuple[RoleScore, ...]) -> list[OutsideRoute]:
    """Return the ways outside both degrees into those top roles that neither degree simply covers."""
    archetypes = [p.id for p in scored.knowledge.archetypes]
    return [
        OutsideRoute(role=role.id, text=route.text, source=route.source, program=route.program)
        for role in roles[:TOP_ROLES]
        if Viability.COVERED not in {role.viability[p] for p in archetypes}
        for route in scored.knowledge.role[role.id].routes
    ]
