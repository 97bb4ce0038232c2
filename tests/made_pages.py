"""A page that has every kind of block, for tests of the forms."""

from degreepath.advice.doors import DoorState
from degreepath.pages.blocks import (
    Cell,
    Headline,
    Items,
    Links,
    Page,
    Paragraph,
    Scale,
    Section,
    Table,
)

EVERYTHING = Page(
    "A page of everything",
    (
        Headline("A title", ("One sentence.", "Another."), word="likely", steps=3, label="Label"),
        Table(
            ("Role", "Fit", "Production", "Points"),
            (
                (Cell("Sound Designer"), Cell("strong", bar=4), Cell(door=DoorState.YES), Cell("+12")),
                (Cell("Composer"), Cell("weak", bar=1), Cell("which one?", door=DoorState.ASK), Cell("−3")),
            ),
            numbered=True,
        ),
        Paragraph("A note.", dim=True),
        Paragraph("First.", lead="Why", more=("Second.",)),
        Paragraph("Third.", lead="But", cites=(1,)),
        Paragraph("", lead="Name"),
        Items((Paragraph("text", lead="lead", cites=(1, 2), more=("beneath",), url="https://example.org/a"),), title="List"),
        Items((Paragraph("tick"),), boxes=True),
        Scale("creative", "technical", 0.4, "More technical than creative."),
        Links((("degreepath roles composer", "one role"),)),
    ),
    (Section("more", "More of it", (Paragraph("Behind."),), "m"), Section("sources", "Sources", (Items((Paragraph("S"),), numbered=True),))),
)  # fmt: skip
