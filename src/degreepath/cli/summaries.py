"""The list of commands in a help page."""

from typing import Any

from typer.core import TyperGroup


class WholeSummaries(TyperGroup):
    """A group whose help shows the first sentence of each command whole, where Typer would cut it with dots."""

    def format_commands(self, ctx: Any, formatter: Any) -> None:
        for command in self.commands.values():
            command.short_help = " ".join((command.help or "").split("\n\n")[0].split())
        super().format_commands(ctx, formatter)
