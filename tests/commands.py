"""Commands in this process, as a person types them: what the tests of them share."""

from typing import Any

from typer.testing import CliRunner, Result

from degreepath.cli.app import app


def run(*words: object, **kwargs: Any) -> Result:
    """Run a command with empty stdin and no terminal: one argument is a whole line, several are its words, which may hold spaces."""
    arguments = str(words[0]).split() if len(words) == 1 else [str(word) for word in words]
    return CliRunner().invoke(app, arguments, prog_name="degreepath", **kwargs)
