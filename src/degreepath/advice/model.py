"""What of the scoring depends on the knowledge base alone, worked out once."""

from dataclasses import dataclass
from functools import lru_cache
from math import fsum

from degreepath.advice.coverage import Door, Viability, open_door, taught
from degreepath.advice.fit import Vector, direction, largest_score
from degreepath.knowledge.knowledge import Knowledge


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

    def closed_to(self, goal: str | None) -> frozenset[int]:
        """Return the programs, by index, that cannot lead to the role `goal`; without a goal none."""
        if goal is None:
            return frozenset()
        role = self.roles.index(goal)
        return frozenset(
            p for p, row in enumerate(self.doors) if row[role].viability is Viability.NOT_COVERED
        )


@lru_cache(maxsize=8)
def scoring_model(knowledge: Knowledge) -> ScoringModel:
    """Return the scoring model of `knowledge`."""
    ids = tuple(interest.id for interest in knowledge.interests)
    role_directions = tuple(direction(role.wants, ids) for role in knowledge.roles)
    doors = tuple(
        tuple(open_door(program, role, coverage) for role in knowledge.roles)
        for program, coverage in ((program, taught(program)) for program in knowledge.programs)
    )
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
