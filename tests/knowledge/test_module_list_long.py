"""Module lists far longer than any course's, and lines far longer than any title."""

from contextlib import suppress

import pytest

from degreepath.errors import ModuleListError
from degreepath.knowledge.load import load_knowledge
from degreepath.knowledge.mapped_modules import map_modules
from degreepath.knowledge.module_list import ModuleList, decode, parse_modules
from degreepath.show.module_toml import module_toml


def parse(text: str) -> ModuleList:
    return parse_modules(text, "list.txt")


@pytest.mark.parametrize(
    "text",
    [
        "\n" * 120_000 + "Mixing",
        " " * 120_000 + "Mixing",
        "Mixing " + "choose " * 17_000,
        "Mixing" + " 1" * 60_000,
        "AB 1234/" + "1234/" * 24_000,
        'title,code\nMixing,"' + "x" * 126_000,
    ],
    ids=["blank lines", "blanks", "choose", "numbers", "codes", "a cell that is never closed"],
)
@pytest.mark.timeout(20)  # some of these took minutes
def test_no_line_however_long_keeps_a_person_waiting(text: str) -> None:
    """A book without line ends, or nothing but line ends, is read or refused at once."""
    with suppress(ModuleListError):
        assert map_modules(parse(text), load_knowledge().topics)


def test_the_longest_list_can_be_checked_again() -> None:
    """Even of a whole catalogue, the TOML that -o writes is not too large to be read back."""
    knowledge = load_knowledge()
    mapped = map_modules(parse("\n".join(["Programming Games, Live Sound"] * 4000)), knowledge.topics)
    text = module_toml(knowledge, mapped, complete=True, elective_slots=None)
    assert len(parse(decode(text.encode(), "list.toml")).modules) == 4000
