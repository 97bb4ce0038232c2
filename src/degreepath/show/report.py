"""The report to hand over: the recommendation on a first page that is enough on its own, everything behind it on the next ones."""

from typing import Any

from degreepath.advice.recommendation import TOP_ROLES, Recommendation
from degreepath.advice.stamp import stamp
from degreepath.knowledge.knowledge import Knowledge
from degreepath.show import report_parts as parts
from degreepath.show.blocks import Axis, Item, Section
from degreepath.show.notes import Notes
from degreepath.show.open_day import open_day
from degreepath.show.reason_items import reasons
from degreepath.show.recommendation import NEXT_STEP, first_step, opening, standing, title
from degreepath.show.recommendation_json import document as result_document
from degreepath.show.report_blocks import Bar, Card, Report
from degreepath.show.report_pay import pay_figures
from degreepath.show.result_roles import first_words
from degreepath.show.wording import BAND_WORDS, DESIGN_OPERATE, FIT_SCALE, VIABILITY_SYMBOLS, VIABILITY_WORDS

BARS_NOTE = "From −1, least drawn to it, to +1, most drawn to it, as your answers read."
ROLES_NOTE = f"{FIT_SCALE} Look at all three."


def page(knowledge: Knowledge, result: Recommendation) -> Report:
    """Return the report of `result`; facts are old or not as seen from the year of the knowledge base."""
    return _report(_notes(knowledge), result)


def document(knowledge: Knowledge, result: Recommendation) -> dict[str, Any]:
    """Return the result as JSON, with the stamp, the pay figures of its top roles and the sources it rests on."""
    notes = _notes(knowledge)
    _report(notes, result)
    figures = pay_figures(knowledge, result)
    return {
        **result_document(result),
        "stamp": stamp(knowledge, result.sheet),
        "pay": [
            {**figure.model_dump(mode="json"), "roles": [role.id for role in counted]}
            for figure, counted in figures
        ],
        "open_day": [
            {
                "title": section.title,
                "questions": [" ".join(filter(None, (item.lead, item.text))) for item in section.items],
            }
            for section in open_day(knowledge, result)
        ],
        "sources": [
            knowledge.source[name].model_dump(mode="json") for name in notes.cited if name in knowledge.source
        ],
    }


def _notes(knowledge: Knowledge) -> Notes:
    return Notes(knowledge, knowledge.year)


def _report(notes: Notes, result: Recommendation) -> Report:
    knowledge, verdict = notes.knowledge, result.verdict
    known = any(result.interests.values())
    fingerprint = stamp(knowledge, result.sheet)
    return Report(
        title=title(knowledge, result),
        degree=title(knowledge, result) if verdict.why_unclear else knowledge.program[verdict.leader].name,
        band="" if verdict.why_unclear else BAND_WORDS[verdict.band],
        lines=tuple(opening(knowledge, result)),
        standing="Where you stand",
        axes=tuple(block for block in standing(result) if isinstance(block, Axis)) if known else (),
        axes_note=DESIGN_OPERATE,
        bars=_bars(knowledge, result) if known else (),
        bars_note=BARS_NOTE,
        reasons=tuple(reasons(knowledge, result)) if known else (),
        roles=_cards(knowledge, result) if known else (),
        roles_note=ROLES_NOTE,
        next_step=Section(NEXT_STEP, first_step(knowledge, result)),
        parts=tuple(parts.parts(notes, result, fingerprint)),
        stamp=fingerprint,
        version=knowledge.version,
    )


def _bars(knowledge: Knowledge, result: Recommendation) -> tuple[Bar, ...]:
    ranked = sorted(result.interests.items(), key=lambda pair: -pair[1])
    return tuple(Bar(knowledge.interest[name].name, value, _decimal(value)) for name, value in ranked)


def _decimal(value: float) -> str:
    return f"{value:+.2f}".replace("-", "−") if round(value, 2) else "0.00"


def _cards(knowledge: Knowledge, result: Recommendation) -> tuple[Card, ...]:
    return tuple(
        Card(
            name=role.name,
            figure=f"fit {role.fit:.0f}",
            text=knowledge.role[role.id].work,
            doors=tuple(
                Item(
                    VIABILITY_WORDS[role.viability[degree.id]],
                    lead=degree.name,
                    mark=VIABILITY_SYMBOLS[role.viability[degree.id]],
                )
                for degree in knowledge.archetypes
            ),
            note=first_words(role),
        )
        for role in result.roles[:TOP_ROLES]
    )
