"""Answer sheets: whatever stands in the file, it is refused in a sentence or becomes a result."""

import json
from pathlib import Path
from typing import Any

import tomli
from hypothesis import given, settings
from hypothesis import strategies as st
from robust.junk import VALUES, WORDS, files, spoilt, toml_document
from robust.law import allowed, law, obeys, somewhere

from degreepath.knowledge.load import load_knowledge
from degreepath.records.sheet_file import as_toml, read_sheet, sheet_of

KNOWLEDGE = load_knowledge()
SHEETS = [path.read_bytes() for path in sorted((Path(__file__).parents[1] / "personas").glob("*-*.toml"))]
SEEDS = [*SHEETS, *(json.dumps(tomli.loads(raw.decode())).encode() for raw in SHEETS)]

interests = st.sampled_from([interest.id for interest in KNOWLEDGE.interests]) | WORDS
answers = st.dictionaries(
    st.sampled_from([q.id for q in KNOWLEDGE.questions]) | WORDS, st.integers(1, 5) | VALUES
)
marks = (
    st.fixed_dictionaries({}, optional={"most": st.lists(interests), "least": st.lists(interests)}) | VALUES
)
documents = st.one_of(
    st.sampled_from(SHEETS).map(lambda raw: tomli.loads(raw.decode())).flatmap(spoilt),
    st.fixed_dictionaries(
        {"answers": answers},
        optional={
            "schema": st.just(1) | VALUES,
            "goal": st.sampled_from([role.id for role in KNOWLEDGE.roles]) | VALUES,
            "country": st.sampled_from(KNOWLEDGE.countries) | VALUES,
            "opener": marks,
        },
    ),
)


def written(document: Any) -> st.SearchStrategy[str]:
    if not isinstance(document, dict):
        return st.just(json.dumps(document))
    return st.sampled_from(
        [toml_document(document), json.dumps(document), json.dumps(document, ensure_ascii=False)]
    )


forms = st.sampled_from(["text", "json", "markdown", "html"])


@settings(law, max_examples=40)
@given(files(SEEDS, documents.flatmap(written), WORDS | interests), forms)
def test_any_answer_sheet_is_read_or_refused(raw: bytes, form: str) -> None:
    """A sheet that was mistyped, cut off or made to do harm ends in a sentence; any other in a result that can be kept as TOML."""
    with somewhere() as folder:
        path = folder / "sheet.toml"
        path.write_bytes(raw)
        sheet = allowed(lambda: read_sheet(path))
        if sheet:
            assert sheet_of(as_toml(sheet).encode(), "the sheet") == sheet
            obeys("quiz", "--answers", "sheet.toml", "--format", form)
