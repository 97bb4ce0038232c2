"""Module lists: whatever was pasted, `degreepath check --modules FILE` refuses it in a sentence or checks it."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from robust.junk import VALUES, WORDS, files, toml_document
from robust.law import law, obeys, somewhere

import degreepath
from degreepath.knowledge.load import load_knowledge

KNOWLEDGE = load_knowledge()
SOURCE = Path(degreepath.__file__).parent
TITLES = tuple({module.title for program in KNOWLEDGE.programs for module in program.modules})
SEEDS = [
    b"Core:\n- Mixing\n- Recording\nElective: (choose two of)\n* Critical Listening\n* Game Audio\nList is complete.\n",
    b"Module\tCode\tStatus\tCredits\nMixing\tMUS101\tcore\t20\nAcoustics\tMUS2-02\telective\t10\n",
    "Year 1\n| Code | Module title | ECTS |\n| AB 1234 | Musique concrète | 7.5 |\n".encode(),
    b"1. MUS 1010/1011 Studio Recording I (3 credits)\n2) Programming, elective, 15 ECTS\nTotal 18\n",
    b'[[programs]]\nid = "a"\nname = "A"\n[[programs.modules]]\ntitle = "Coding"\nmay = ["cpp"]\n',
    b"<ul><li>Mixing &amp; Mastering</li><li>Acoustics</li></ul><p>Options</p><table><tr><td>Foley</td></tr></table>",
    "\n".join(TITLES[:40]).encode(),
    b'code,title,type\nMUS101,Mixing,C\nMUS102,"Sound, Design",O\nC = compulsory, O = option\n',
]  # fmt: skip

topics = st.lists(st.sampled_from([topic.id for topic in KNOWLEDGE.topics]) | WORDS, max_size=4)
titles = st.sampled_from(TITLES) | WORDS
PARTS = (
    "", " ", "  ", "   ", "\t", " | ", ",", ", ", ";", "/", " - ", "–", ":", "(", ")", "(elective)", "core", "optional", "elective",
    "required", "intro", "3", "20 credits", "7.5 ECTS", "10 ", "MUS101", "MUS101, ", "CS-2500", "AB 1234/5678", "1.", "•", "[x]", "#",
    "Year 1:", "Semester 2", "General Education", "Core:", "Elective:", "choose two of", "take 30 credits from", "I", "II", "total",
    "BSc ", "Module", "Title", "Code", "Status", "list is complete", "https://x", '"', " or ", " and ", "or more", "* = option", "**",
    "History of ", "Analysis ", "for ", "<li>", "</li>", "<td>", "Prerequisite: ", "a", "A",
)  # fmt: skip
lines = st.lists(st.one_of(st.sampled_from(PARTS), titles), max_size=6).map("".join)
modules = st.fixed_dictionaries(
    {"title": titles | VALUES},
    optional={
        "status": st.sampled_from(["core", "elective", "intro"]) | VALUES,
        "topics": topics | VALUES,
        "may": topics | VALUES,
        "because": WORDS,
        "code": WORDS,
        "group": WORDS,
    },
)
documents = st.fixed_dictionaries(
    {"id": st.just("a"), "name": WORDS, "modules": st.lists(modules, max_size=5) | VALUES},
    optional={"listed": st.sampled_from(["whole", "part"]) | VALUES, "groups": VALUES},
).map(lambda program: toml_document({"programs": [program]}))
texts = st.one_of(st.lists(lines, max_size=25).map("\n".join), documents)
OPTIONS = ("", "--format json", "--format markdown", "--format html", "--role composer", "--all", "-o read.toml")  # fmt: skip
options = st.sampled_from([option.split() for option in OPTIONS])


@settings(law, max_examples=40)
@given(files(SEEDS, texts, lines), options)
def test_any_module_list_is_read_or_refused(raw: bytes, chosen: list[str]) -> None:
    """A list that was pasted from anywhere is checked or refused in a sentence; the TOML made of it can be checked again."""
    with somewhere() as folder:
        (folder / "list.txt").write_bytes(raw)
        obeys("check", "--modules", "list.txt", *chosen)
        if (folder / "read.toml").exists():
            assert obeys("check", "--modules", "read.toml").code == 0


def patterns() -> Iterator[tuple[str, str]]:
    """Yield every regular expression that is written down in our source, with its place."""
    for path in sorted(SOURCE.rglob("*.py")):
        text = path.read_text(encoding="utf-8")
        for node in ast.walk(ast.parse(text)) if "import re\n" in text else ():
            called = node.func if isinstance(node, ast.Call) else None
            named = (
                isinstance(called, ast.Attribute)
                and isinstance(called.value, ast.Name)
                and called.value.id == "re"
            )
            if named and isinstance(node.args[0], ast.Constant):
                yield f"{path.relative_to(SOURCE)}:{node.lineno}", node.args[0].value


def repeats_within(parsed: Any, *, inside: bool = False) -> bool:
    """Tell whether a repetition without end holds another, or a choice: only these can be gone through in too many ways."""
    for operation, argument in parsed:
        name = str(operation)
        endless = name.endswith("REPEAT") and not name.startswith("POSSESSIVE") and argument[1] > 20
        if inside and (endless or name == "BRANCH"):
            return True
        bodies = argument[1] if name == "BRANCH" else (argument,) if isinstance(argument, tuple) else ()
        for body in bodies:
            parts = [body] if hasattr(body, "data") else [part for part in body if hasattr(part, "data")]
            if any(repeats_within(part, inside=inside or endless) for part in parts):
                return True
    return False


def test_no_expression_goes_back_without_end() -> None:
    """No regular expression of ours can take exponential time: none repeats a repetition."""
    parser = re._parser  # type: ignore[attr-defined]  # the standard library's own reader of expressions
    assert repeats_within(parser.parse(r"(\w+,? ?)*or"))
    assert [(place, text) for place, text in patterns() if repeats_within(parser.parse(text))] == []
    assert len(list(patterns())) > 20
