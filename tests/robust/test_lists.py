"""Module lists: whatever was pasted, `degreepath check --modules FILE` refuses it in a sentence or checks it."""

from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st
from robust.junk import VALUES, WORDS, files, toml_document
from robust.law import law, obeys, somewhere

from degreepath.knowledge.load import load_knowledge

KNOWLEDGE = load_knowledge()
TITLES = tuple({module.title for program in KNOWLEDGE.programs for module in program.modules})
TESTS = Path(__file__).parents[1]
SEEDS = [
    b"Core:\n- Mixing\n- Recording\nElective: (choose two of)\n* Critical Listening\n* Game Audio\nList is complete.\n",
    b"Module\tCode\tStatus\tCredits\nMixing\tMUS101\tcore\t20\nAcoustics\tMUS2-02\telective\t10\n",
    "Year 1\n| Code | Module title | ECTS |\n| AB 1234 | Musique concrète | 7.5 |\n".encode(),
    b"1. MUS 1010/1011 Studio Recording I (3 credits)\n2) Programming, elective, 15 ECTS\nTotal 18\n",
    b'schema = 1\ncomplete = false\nelective_slots = 2\n[[modules]]\ntitle = "Mixing"\ntopics = ["foley"]\n',
    b'[[programs]]\nid = "a"\nmodules_complete = true\n[[programs.modules]]\ntitle = "Coding"\nunclear = ["cpp"]\n',
    "\n".join(TITLES[:40]).encode(),
    (TESTS / "module_key.csv").read_bytes()[:2500],
    (TESTS / "module_heldout.csv").read_bytes()[:2500],
]  # fmt: skip

topics = st.lists(st.sampled_from([topic.id for topic in KNOWLEDGE.topics]) | WORDS, max_size=4)
titles = st.sampled_from(TITLES) | WORDS
PARTS = (
    "", " ", "  ", "   ", "\t", " | ", ",", ", ", ";", "/", " - ", "–", ":", "(", ")", "(elective)", "core", "optional", "elective",
    "required", "intro", "3", "20 credits", "7.5 ECTS", "10 ", "MUS101", "CS-2500", "AB 1234/5678", "1.", "•", "[x]", "#", "**",
    "Year 1:", "Semester 2", "General Education", "Core:", "Elective:", "choose two of", "take 30 credits from", "I", "II", "total",
    "BSc ", "Module", "Title", "Code", "Status", "complete: no", "list is complete", "https://x", '"',
)  # fmt: skip
lines = st.lists(st.one_of(st.sampled_from(PARTS), titles), max_size=6).map("".join)
modules = st.fixed_dictionaries(
    {"title": titles | VALUES},
    optional={
        "status": st.sampled_from(["core", "elective", "intro"]) | VALUES,
        "topics": topics | VALUES,
        "unclear": topics | VALUES,
        "because": WORDS,
        "code": WORDS,
        "credits": WORDS | VALUES,
        "source": WORDS,
    },
)
documents = st.fixed_dictionaries(
    {"modules": st.lists(modules, max_size=5) | VALUES},
    optional={
        "complete": st.booleans() | VALUES,
        "elective_slots": st.integers(0, 3) | VALUES,
        "schema": st.just(1),
    },
)
texts = st.one_of(st.lists(lines, max_size=25).map("\n".join), documents.map(toml_document))
options = st.sampled_from(
    [
        [],
        ["--complete"],
        ["--format", "json"],
        ["--format", "markdown"],
        ["--role", "composer"],
        ["-o", "read.toml"],
    ]
)


@settings(law, max_examples=40)
@given(files(SEEDS, texts, lines), options)
def test_any_module_list_is_read_or_refused(raw: bytes, chosen: list[str]) -> None:
    """A list that was pasted from anywhere is checked or refused in a sentence; the TOML made of it can be checked again."""
    with somewhere() as folder:
        (folder / "list.txt").write_bytes(raw)
        ended = obeys("check", "--modules", "list.txt", *chosen)
        if (folder / "read.toml").exists():
            again = obeys("check", "--modules", "read.toml")
            assert again.code == ended.code, again
