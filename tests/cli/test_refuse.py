"""What a command says when it refuses."""

import pytest
from typer.testing import CliRunner

from degreepath.cli.app import app


@pytest.mark.parametrize("word", ["\x1b[2Jcomposer", "\u202ecomposer", "a\nb", "\udcff"])
@pytest.mark.parametrize(
    "line", [["roles"], ["check"], ["compare", "production"], ["whatif"], ["--data"], []]
)
def test_what_was_typed_is_quoted_without_its_tricks(line: list[str], word: str) -> None:
    """A name pasted with hidden characters is refused in one line that moves no cursor and turns no text around."""
    result = CliRunner().invoke(app, [*line, word])
    assert result.exit_code in {2, 3, 4}
    assert all(said.isprintable() for said in result.stderr.removesuffix("\n").split("\n")), result.stderr
