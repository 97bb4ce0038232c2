"""Which roles several programs lead to: for two, what they share and where they differ; for more, by viability."""

from degreepath.advice.coverage import Door, Viability, open_door
from degreepath.knowledge.knowledge import Knowledge
from degreepath.knowledge.program import Program
from degreepath.show.blocks import Item, Row
from degreepath.show.door_items import role_item

BOTH = "Roles that both lead to"
ONLY_ONE = "Roles that only one leads to"
OTHER_UNKNOWN = "Roles open in one, not known of the other"
ASK = "Roles to ask about"
CLOSED = "Roles not reached here, and what is missing"
GROUPS = {
    Viability.COVERED: "Roles covered",
    Viability.POSSIBLE: "Roles possible, with the right electives",
    Viability.UNKNOWN: ASK,
    Viability.NOT_COVERED: CLOSED,
}


def role_rows(knowledge: Knowledge, programs: tuple[Program, ...]) -> list[Row]:
    """Return the rows of roles that have at least one role in them; every role stands once for every program."""
    table = [tuple(open_door(program, role) for program in programs) for role in knowledge.roles]
    pair = len(programs) == 2
    rows = []
    for title in (BOTH, ONLY_ONE, OTHER_UNKNOWN, ASK, CLOSED) if pair else GROUPS.values():
        cells = []
        for i, program in enumerate(programs):
            here = [doors[i] for doors in table if row_title(doors, i) == title]
            cells.append(tuple(_item(knowledge, program, door) for door in here))
        if any(cells):
            rows.append(Row(title, tuple(cell or (Item("none"),) for cell in cells)))
    return rows


def row_title(doors: tuple[Door, ...], i: int) -> str:
    """Return the row in which a role stands for program `i`; between two programs it depends on the other one too."""
    here = doors[i].viability
    if len(doors) != 2 or not here.leads:
        return GROUPS[here]
    there = doors[1 - i].viability
    if there.leads:
        return BOTH
    return OTHER_UNKNOWN if there is Viability.UNKNOWN else ONLY_ONE


def _item(knowledge: Knowledge, program: Program, door: Door) -> Item:
    return role_item(knowledge, program, knowledge.role[door.role], door)
