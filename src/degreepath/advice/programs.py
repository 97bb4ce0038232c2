"""How well a program matches, in two additive ledgers: what one studies and where it leads. docs/method.md section 4."""

from math import exp, fsum

from degreepath.advice.fit import Vector, dot
from degreepath.advice.model import ScoringModel

ROLE_FOCUS = 0.15
CAREER_WEIGHT = 2.5


def role_scores(model: ScoringModel, interests: Vector) -> Vector:
    """Return s_r for every role."""
    return tuple(dot(u, interests) for u in model.role_directions)


def role_attention(scores: Vector) -> Vector:
    """Return ρ, how much each role counts for this student: a softmax of the role scores; sums to 1."""
    top = max(scores)
    weights = tuple(exp((score - top) / ROLE_FOCUS) for score in scores)
    whole = fsum(weights)
    return tuple(weight / whole for weight in weights)


def study_score(model: ScoringModel, program: int, interests: Vector) -> float:
    """Return how far the student likes what the program teaches."""
    return dot(model.program_directions[program], interests)


def career_parts(model: ScoringModel, program: int, attention: Vector) -> Vector:
    """Return what each role adds to the program: credit for opening the student's own roles, none for listing many."""
    return tuple(
        CAREER_WEIGHT * rho * advantage
        for rho, advantage in zip(attention, model.advantage[program], strict=True)
    )


def program_score(model: ScoringModel, program: int, interests: Vector, attention: Vector) -> float:
    """Return study + career."""
    return study_score(model, program, interests) + CAREER_WEIGHT * dot(attention, model.advantage[program])


def margin_gradient(model: ScoringModel, leader: int, rival: int, attention: Vector) -> Vector:
    """Return δ, the gradient of the score difference between two programs over the interests."""
    middle = tuple(
        fsum(rho * u[d] for rho, u in zip(attention, model.role_directions, strict=True))
        for d in range(len(model.interests))
    )
    pulls = tuple(
        CAREER_WEIGHT / ROLE_FOCUS * rho * (a - b)
        for rho, a, b in zip(attention, model.advantage[leader], model.advantage[rival], strict=True)
    )
    return tuple(
        model.program_directions[leader][d]
        - model.program_directions[rival][d]
        + fsum(pull * (u[d] - middle[d]) for pull, u in zip(pulls, model.role_directions, strict=True))
        for d in range(len(model.interests))
    )
