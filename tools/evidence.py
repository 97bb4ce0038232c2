"""Count what real courses teach: the evidence on which the two general degrees rest.

Run `python tools/evidence.py` from the checkout. For each kind of course it prints in how many module lists each topic stands:
`core` in a compulsory module, `offered` in a compulsory module or an elective. Lists of fewer than eight modules are left out.
What half or more of the lists make compulsory is core in the general degree; what a quarter or more offer is an elective. The
lists that name every compulsory module ("whole") decide where there are enough of them; a partial list can only undercount,
so a share that all lists together reach stands too. Subjects that the article names stand beside this (`because`).
"""

from collections.abc import Sequence
from dataclasses import dataclass

from degreepath.knowledge import Knowledge
from degreepath.knowledge.load import load_knowledge
from degreepath.knowledge.model import Listed, ModuleStatus, Program

FEWEST_MODULES = 8
ENOUGH_WHOLE = 8
CORE_SHARE, OFFERED_SHARE = 1 / 2, 1 / 4
WHOLE = {Listed.WHOLE, Listed.COMPULSORY}


@dataclass(frozen=True)
class Count:
    """In how many of `lists` lists a topic is compulsory, and in how many it is offered at all."""

    lists: int
    core: int
    offered: int

    @property
    def says(self) -> str:
        """What the share says of the general degree: "core", "elective" or nothing."""
        if not self.lists or self.offered / self.lists < OFFERED_SHARE:
            return ""
        return "core" if self.core / self.lists >= CORE_SHARE else "elective"


def counted_lists(knowledge: Knowledge, kind: str) -> list[Program]:
    """Return the courses nearest to that general degree whose module lists are long enough to be counted."""
    courses = (course for course in knowledge.courses if course.archetype == kind)
    return [course for course in courses if len(course.modules) >= FEWEST_MODULES]


def whole_lists(courses: Sequence[Program]) -> list[Program]:
    """Return those of `courses` whose lists name at least every compulsory module."""
    return [course for course in courses if course.listed in WHOLE]


def count(courses: Sequence[Program], topic: str) -> Count:
    """Count in how many of `courses` the topic is compulsory, and in how many it is offered."""
    statuses = [{module.status for module in course.modules if topic in module.topics} for course in courses]
    core = sum(ModuleStatus.CORE in found for found in statuses)
    offered = sum(not found.isdisjoint({ModuleStatus.CORE, ModuleStatus.ELECTIVE}) for found in statuses)
    return Count(len(courses), core, offered)


def verdict(every: Count, whole: Count) -> str:
    """Return what the counts say of the general degree, the stronger of the two readings."""
    said = {every.says, whole.says if whole.lists >= ENOUGH_WHOLE else ""}
    return next((word for word in ("core", "elective") if word in said), "")


def main() -> None:
    """Print the table of topics by kind."""
    knowledge = load_knowledge()
    kinds = {degree.id: counted_lists(knowledge, degree.id) for degree in knowledge.archetypes}
    for kind, courses in kinds.items():
        print(f"{kind}: {len(courses)} lists, {len(whole_lists(courses))} of them whole or compulsory")
    print(f"\n{'core/offered in':<22}" + "".join(f"{kind + ': all, whole':<32}" for kind in kinds))
    for topic in knowledge.topics:
        line = f"{topic.id:<22}"
        for courses in kinds.values():
            every, whole = count(courses, topic.id), count(whole_lists(courses), topic.id)
            cells = f"{every.core:>3}/{every.offered:<3} {whole.core:>3}/{whole.offered:<3}"
            line += f"{cells} {verdict(every, whole):<16}"
        print(line.rstrip())


if __name__ == "__main__":
    main()
