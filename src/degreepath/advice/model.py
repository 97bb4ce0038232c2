"""What of the scoring depends on the knowledge base alone, worked out once."""

from dataclasses import dataclass
from functools import lru_cache
from math import fsum

from degreepath.advice.coverage import Door, open_doors
from degreepath.advice.fit import direction, largest_score
from degreepath.knowledge.knowledge import Knowledge

Vector = tuple[float, ...]


@dataclass(frozen=True)
class ScoringModel:
    """Directions over the interests and doors over the roles, all in file order.

    `doors[p][r]` holds program p against role r; `advantage[p][r]` is V_pr − mean_r V_pr.
    """

    interests: tuple[str, ...]
    roles: tuple[str, ...]
    programs: tuple[str, ...]
    archetypes: tuple[int, ...]
    role_directions: tuple[Vector, ...]
    program_directions: tuple[Vector, ...]
    doors: tuple[tuple[Door, ...], ...]
    advantage: tuple[Vector, ...]
    largest: float


@lru_cache(maxsize=8)
def scoring_model(knowledge: Knowledge) -> ScoringModel:
    """Return the scoring model of `knowledge`."""
    ids = tuple(interest.id for interest in knowledge.interests)
    role_directions = tuple(direction(role.wants, ids) for role in knowledge.roles)
    doors = tuple(open_doors(program, knowledge.roles) for program in knowledge.programs)
    means = tuple(fsum(door.value for door in row) / len(row) for row in doors)
    return ScoringModel(
        interests=ids,
        roles=tuple(role.id for role in knowledge.roles),
        programs=tuple(program.id for program in knowledge.programs),
        archetypes=tuple(
            i for i, program in enumerate(knowledge.programs) if program in knowledge.archetypes
        ),
        role_directions=role_directions,
        program_directions=tuple(direction(program.teaches, ids) for program in knowledge.programs),
        doors=doors,
        advantage=tuple(
            tuple(door.value - mean for door in row) for row, mean in zip(doors, means, strict=True)
        ),
        largest=largest_score(role_directions),
    )
