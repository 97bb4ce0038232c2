"""One answer sheet, scored: what every part of the recommendation is worked out from."""

from dataclasses import dataclass

from degreepath.advice.answers import AnswerSheet
from degreepath.advice.confidence import CARELESS_NOISE, answer_noise
from degreepath.advice.fit import Vector
from degreepath.advice.interests import Estimate, estimate_interests
from degreepath.advice.model import ScoringModel, scoring_model
from degreepath.advice.programs import program_score, role_attention, role_scores
from degreepath.knowledge.knowledge import Knowledge


@dataclass(frozen=True)
class Scored:
    """A sheet with its interests, role scores s_r, attention ρ_r and answer noise σ̂."""

    knowledge: Knowledge
    sheet: AnswerSheet
    model: ScoringModel
    estimate: Estimate
    scores: Vector
    attention: Vector
    noise: float

    @property
    def careless(self) -> bool:
        """Whether answers to similar statements differ too much to be called clear."""
        return self.noise > CARELESS_NOISE

    def program_score(self, program: int) -> float:
        """The score of the program with that index."""
        return program_score(self.model, program, self.estimate.value, self.attention)

    def margin(self, leader: int, rival: int) -> float:
        """How far one program is ahead of another."""
        return self.program_score(leader) - self.program_score(rival)

    @property
    def closed_to_goal(self) -> frozenset[int]:
        """The programs that cannot lead to the declared goal."""
        return self.model.closed_to(self.sheet.goal)


def score_sheet(knowledge: Knowledge, sheet: AnswerSheet) -> Scored:
    """Score `sheet`."""
    model = scoring_model(knowledge)
    estimate = estimate_interests(knowledge, sheet)
    scores = role_scores(model, estimate.value)
    return Scored(knowledge, sheet, model, estimate, scores, role_attention(scores), answer_noise(estimate))
