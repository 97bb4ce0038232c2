"""What the shell offers at TAB: ids, read without checking the knowledge base. Whatever is wrong, it offers nothing."""

from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

import typer

from degreepath.cli.knowledge import chosen_data


def programs(ctx: typer.Context, incomplete: str) -> list[str]:
    """Offer programs."""
    return _offer("programs", ctx, incomplete)


def roles(ctx: typer.Context, incomplete: str) -> list[str]:
    """Offer roles."""
    return _offer("roles", ctx, incomplete)


def compared(ctx: typer.Context, incomplete: str) -> list[str]:
    """Offer what `compare` compares."""
    return _offer("roles" if ctx.params.get("roles") else "programs", ctx, incomplete)


def sources(ctx: typer.Context, incomplete: str) -> list[str]:
    """Offer sources."""
    return _offer("sources", ctx, incomplete)


def countries(ctx: typer.Context, incomplete: str) -> list[str]:
    """Offer the countries of programs."""
    with suppress(Exception):
        from degreepath.knowledge.ids import countries as found

        return _beginning(found(_overlay(ctx)), incomplete)
    return []


def kept_results(incomplete: str) -> list[str]:
    """Offer kept results, newest first."""
    with suppress(Exception):
        from degreepath.records.results import kept_names

        return _beginning(kept_names(), incomplete)
    return []


def _offer(table: str, ctx: typer.Context, incomplete: str) -> list[str]:
    with suppress(Exception):
        from degreepath.knowledge.ids import ids_of

        return _beginning(ids_of(table, _overlay(ctx)), incomplete)
    return []


def _overlay(ctx: typer.Context) -> Path | None:
    """Return what --data names, or else the environment: completing runs no option."""
    return ctx.find_root().params.get("folder") or chosen_data()


def _beginning(names: Iterable[str], incomplete: str) -> list[str]:
    return [name for name in names if name.startswith(incomplete)]
