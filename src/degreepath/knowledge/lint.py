"""Applying the laws of the knowledge base: `INTEGRITY` is what a program relies on, `EDITORIAL` what a reader does.

The laws that need scoring stand higher up, in `advice/soundness.py`; `degreepath data lint` applies all of them.
"""

from collections.abc import Callable, Iterable, Iterator

from degreepath.knowledge import integrity as must
from degreepath.knowledge import laws as should
from degreepath.knowledge.knowledge import Knowledge
from degreepath.knowledge.load import Draft
from degreepath.knowledge.problem import Places, Problem

Law = Callable[[Knowledge, Places], Iterator[Problem]]

INTEGRITY: tuple[Law, ...] = (
    must.known_ids,
    must.enough_to_score,
    must.not_too_many,
    must.two_axes,
    must.clear_profiles,
    must.real_needs,
    must.readable_phrases,
)
EDITORIAL: tuple[Law, ...] = (
    should.sources_used,
    should.topics_used,
    should.right_size,
    should.questions_enough,
    should.questions_even,
    should.reversed_share,
    should.no_text_twice,
    should.names_lead_home,
    should.program_fields,
    should.whole_lists,
    should.no_vendor_as_fact,
    should.pay_told_whole,
    should.plausible_dates,
    should.needs_cited,
    should.real_choices,
)


def apply(laws: Iterable[Law], draft: Draft) -> list[Problem]:
    """Return every breach of `laws`, by file and line."""
    knowledge = draft.knowledge
    found = (problem for law in laws for problem in law(knowledge, draft.places))
    return sorted(found, key=lambda problem: (problem.file, problem.line or 0))


def integrity(draft: Draft) -> list[Problem]:
    """Return what makes the records unusable, once their shape is right."""
    return apply(INTEGRITY, draft)


def lint(draft: Draft, more: Iterable[Law] = ()) -> tuple[list[Problem], bool]:
    """Return everything wrong with what was read, and whether all laws could be tried.

    Where a record has a wrong shape, only ids are checked besides; `EDITORIAL` and `more` need a base that can be used.
    """
    if draft.unreadable:
        return draft.problems, False  # whatever names a record of that file would be told as well
    if draft.problems:
        return draft.problems + apply([must.known_ids], draft), False
    problems = integrity(draft)
    return (problems, False) if problems else (apply((*EDITORIAL, *more), draft), True)
