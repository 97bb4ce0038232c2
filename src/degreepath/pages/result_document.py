"""A result as JSON: the dump of the result objects themselves, with stable keys."""

from typing import Any

from degreepath.advice.recommend import Recommendation

SCHEMA = 1
AS_THEY_ARE = (
    "interests", "axes", "roles", "top", "reasons_for", "reasons_against", "doors", "split", "flip", "outside",
)  # fmt: skip


def recommendation_document(result: Recommendation) -> dict[str, Any]:
    """Return the document that `degreepath quiz --answers FILE --format json` prints."""
    dump = result.model_dump(mode="json", by_alias=True)
    verdict, ahead, courses, goal = dump["verdict"], dump["ahead"], dump["courses"], result.sheet.goal
    return {
        "schema": SCHEMA,
        "knowledge": {"version": result.knowledge_version, "hash": result.knowledge_hash},
        "asked": result.asked,
        "sheet": dump["sheet"],
        "recommendation": {
            **{
                key: verdict[key]
                for key in ("program", "band", "confidence", "why_unclear", "for_goal", "studies")
            },
            "outside_first": result.outside_first,
        },
        "compared": {
            **{key: verdict[key] for key in ("leader", "rival", "margin", "careless")},
            "answer_noise": verdict["noise"],
        },
        **{key: dump[key] for key in AS_THEY_ARE},
        "rest": result.rest,
        "programs": [{"kind": "archetype", **program} for program in dump["programs"]],
        "open_question": ahead if ahead["question"] else None,
        "courses": courses["choices"],
        "courses_ask_first": courses["ask_first"],
        "courses_left_out": [
            {"program": program, "reason": left["reason"]}
            for left in courses["left_out"]
            for program in left["courses"]
        ],
        "goal": {
            "role": goal,
            "closed": sorted({p.id for p in result.programs} - set(result.verdict.leads_to_goal)),
        }
        if goal
        else None,
    }
