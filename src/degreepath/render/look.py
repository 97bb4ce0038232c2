"""What a page can be written with: how wide, with which signs, and whether for eyes or for a screen reader."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from rich.console import Console
from rich.text import Text

from degreepath.knowledge.fields import clean_text
from degreepath.render import symbols

ACCENT = "cyan"
GAP, WIDE = 2, 60


@dataclass(frozen=True)
class Look:
    """`plain` is for a screen reader: no bars, frames, bullets or columns. Without `signs` everything is ASCII."""

    width: int
    signs: bool = True
    plain: bool = False

    @property
    def gap(self) -> int:
        """How many spaces stand between things on one line."""
        return GAP if self.width >= WIDE else 1

    @cached_property
    def _console(self) -> Console:
        return Console(width=max(1, self.width), highlight=False, emoji=False, markup=False)

    def text(self, text: str, style: str = "") -> Text:
        """Return words from anywhere, free of characters that could move the cursor or turn them round."""
        return self.sign(clean_text(text), style)

    def sign(self, sign: str, style: str = "") -> Text:
        """Return what we draw ourselves, as it is."""
        return Text(sign if self.signs else symbols.in_ascii(sign), style, overflow="fold", end="")

    def measure(self, signs: str, number: int, most: int) -> Text:
        """Return a bar or steps: `number` of the first of two signs, the second up to `most`."""
        return self.sign(signs[0] * number + signs[1] * (most - number), ACCENT)

    def wrapped(self, text: Text, width: int | None = None, *, indent: int = 0) -> Iterator[Text]:
        """Yield `text` in lines, all behind `indent` spaces; only words longer than a line are broken."""
        room = max(1, (self.width if width is None else width) - indent)
        for line in text.wrap(self._console, room):
            line.rstrip()
            yield Text.assemble(" " * indent, line)

    def said(self, text: str, lead: str = "", cites: tuple[int, ...] = (), style: str = "") -> Text:
        """Return a statement: what it is about in bold, what is said, the numbers of its sources."""
        about = self.text(f"{lead}:" if text and lead else lead, "bold")
        numbers = "".join(f" [{number}]" for number in cites)
        return Text.assemble(about, " " if lead and text else "", self.text(text, style), (numbers, "dim"))
