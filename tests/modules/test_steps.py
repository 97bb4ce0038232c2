"""Reading a list takes steps in proportion to its length, counted and not timed: no line keeps a person waiting."""

import ast
import sys
from contextlib import suppress
from pathlib import Path
from re import _constants, _parser  # type: ignore[attr-defined]  # the engine's own reading of a pattern
from types import FrameType
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from modules.lists import read

import degreepath.modules
from degreepath.errors import ModuleListError
from degreepath.knowledge.model import Listed, ModuleStatus
from degreepath.modules.as_program import as_program, to_toml

ROOM = Path(degreepath.modules.__file__).parent
A_CHARACTER, A_LINE, AT_ALL = 300, 3_000, 20_000
"""The most steps a character, a line and a list may cost: one that is twice as long may cost twice as many, never more."""
PIECES = (
    "MUS101", "MUS101, ", "MUS 101/102 ", "AB-1234 or ", "1234/", "Mixing ", "MUS101Mixing3 ", "sound for ", "game audio ", "choose two ",
    "(", ")", "(3) ", "[x] ", " - ", " – ", "*", "†", "|", "\t", "   ", ",", ";", ": ", ". . ", "....", "or ", "3 credits ", "Core ", "$5 ",
    "a ", "and ", "= ", "'", '"', "#", "**", "<li>", "</li>", "Year 1 ", "elective ", "1.", "é", "音",
)  # fmt: skip


class Steps:
    """Counts the lines of Python that the room runs."""

    def __init__(self) -> None:
        self.count = 0

    def __call__(self, frame: FrameType, event: str, arg: Any) -> "Steps | None":
        if not frame.f_code.co_filename.startswith(str(ROOM)):
            return None
        self.count += 1
        return self


def steps(text: str) -> int:
    """Return how many steps reading `text` takes."""
    before, counter = sys.gettrace(), Steps()
    sys.settrace(counter)
    try:
        with suppress(ModuleListError):
            read(text)
    finally:
        sys.settrace(before)
    return counter.count


def most(text: str) -> int:
    """Return the most steps that reading `text` may take."""
    return A_CHARACTER * len(text) + A_LINE * (text.count("\n") + 1) + AT_ALL


@settings(max_examples=30, deadline=None)
@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=6), st.sampled_from(["", "\n"]))
def test_steps_grow_with_the_length_of_the_text(pieces: list[str], end: str) -> None:
    """However often any pieces are repeated, in one line or in many, the steps are bounded by the characters."""
    read("Mixing")
    text = ("".join(pieces) + end) * (900 // len("".join(pieces) + end) + 1)
    assert steps(text) <= most(text)


@settings(max_examples=150, deadline=None)
@given(
    st.lists(st.tuples(st.sampled_from(PIECES), st.sampled_from(["", "\n", " "])), min_size=1, max_size=50)
)
@example([("MUS101", "\n"), ("(3) ", ""), ("#", "")])
def test_any_text_is_read_or_refused_in_a_sentence(pieces: list[tuple[str, str]]) -> None:
    """Whatever was pasted, there is a list that the door audit can use and a file can keep, or one sentence why not."""
    try:
        found = read("".join(piece + end for piece, end in pieces))
        program = as_program(found, name="X", listed=Listed.PART, said={"": ModuleStatus.CORE})
        text = to_toml(program)
    except ModuleListError:
        return
    again = as_program(read(text), name="X", listed=Listed.PART, said={"": ModuleStatus.CORE})
    assert again.modules == program.modules
    assert {m.group for m in program.modules if m.group} <= {group.id for group in program.groups}
    assert all(m.status is ModuleStatus.ELECTIVE for m in program.modules if m.group)


@pytest.mark.parametrize(
    "line",
    [
        "MUS101, " * 24 + "or more",
        "Audio electives\t"
        + ", ".join(f"AUD{i}" for i in range(201, 231))
        + " or consent of the head\t3 credits",
        "choose " * 120,
        "AB 1234/" + "1234/" * 150,
        "Mixing" + " 1" * 400,
        'title,code\nMixing,"' + "x" * 900,
    ],
    ids=["codes", "a list that hung", "choose", "slashes", "numbers", "a cell that is never closed"],
)
def test_lines_that_once_took_minutes(line: str) -> None:
    """Lists of codes doubled the time with every code."""
    read("Mixing")
    assert steps(line) <= most(line)


def unbounded(parsed: Any) -> int:
    """Return how many repeats without an end stand in one alternative of a pattern; a nested one counts as many."""
    found = 0
    for operation, value in parsed:
        if operation in {_constants.MAX_REPEAT, _constants.MIN_REPEAT}:
            inner = unbounded(value[2])
            found += 100 * inner + 1 if value[1] is _constants.MAXREPEAT else inner
        elif operation is _constants.BRANCH:
            found += max(unbounded(branch) for branch in value[1])
        elif operation is _constants.SUBPATTERN:
            found += unbounded(value[3])
    return found


def test_no_expression_looks_twice_at_what_was_pasted() -> None:
    """A pattern with a repeat inside a repeat, or with two repeats, can take time without end: the room has none."""
    patterns = [
        call.args[0].value
        for file in ROOM.glob("*.py")
        for call in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute)
        if getattr(call.func.value, "id", "") == "re" and isinstance(call.args[0], ast.Constant)
    ]
    assert patterns
    assert all(unbounded(_parser.parse(pattern)) < 2 for pattern in patterns)
    assert unbounded(_parser.parse(r"(?:[A-Z]+\d+,? ?)+or")) > 1  # the kind that hung
