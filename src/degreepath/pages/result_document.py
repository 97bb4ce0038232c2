"""A result as JSON: the dump of the result objects themselves, with stable keys."""

from typing import Any

from pydantic_core import to_jsonable_python

from degreepath.advice.courses import CourseChoice
from degreepath.advice.recommend import Recommendation

SCHEMA = 1
SAID = ("program", "band", "confidence", "why_unclear", "for_goal", "studies")
COMPARED = ("leader", "rival", "margin", "careless")
AS_THEY_ARE = ("interests", "axes", "top", "reasons_for", "reasons_against", "doors", "split", "outside")


def recommendation_document(result: Recommendation) -> dict[str, Any]:
    """Return the document that `degreepath quiz --answers FILE --format json` prints."""
    verdict, flip, goal, courses = vars(result.verdict), result.flip, result.sheet.goal, result.courses
    ledgers, first = result.role_ledgers, result.first_shares
    document = {
        "schema": SCHEMA,
        "knowledge": {"version": result.knowledge.version, "hash": result.knowledge.hash},
        "asked": len(result.sheet.answers),
        "sheet": result.sheet,
        "recommendation": {key: verdict[key] for key in SAID} | {"outside_first": result.outside_first},
        "compared": {key: verdict[key] for key in COMPARED} | {"answer_noise": result.verdict.noise},
        **{key: getattr(result, key) for key in AS_THEY_ARE},
        "roles": [
            {**vars(score), "first": first[name], "interests": ledgers[name]}
            for name, score in result.role.items()
        ],
        "flip": flip
        and {
            **vars(flip),
            "changes": [
                {"question": one.question, "from": one.before, "to": one.after} for one in flip.changes
            ],
        },
        "rest": result.rest,
        "programs": [{"kind": "archetype", **vars(program)} for program in result.programs],
        "open_question": result.ahead if result.ahead.question else None,
        "courses": list(map(_course, courses.choices)),
        "courses_ask_first": list(map(_course, courses.ask_first)),
        "courses_left_out": [
            {"program": program, "reason": reason}
            for reason, programs in courses.left_out.items()
            for program in programs
        ],
        "goal": {
            "role": goal,
            "closed": sorted({p.id for p in result.programs} - set(result.verdict.leads_to_goal)),
        }
        if goal
        else None,
    }
    found: dict[str, Any] = to_jsonable_python(document, by_alias=True)
    return found


def _course(choice: CourseChoice) -> dict[str, Any]:
    doors = [{"role": door.role, "state": door.state, "topics": door.to_ask} for door in choice.doors]
    return {**vars(choice), "doors": doors}
