"""CONTRIBUTING.md, tried as somebody new would."""

import re
from pathlib import Path

import pytest

from degreepath.advice.scoring import LAWS
from degreepath.knowledge.load import lint, load_knowledge, read_draft

TEXT = (Path(__file__).parents[2] / "CONTRIBUTING.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"```toml\n(.*?)```", TEXT, re.DOTALL)


@pytest.mark.parametrize("example", EXAMPLES, ids=["course", "question", "role"])
def test_an_example_can_be_copied(tmp_path: Path, example: str) -> None:
    """What CONTRIBUTING shows passes lint as it stands."""
    (tmp_path / "mine.toml").write_text(example, encoding="utf-8")
    problems, all_tried = lint(read_draft(tmp_path), LAWS)
    assert not problems, "\n".join(map(str, problems))
    assert all_tried


def test_the_example_course_is_used(tmp_path: Path) -> None:
    """The course of the example is then one of ours."""
    (tmp_path / "mine.toml").write_text(EXAMPLES[0], encoding="utf-8")
    assert load_knowledge(tmp_path).courses[-1].id == "my-school-audio"


@pytest.mark.parametrize("path", sorted(set(re.findall(r"`((?:src|data|tests)/[\w/]+(?:\.\w+)?)", TEXT))))
def test_a_path_that_is_named_exists(path: str) -> None:
    """CONTRIBUTING sends nobody to a file that was moved."""
    assert (Path(__file__).parents[2] / path).exists()


@pytest.mark.parametrize("word", sorted(set(re.findall(r"(?:^|`)make ([a-z]+)", TEXT, re.MULTILINE))))
def test_a_make_word_exists(word: str) -> None:
    """Each `make …` that it names works."""
    assert re.search(rf"^{word}:", (Path(__file__).parents[2] / "Makefile").read_text(), re.MULTILINE)
