"""The twin on arrays says what the core says of every student: labels equal, scores to 1e-9."""

from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from toy import sheets

from degreepath.advice.answers import AnswerSheet, stamp
from degreepath.advice.batch import BANDS, WHYS, Advice, Sheets, advise, stamps
from degreepath.advice.scoring import score_sheet, top_roles
from degreepath.advice.verdict import Band, judge
from degreepath.knowledge.load import load_knowledge

KNOWLEDGE = load_knowledge()
QUESTIONS = [q.id for q in KNOWLEDGE.questions]
INTERESTS = [i.id for i in KNOWLEDGE.interests]
ROLES = [r.id for r in KNOWLEDGE.roles]
PROGRAMS = [p.id for p in KNOWLEDGE.programs]


def arrays(of: Sequence[AnswerSheet]) -> Sheets:
    return Sheets(
        np.array([[s.answers.get(q, 0) for q in QUESTIONS] for s in of], dtype=np.int8),
        np.array([[s.marks.get(d, 0) for d in INTERESTS] for s in of], dtype=np.int8),
        np.array([ROLES.index(s.goal) if s.goal else -1 for s in of], dtype=np.int16),
    )


@st.composite
def keen(draw: st.DrawFn) -> AnswerSheet:
    """Draw the sheet of a student who resembles a role, so that clear verdicts come up too."""
    wants = draw(st.sampled_from(KNOWLEDGE.roles)).wants
    answers = {}
    for q in KNOWLEDGE.questions:
        liking = min(5, max(1, 2 + wants.get(q.interest, 0) + draw(st.integers(-1, 1))))
        answers[q.id] = 6 - liking if q.reverse else liking
    return AnswerSheet(answers=answers)


@settings(max_examples=60, deadline=None, derandomize=True)
@given(st.lists(sheets(KNOWLEDGE, goals=True, straight=True) | keen(), min_size=1, max_size=12))
def test_a_class_is_told_what_each_student_is_told(of: list[AnswerSheet]) -> None:
    """Degree, band, reason, warnings, roles and stamp are those of the single quiz for every student of any class."""
    found, numbers = advise(KNOWLEDGE, arrays(of)), stamps(KNOWLEDGE, arrays(of))
    for row, sheet in enumerate(of):
        scored = score_sheet(KNOWLEDGE, sheet)
        verdict = judge(scored)
        assert _labels(found, row) == (
            verdict.program, verdict.leader, verdict.rival, verdict.band, verdict.why_unclear, verdict.careless,
            verdict.straight_line, verdict.for_goal, bool(verdict.studies) or bool(sheet.goal and not verdict.leads_to_goal),
            len(sheet.answers), top_roles(scored),
        )  # fmt: skip
        assert f"s{numbers[row]}" == stamp(KNOWLEDGE, sheet)
        assert found.role_scores[row] == pytest.approx(scored.scores, abs=1e-9)
        assert found.interests[row] == pytest.approx(scored.estimate.value, abs=1e-9)
        assert (found.margin[row], found.noise[row]) == pytest.approx(
            (verdict.margin, verdict.noise), abs=1e-9
        )
        assert found.confidence[row] == pytest.approx(verdict.confidence, abs=1e-9)


def _labels(found: Advice, row: int) -> tuple[object, ...]:
    program, why = found.program[row], found.why[row]
    return (
        PROGRAMS[program] if program >= 0 else None, PROGRAMS[found.leader[row]], PROGRAMS[found.rival[row]],
        BANDS[found.band[row]], WHYS[why] if why >= 0 else None, found.careless[row], found.straight_line[row],
        found.for_goal[row], found.outside_first[row], found.answered[row],
        tuple(ROLES[r] for r in found.top[row] if r >= 0),
    )  # fmt: skip


def test_keen_students_are_in_the_test() -> None:
    """The classes above hold students of every band: among those who resemble a role, many are clear."""
    dice = np.random.default_rng(5)
    wants = np.array(
        [[role.wants.get(q.interest, 0) for q in KNOWLEDGE.questions] for role in KNOWLEDGE.roles]
    )
    likings = np.clip(
        2 + np.repeat(wants, 20, axis=0) + dice.integers(-1, 2, (20 * len(wants), len(QUESTIONS))), 1, 5
    )
    turned = np.array([q.reverse for q in KNOWLEDGE.questions])
    answers = np.where(turned, 6 - likings, likings).astype(np.int8)
    empty = np.zeros((len(answers), len(INTERESTS)), dtype=np.int8)
    bands = advise(KNOWLEDGE, Sheets(answers, empty, np.full(len(answers), -1, dtype=np.int16))).band
    assert set(bands) == {BANDS.index(band) for band in Band}
