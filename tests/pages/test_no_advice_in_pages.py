"""A page computes no advice: what it says is in the result that it is given."""

import ast
import importlib
import inspect
from pathlib import Path

import pytest

from degreepath import pages

ALLOWED = {"stamp"}
"""The fingerprint of a sheet is no advice."""


@pytest.mark.parametrize("file", sorted(Path(pages.__path__[0]).glob("*.py")), ids=lambda file: file.stem)
def test_a_page_calls_nothing_of_the_advice(file: Path) -> None:
    """From advice/ a page takes the names of results and words, never what works them out: give the page a result instead."""
    taken = [
        (node.module, name.name)
        for node in ast.walk(ast.parse(file.read_text()))
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("degreepath.advice")
        for name in node.names
    ]
    called = {
        name
        for module, name in taken
        if inspect.isfunction(getattr(importlib.import_module(module or ""), name, None))
    }
    assert called <= ALLOWED
