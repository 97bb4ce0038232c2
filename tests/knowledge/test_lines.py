"""On which line a value stands, whatever the TOML around it looks like."""

import string
import tracemalloc
from collections.abc import Iterator
from typing import Any

import pytest
import tomli
from hypothesis import given, settings
from hypothesis import strategies as st

from degreepath.knowledge.folder import data_folder
from degreepath.knowledge.lines import lines_by_path, nearest_line

TRICKY = '''\
schema = 1 # [[programs]]
note = """
[[programs]]
id = "no" \\""""
plain = \'\'\'
[[programs]] \'quoted\'\'\'\'
a . "b c".d = 0.5
when = 2024-05-01 10:00:00+01:00
list = [ # a [comment
  [1.5, 2], [],
  { x = 1, "y z" = [ "]",
    'b', ] },
]

[[programs]]
"id" = "first" # id = "no"

[[programs.modules]]
title = "one"

[[ programs . 'modules' ]]
title = "[[programs]]"
topics = ["a", "b"]

[programs.try_this]
do = "it"

[[programs]]
id = "second"
teaches = { "a-b" = 1, c = 2 }
'''
WHERE = {
    ("schema",): 1,
    ("note",): 2,
    ("plain",): 5,
    ("a", "b c", "d"): 7,
    ("when",): 8,
    ("list",): 9,
    ("list", 0, 1): 10,
    ("list", 1): 10,
    ("list", 2): 11,
    ("list", 2, "y z", 0): 11,
    ("list", 2, "y z", 1): 12,
    ("programs", 0): 15,
    ("programs", 0, "id"): 16,
    ("programs", 0, "modules", 0): 18,
    ("programs", 0, "modules", 0, "title"): 19,
    ("programs", 0, "modules", 1): 21,
    ("programs", 0, "modules", 1, "topics", 1): 23,
    ("programs", 0, "try_this"): 25,
    ("programs", 0, "try_this", "do"): 26,
    ("programs", 1): 28,
    ("programs", 1, "id"): 29,
    ("programs", 1, "teaches", "c"): 30,
}


def paths(value: Any, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    if path:
        yield path
    inside = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, part in inside:
        yield from paths(part, (*path, key))


@pytest.mark.parametrize(("path", "line"), WHERE.items(), ids=str)
def test_tricky_toml(path: tuple[str | int, ...], line: int) -> None:
    """Comments, strings that look like headers, quoted keys and nested arrays do not lead a reader to the wrong line."""
    assert lines_by_path(TRICKY)[path] == line


def test_no_line_is_invented() -> None:
    """There is a line for everything in the text and for nothing else."""
    assert set(lines_by_path(TRICKY)) == set(paths(tomli.loads(TRICKY)))


@pytest.mark.parametrize("file", sorted(data_folder().glob("*.toml")), ids=lambda path: path.name)
def test_every_value_of_ours_is_found(file) -> None:
    """In each of our files, every key stands on the line that is given for it."""
    text = file.read_text(encoding="utf-8")
    rows, lines = text.split("\n"), lines_by_path(text)
    for path in paths(tomli.loads(text)):
        key = next(part for part in reversed(path) if isinstance(part, str))
        row = rows[lines[path] - 1]
        assert isinstance(path[-1], int) or key in row, (path, row)


def test_a_missing_field_leads_to_its_record() -> None:
    """What is not there is looked for where it belongs."""
    assert nearest_line(lines_by_path(TRICKY), ("programs", 1, "institution")) == 28
    assert nearest_line(lines_by_path(TRICKY), ("sources", 0, "id")) is None


KEYS = st.text(string.ascii_lowercase + "-. #[]=\"'", min_size=1, max_size=5)
SCALARS = st.one_of(
    st.integers(-9, 9),
    st.booleans(),
    st.floats(allow_nan=False, allow_infinity=False),
    st.text("a\"'#[]{}=,\n\\é", max_size=6),
)
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=3),
    max_leaves=8,
)


def written(value: Any) -> str:
    match value:
        case bool():
            return str(value).lower()
        case str():
            escaped = value.replace("\\", "\\\\").replace('"', '\\"')
            return f'"""\n{escaped}"""' if "\n" in value else f'"{escaped}"'
        case dict():
            return "{" + ", ".join(f"{quoted(key)} = {written(part)}" for key, part in value.items()) + "}"
        case list():
            return "[\n" + "".join(f"  {written(part)}, # ] = [[x]]\n" for part in value) + "]"
        case _:
            return repr(value)


def quoted(key: str) -> str:
    return '"' + key.replace("\\", "\\\\").replace('"', '\\"') + '"'


@settings(max_examples=60)
@given(st.dictionaries(KEYS, VALUES, max_size=4))
def test_any_toml(document: dict[str, Any]) -> None:
    """For any document, every key and element is found, in the order in which it is written."""
    text = "".join(f"{quoted(key)} = {written(value)}\n" for key, value in document.items())
    lines = lines_by_path(text)
    expected = list(paths(tomli.loads(text)))
    assert set(lines) == set(expected)
    assert [lines[path] for path in expected] == sorted(lines[path] for path in expected)


@pytest.mark.parametrize(
    "text",
    [
        "q = " + "[" * 300 + "1," * 20_000 + "]" * 300,
        "".join(f"[a{i}.{'.'.join(['b'] * 18)}]\n" for i in range(1000)),
        "".join(f"a{i}.{'.'.join(['b'] * 18)} = 1\n" for i in range(1000)),
        "q = " + "{ a = " * 300 + "1" + "}" * 300,
    ],
    ids=["arrays", "tables", "dotted keys", "inline tables"],
)
def test_a_deep_file_does_not_fill_the_memory(text: str) -> None:
    """A file of brackets or dots, which nobody writes by hand, costs no more than it is large; its lines are still found."""
    tomli.loads(text)
    tracemalloc.start()
    lines = lines_by_path(text)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 5_000_000
    first = next(iter(lines))
    assert nearest_line(lines, (first[0], *range(400))) == 1
