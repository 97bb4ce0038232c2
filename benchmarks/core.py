"""How fast the pure core is, on 20 roles and 30 programs. Prints the median of several runs, in milliseconds of processor time."""

from collections.abc import Callable
from statistics import median
from time import process_time

from simulated_students import resembling

from degreepath.advice.answers import AnswerSheet
from degreepath.advice.next_question import next_question
from degreepath.advice.recommend import recommend
from degreepath.knowledge import Knowledge
from degreepath.knowledge.load import load_knowledge
from degreepath.knowledge.model import Program, Role
from degreepath.pages.results import recommendation_document

ROLES, PROGRAMS = 20, 30
RUNS = 31
NEXT_QUESTION, RECOMMEND = 5.0, 60.0


def sized(knowledge: Knowledge) -> Knowledge:
    """Return the knowledge base with exactly 20 roles and 30 programs; copies lean to one more interest than their originals."""
    ids = [interest.id for interest in knowledge.interests]
    roles, programs = list(knowledge.roles[:ROLES]), list(knowledge.programs[:PROGRAMS])
    while len(roles) < ROLES:
        role: Role = roles[len(roles) - len(knowledge.roles)]
        wants = {ids[len(roles) % len(ids)]: 2, **role.wants}
        roles.append(role.model_copy(update={"id": f"{role.id}-{len(roles)}", "wants": wants}))
    while len(programs) < PROGRAMS:
        program: Program = programs[2 + len(programs) % max(len(knowledge.programs) - 2, 1)]
        programs.append(program.model_copy(update={"id": f"{program.id}-{len(programs)}"}))
    parts = {name: getattr(knowledge, name) for name in Knowledge.model_fields}
    parts |= {"hash": f"{knowledge.hash} sized", "roles": tuple(roles), "programs": tuple(programs)}
    return Knowledge.model_construct(**parts)


def milliseconds(work: Callable[[AnswerSheet], object], sheets: list[AnswerSheet]) -> float:
    """Return the median processor time of `work` on a sheet; the first run is not counted."""
    work(sheets[0])
    times = []
    for sheet in sheets:
        start = process_time()
        work(sheet)
        times.append(1000 * (process_time() - start))
    return median(times)


def speeds(knowledge: Knowledge) -> tuple[float, float]:
    """Return the milliseconds of one next question, as it stands after 0, 1, 2 … answers, and of one whole recommendation."""
    big = sized(knowledge)
    students = resembling(knowledge, RUNS, 1)
    full = [students.sheet(row) for row in range(RUNS)]
    begun = [
        s.model_copy(update={"answers": dict(list(s.answers.items())[:row])}) for row, s in enumerate(full)
    ]
    asking = milliseconds(lambda sheet: next_question(big, sheet), begun)
    whole = milliseconds(
        lambda sheet: recommendation_document(recommend(big, sheet)), full
    )  # reads every part
    return asking, whole


if __name__ == "__main__":
    asked, recommended = speeds(load_knowledge())
    print(f"{ROLES} roles, {PROGRAMS} programs, median of {RUNS} runs")
    print(f"next question   {asked:6.2f} ms  (at most {NEXT_QUESTION:.0f})")
    print(f"recommendation  {recommended:6.2f} ms  (at most {RECOMMEND:.0f})")
