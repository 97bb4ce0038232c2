"""The list of sources: what rests on each is counted whole."""

import re

from degreepath.knowledge.figures import load_figures
from degreepath.knowledge.load import load_knowledge
from degreepath.knowledge.references import references
from degreepath.show import method, render, sources

TODAY = 2026
KNOWLEDGE = load_knowledge()


def test_a_source_that_some_page_cites_is_never_called_unused() -> None:
    """Whoever follows a number on the method page to its source does not read there that nothing rests on it."""
    cited = {finding.source for finding in KNOWLEDGE.findings}
    listed = render.markdown(method.page(KNOWLEDGE, load_figures())).split("## Sources")[1]
    assert len(cited) == len(re.findall(r"^- \[\d+\]", listed, re.MULTILINE))
    for name in cited:
        page = render.markdown(sources.page(KNOWLEDGE, KNOWLEDGE.source[name], TODAY))
        assert "no facts" not in page
        assert "findings" in page


def test_every_fact_is_counted_once_under_its_record() -> None:
    """The counts on the pages of all sources add up to all citations of the knowledge base, and name who cites."""
    counted = {
        source["id"]: source["cited_by"]
        for source in sources.document(KNOWLEDGE)["sources"]
        if source["cited_by"]
    }
    citing = [reference for reference in references(KNOWLEDGE) if reference.kind == "sources"]
    assert sum(sum(by_record.values()) for by_record in counted.values()) == len(citing)
    first = citing[0]
    assert f"{first.table} {first.record}" in counted[first.target]


def test_a_source_that_nothing_cites_says_so() -> None:
    """A source of one's own that no fact names yet is told apart from one that carries something."""
    idle = KNOWLEDGE.sources[0].model_copy(update={"id": "idle", "url": None, "note": "Not read yet."})
    page = render.markdown(sources.page(KNOWLEDGE, idle, TODAY))
    assert "What rests on it: no facts cite it" in page
    assert "**Address:** not recorded" in page
    assert "Not read yet." in page
