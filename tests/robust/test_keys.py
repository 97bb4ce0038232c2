"""Keys: whatever is pressed in the quiz and behind its result, nothing breaks, nothing hangs, and no answer is lost."""

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from unittest.mock import patch

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from prompt_toolkit.application import create_app_session
from prompt_toolkit.input import create_pipe_input
from prompt_toolkit.output import DummyOutput
from robust.law import command, kept, law, obeys, somewhere

from degreepath.quiz.terminal import Terminal

pytestmark = pytest.mark.skipif(os.name != "posix", reason="keys from a pipe")
UP, DOWN, LEFT, ENTER, ESC, CTRL_C, CTRL_D = "\x1b[A", "\x1b[B", "\x1b[D", "\r", "\x1b", "\x03", "\x04"
USUAL = [*"12345", *"12345", *"seseswrcxkpyn?? ", ENTER, ENTER, DOWN, UP, LEFT, "\x7f"]
RARE = [
    *"qQjbh0678", ESC, CTRL_C, CTRL_D, "\t", "\n", "\0", "\x1b[1;5A", "\x1b[200~", "\x1b[201~", "\x1b[200~55\x1b[201~", "\x1b[12;40R",
    "\x1b[<0;5;5M", "\x1bOP", "\x1b[", "\x1b\x1b", "é", "文", "\U0001f3a4", "\x80", "１", "²", "\x1b[3~", "\x1b[H", "\x1b[F", "\x1b[5~",
]  # fmt: skip
keys = st.lists(st.sampled_from(USUAL) | st.sampled_from(RARE), max_size=25)
START = [ENTER, "s", "s", "s", "s"]
FAST = [*START, *"4251324", "e", ENTER]
"""To the end of a short quiz, where the sections of the result are."""


@contextmanager
def pressed(typed: list[str]) -> Iterator[None]:
    """Give a terminal in which these keys were typed ahead, and whose window then closes."""
    with create_pipe_input() as pipe, create_app_session(input=pipe, output=DummyOutput()):
        pipe.send_bytes("".join(typed).encode("utf-8", "replace"))
        pipe.close()
        with patch("degreepath.quiz.asking.choose_front", lambda **_: (Terminal(), "")):
            yield


@settings(law, max_examples=10)
@given(
    st.sampled_from([[], START, FAST]),
    keys,
    st.sampled_from([(), ("--full",), ("--goal", "composer"), ("-o", "r.json")]),
)
def test_any_keys_end_in_good_order(first: list[str], then: list[str], options: tuple[str, ...]) -> None:
    """Any keys lead to a result or to a quiz that is kept, and what is kept can be gone on with, with any keys again."""
    with somewhere() as work:
        with pressed([*first, *then]):
            ended = command("quiz", *options)
        assert ended.code in {0, 2, 130}, ended
        assert "Traceback" not in ended.err
        left = list((kept() / "unfinished").glob("*"))
        assert len(left) <= 1
        if ended.code == 0:
            assert left == []
        if left:
            assert json.loads(left[0].read_text())["sheet"]
            assert "--resume" in ended.err
            with pressed(then):
                assert command("quiz", "--resume").code in {0, 130}
        assert not [
            path for path in work.iterdir() if not path.name.startswith(("degreepath-report", "r.json"))
        ]
        obeys("forget", "--all", "--yes")
        assert not [path for path in kept().rglob("*") if path.is_file()]


@settings(law, max_examples=6)
@given(st.lists(st.sampled_from([*"12345s", LEFT]), min_size=1, max_size=15))
def test_every_answer_that_was_shown_is_on_the_disk(typed: list[str]) -> None:
    """However one goes back and forth, the answers of the quiz that is left are those that were given last."""
    with somewhere():
        with pressed([*START, *typed]):
            assert command("quiz", "--full").code == 130
        from degreepath.knowledge.load import load_knowledge

        ids, at, given_last = [question.id for question in load_knowledge().questions], 0, dict[str, int]()
        for key in typed:
            if key.isdigit() and at < len(ids):
                given_last[ids[at]] = int(key)
            elif key == "s" and at < len(ids):
                given_last.pop(ids[at], None)
            at = min(at + 1, len(ids)) if key != LEFT else max(at - 1, -4)
            if at < 0:
                return  # back in the first screens, where keys mean other things
        files = list((kept() / "unfinished").glob("*.json"))
        answers = json.loads(files[0].read_text())["sheet"].get("answers", {}) if files else {}
        assert answers == given_last
