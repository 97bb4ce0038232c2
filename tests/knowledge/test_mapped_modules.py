"""Module lists with their titles read: what a person decided, and what keeps a list incomplete."""

import pytest

from degreepath.errors import ModuleListError
from degreepath.knowledge.load import load_knowledge
from degreepath.knowledge.mapped_modules import BY_HAND, as_program, decide, map_modules
from degreepath.knowledge.module_list import ModuleList, parse_modules


def parse(text: str) -> ModuleList:
    return parse_modules(text, "list.txt")


def test_what_a_person_decided_wins() -> None:
    """Topics written into the list beat our reading, and it says that a person decided; an unknown topic is refused."""
    topics = load_knowledge().topics
    text = '[[modules]]\ntitle = "Mixing"\ntopics = ["foley"]\n[[modules]]\ntitle = "Programming"\ntopics = ["cpp"]\nunclear = ["cpp"]'
    mixing, programming = map_modules(parse(text), topics)
    assert (mixing.topics, mixing.because) == (("foley",), BY_HAND)
    assert (programming.topics, programming.unclear) == (("cpp",), ())
    decided = decide(map_modules(parse("Programming"), topics)[0], ("cpp",))
    assert (decided.topics, decided.unclear, decided.by_hand) == (("cpp",), (), True)
    with pytest.raises(ModuleListError, match="does not exist"):
        map_modules(parse('[[modules]]\ntitle = "X"\ntopics = ["nonsense"]'), topics)


def test_what_a_person_only_confirmed_is_still_our_reading() -> None:
    """Topics in the list that are the ones we read ourselves are not called a person's decision: the words stay the reason."""
    text = '[[modules]]\ntitle = "Mixing"\ntopics = ["mixing"]'
    (mixing,) = map_modules(parse(text), load_knowledge().topics)
    assert (mixing.because, mixing.by_hand) == ("“Mixing”", False)


@pytest.mark.parametrize(
    "line",
    [
        "CS2500",
        "MUS 101/102",
        "A1010",
        "MUS-A 2010",
        "MUSIC 101",
        "RIM 1230 / MUTH 1110",
        "(title not read)",
    ],
)
def test_titles_that_are_only_codes_keep_a_list_incomplete(line: str) -> None:
    """'CS2500' may be anything, so a list that holds it, as a title or below a heading for titles, cannot close a door."""
    topics = load_knowledge().topics
    for text in (f"Core:\n{line}\nMixing", f"title,credits\n{line},3\nMixing,3"):
        modules = map_modules(parse(text), topics)
        assert [module.title for module in modules] == [line, "Mixing"]
        assert as_program(modules, complete=True, elective_slots=None).modules_complete is False
    names = map_modules(parse("Core:\nMixing\nMusic 101 for Listeners"), topics)
    assert as_program(names, complete=True, elective_slots=None).modules_complete is True
