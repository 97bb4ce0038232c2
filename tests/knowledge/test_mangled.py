"""A small base mangled in every way: it is refused in sentences, or it can be scored."""

import re
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from degreepath.advice.answers import AnswerSheet
from degreepath.advice.recommend import recommend
from degreepath.errors import DegreepathError, KnowledgeError
from degreepath.knowledge.load import load_knowledge

SMALL = """\
schema = 1
version = "2026.1"
{interests}
[[topics]]
id = "cpp"
name = "Coding"
about = "Code"
phrases = ["coding"]
[[topics]]
id = "dsp"
name = "Signals"
about = "Signals"
[[topics]]
id = "maths"
name = "Maths"
about = "Maths"
[[questions]]
id = "code"
interest = "a"
text = "Write code."
[[sources]]
id = "s"
title = "T"
publisher = "P"
date = "2024"
kind = "institution"
benefits = "P"
{programs}
{roles}
"""
INTEREST = """\
[[interests]]
id = "{0}"
name = "{0}"
about = "{0}"
doing = "{0}"
creative_technical = {1}
design_operate = -{1}
"""
PROGRAM = """\
[[programs]]
id = "{0}"
name = "{0}"
kind = "archetype"
about = "{0}"
award = "BA"
teaches = {{ {1} = 3, b = 1 }}
listed = "whole"
listed_because = "x"
modules_source = "s"
modules = [
  {{ title = "Coding", topics = ["cpp"] }},
]
"""
ROLE = """\
[[roles]]
id = "{0}"
name = "{0}"
work = "{0}"
suits = "{0}"
wants = {{ {0} = 3, d = 1 }}
must = ["cpp"]
helps = ["dsp", "maths"]
needs_because = "x"
needs_source = ["s"]
listed_for = ["production"]
way_in = {{ text = "x", source = "s" }}
portfolio = {{ text = "x", source = "s" }}
bodies = {{ text = "x", source = "s" }}
[roles.try_this]
do = "x"
next = "x"
liked = "x"
hated = "x"
"""
BASE = SMALL.format(
    interests="".join(INTEREST.format(name, place / 4) for place, name in enumerate("abcd")),
    programs=PROGRAM.format("production", "a") + PROGRAM.format("technology", "c"),
    roles="".join(ROLE.format(name) for name in "abc"),
)
VALUES = (
    "1", "-1", "0.5", "true", '""', '"x"', '"production"', "[]", "{}", "[[]]", "[1]", '["cpp"]', '["nope"]', "{ a = 3 }", "{ z = 9 }",
    "2024-01-01", "nan", "inf", '"\\u001b[2J"', '"""\n[[roles]]\n"""', "'" + "y" * 2000 + "'", "9" * 30, "[{ title = 'x' }]",
)  # fmt: skip


@pytest.fixture(scope="module")
def small_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that the loader takes for a whole base: quick to read, and nothing of ours is behind it."""
    folder = tmp_path_factory.mktemp("base")
    for name in ("vocabulary", "questions", "programs", "studies", "roles", "outcomes"):
        (folder / f"{name}.toml").write_text("schema = 1\n")
    return folder


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_mangled_files_never_crash(small_folder: Path, data: st.DataObject) -> None:
    """However a file is mangled, it is refused in sentences, or it can be scored."""
    lines = BASE.splitlines()
    for _ in range(data.draw(st.integers(0, 4))):
        place = data.draw(st.integers(0, len(lines) - 1))
        match data.draw(st.sampled_from(["value", "drop", "twice", "text"])):
            case "value" if "=" in lines[place]:
                lines[place] = f"{lines[place].split('=')[0]}= {data.draw(st.sampled_from(VALUES))}"
            case "drop":
                del lines[place : place + data.draw(st.integers(1, 12))]
                lines = lines or [""]
            case "twice":
                lines[place:place] = lines[place : place + data.draw(st.integers(1, 12))]
            case _:
                lines.insert(place, data.draw(st.text(max_size=8)))
    (small_folder / "sources.toml").write_bytes("\n".join(lines).encode("utf-8", "surrogatepass"))
    load_knowledge.cache_clear()
    knowledge, refused = None, "."
    try:
        knowledge = load_knowledge(small_folder)
    except DegreepathError as error:
        refused = str(error)
    assert refused.endswith(".")
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f]", refused)
    if knowledge:
        assert recommend(knowledge, AnswerSheet()).verdict.program is None
        recommend(knowledge, AnswerSheet(answers={question.id: 5 for question in knowledge.questions}))


def test_the_small_base_is_whole(small_folder: Path) -> None:
    """The test above begins with something that works."""
    (small_folder / "sources.toml").write_text(BASE)
    load_knowledge.cache_clear()
    assert [role.id for role in load_knowledge(small_folder).roles] == ["a", "b", "c"]


@pytest.mark.parametrize(
    ("old", "new", "wanted"),
    [
        (ROLE.format("c"), "", r"roles: has 2 records\. Have 3 or more"),
        (INTEREST.format("d", 0.75), "", r"interests: has 3 records\. Have 4 or more"),
        (
            'version = "2026.1"\n',
            "",
            r"version: is missing, or no year and month\. Write it such as version = ",
        ),
    ],
)
def test_a_base_with_too_little_in_it_is_refused(small_folder: Path, old: str, new: str, wanted: str) -> None:
    """Two roles make no list of three, and a base without a version cannot be named in a result."""
    assert old in BASE
    (small_folder / "sources.toml").write_text(BASE.replace(old, new))
    load_knowledge.cache_clear()
    with pytest.raises(KnowledgeError, match=wanted):
        load_knowledge(small_folder)
