"""The recommendation as one versioned JSON document: stable keys, no NaN."""

from typing import Any

from degreepath.advice.recommendation import Recommendation
from degreepath.show.documents import SCHEMA


def document(result: Recommendation) -> dict[str, Any]:
    """Return the document that `degreepath quiz --format json` prints."""
    judged = result.verdict
    dump = result.model_dump(mode="json", by_alias=True)
    return {
        "schema": SCHEMA,
        "knowledge": {"version": result.knowledge_version, "hash": result.knowledge_hash},
        "asked": result.asked,
        "sheet": dump["sheet"],
        "recommendation": {
            "program": judged.program,
            "band": judged.band.value,
            "confidence": judged.confidence,
            "why_unclear": judged.why_unclear.value if judged.why_unclear else None,
        },
        "compared": {
            "leader": judged.leader,
            "rival": judged.rival,
            "margin": judged.margin,
            "careless": judged.careless,
            "answer_noise": judged.noise,
        },
        **{key: dump[key] for key in ("interests", "axes", "programs", "roles")},
        **{key: dump[key] for key in ("reasons_for", "reasons_against", "rest", "to_check")},
        "flip": dump["flip"],
        "open_question": dump["open_question"],
        "courses": dump["shortlist"]["courses"],
        "courses_left_out": dump["shortlist"]["left_out"],
        "outside": dump["outside"],
        "goal": {"role": result.sheet.goal, "closed": list(judged.closed_to_goal)}
        if result.sheet.goal
        else None,
    }
