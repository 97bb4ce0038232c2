"""What the shell offers at TAB: ids, from a knowledge base that may be half written. Whatever is wrong, it offers nothing."""

from collections.abc import Callable, Iterable
from contextlib import suppress
from typing import Any

import typer

Complete = Callable[[typer.Context, str], list[str]]


def _offering(found: Callable[[typer.Context], Iterable[str]]) -> Complete:
    """Return what completes one of the words that `found` returns."""

    def complete(ctx: typer.Context, incomplete: str) -> list[str]:
        with suppress(Exception):
            return [word for word in found(ctx) if word.startswith(incomplete)]
        return []

    return complete


def _records(table: str, ctx: typer.Context) -> dict[str, Any]:
    """Return the records of a table by id, with those in the folder that --data or else the environment names."""
    from degreepath.cli.inputs import chosen_data
    from degreepath.knowledge.load import read_draft

    return read_draft(ctx.find_root().params.get("folder") or chosen_data()).records[table]


def _kept_names(_: typer.Context) -> Iterable[str]:
    from degreepath.records.kept import kept_names

    return kept_names()


programs = _offering(lambda ctx: _records("programs", ctx))
roles = _offering(lambda ctx: _records("roles", ctx))
compared = _offering(lambda ctx: _records("roles" if ctx.params.get("roles") else "programs", ctx))
sources = _offering(lambda ctx: _records("sources", ctx))
countries = _offering(
    lambda ctx: sorted({p.country for p in _records("programs", ctx).values() if p.country})
)
kept_results = _offering(_kept_names)
