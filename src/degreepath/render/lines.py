"""Pages as lines of text, for a terminal or a file. Nothing is cut: what does not fit beside something is told beneath it.

Colour only repeats what words say; what matters is bold, what is less is dim.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import groupby
from typing import assert_never

from rich.cells import cell_len
from rich.text import Text

from degreepath.pages.blocks import Block, Headline, Items, Links, Page, Paragraph, Scale, Table
from degreepath.render import symbols
from degreepath.render.columns import table
from degreepath.render.look import ACCENT, GAP, WIDE, Look

FRAME_FROM, WIDEST_FRAME = 30, 80
WIDEST_LABEL, STEPS = 22, 4
SCALE_WIDTH, NARROWEST_SCALE = 31, 5


def page_lines(look: Look, page: Page, *, all_sections: bool) -> Iterator[Text]:
    """Yield the summary, and the sections: those asked for, all, or in a line how to see them."""
    if page.summary and isinstance(page.summary[0], Headline):
        yield from _headline(look, page.summary[0])
        indent = GAP if look.width >= WIDE and not look.plain else 0  # in line with what stands in the frame
        inside = replace(look, width=look.width - indent)
        yield from (Text.assemble(" " * indent, line) for line in block_lines(inside, page.summary[1:]))
    elif page.summary:
        yield from (*look.wrapped(look.text(page.title, "bold")), Text(), *block_lines(look, page.summary))
    if page.summary and page.sections and not all_sections:
        ids = ", ".join(section.id for section in page.sections)
        yield from (Text(), *look.wrapped(look.text(f"More: --all or --only {ids}", "dim")))
        return
    for place, section in enumerate(page.sections):
        yield from (Text(),) if place or page.summary else ()
        title = look.text(section.title, "bold")
        if not look.plain and title.cell_len + 6 <= look.width:
            rest = min(look.width, WIDEST_FRAME) - title.cell_len - 4
            title = Text.assemble(look.sign("──", "dim"), " ", title, " ", look.sign("─" * rest, "dim"))
        yield from (*look.wrapped(title), *block_lines(look, section.blocks))


def block_lines(look: Look, blocks: tuple[Block, ...]) -> Iterator[Text]:
    """Yield blocks with a blank line between them, but for a note under a table and labels that belong together."""
    before: Block | None = None
    for labelled, run in groupby(blocks, lambda block: isinstance(block, Paragraph) and bool(block.lead)):
        group = list(run)
        for block in group[:1] if labelled else group:
            note = isinstance(block, Paragraph) and block.dim and isinstance(before, Table | Items)
            if before and not note and not isinstance(before, Headline):
                yield Text()
            if labelled:
                yield from _labels(look, [block for block in group if isinstance(block, Paragraph)])
            else:
                yield from _block(look, block)
            before = block


def _block(look: Look, block: Block) -> Iterator[Text]:
    match block:
        case Headline():
            return _headline(look, block)
        case Paragraph():
            return _statement(look, look.said(block.text, "", block.cites, "dim" * block.dim), block.more)
        case Items():
            return _items(look, block)
        case Table():
            return table(look, block)
        case Scale():
            return _scale(look, block)
        case Links():
            return _links(look, block)
        case _:
            assert_never(block)


def _statement(look: Look, said: Text, more: Iterable[str], width: int | None = None) -> Iterator[Text]:
    yield from look.wrapped(said, width)
    for line in more:
        yield from look.wrapped(look.text(line), width, indent=GAP)


def _headline(look: Look, block: Headline) -> Iterator[Text]:
    width = min(look.width, WIDEST_FRAME)
    inner = width - 4 if look.width >= FRAME_FROM and not look.plain else look.width
    sentences = [line for said in block.sentences for line in look.wrapped(look.text(said), inner)]
    if look.plain:
        words = ", ".join(filter(None, (block.title, block.word)))
        yield from (*look.wrapped(look.said(words, block.label)), *sentences)
        return
    sure = look.text(block.word, "bold")
    if block.steps is not None:
        sure = Text.assemble(look.measure("■□", block.steps, STEPS), " ", sure)
    lines = list(look.wrapped(look.text(block.title, f"bold {ACCENT}"), inner))
    room = inner - lines[-1].cell_len - sure.cell_len
    if room >= GAP:
        lines[-1] = Text.assemble(lines[-1], " " * room, sure)
    elif sure:
        lines.append(sure)
    lines += sentences
    if look.width < FRAME_FROM:
        yield from (*look.wrapped(look.text(block.label, "dim")), *lines)
        return
    title = look.text(block.label, "bold")
    title = Text.assemble(" ", title, " ") if title else title
    top = look.sign("─" * (width - 3 - title.cell_len) + "╮", ACCENT)
    side = look.sign("│", ACCENT)
    yield Text.assemble(look.sign("╭─", ACCENT), title, top)
    for line in lines:
        yield Text.assemble(side, " ", line, " " * (width - 4 - line.cell_len), " ", side)
    yield look.sign("╰" + "─" * (width - 2) + "╯", ACCENT)


def _labels(look: Look, run: list[Paragraph]) -> Iterator[Text]:
    """Yield paragraphs with leads: beside their labels where there is room, otherwise behind them."""
    edge = max(cell_len(paragraph.lead) for paragraph in run) + GAP
    beside = not look.plain and look.width >= WIDE and edge <= WIDEST_LABEL
    indent = edge if beside else 0
    for paragraph in run:
        style = "dim" * paragraph.dim
        label = look.text(paragraph.lead, "bold")
        if not paragraph.text:
            yield Text.assemble(label, " ", "_" * max(8, look.width // 2))
            continue
        lead = "" if beside else paragraph.lead
        lines = list(look.wrapped(look.said(paragraph.text, lead, paragraph.cites, style), indent=indent))
        for line in paragraph.more:
            lines += look.wrapped(look.text(line, style), indent=indent)
        if beside:
            lines[0] = Text.assemble(label, " " * (edge - label.cell_len), lines[0][edge:])
        yield from lines


def _items(look: Look, block: Items) -> Iterator[Text]:
    if block.title:
        yield from look.wrapped(look.text(block.title, "bold"))
    for number, item in enumerate(block.items, start=1):
        mark = look.sign(symbols.BOX if block.boxes else symbols.BULLET, "" if block.boxes else "dim")
        if block.numbered or look.plain:
            mark = Text((f"{number}." if look.plain else str(number)) if block.numbered else "")
        edge = max(mark.cell_len, len(str(len(block.items))) if block.numbered else 0)
        edge += 1 if edge else 0
        mark.pad_right(edge - mark.cell_len)
        width = look.width - edge
        lines = list(_statement(look, look.said(item.text, item.lead, item.cites), item.more, width))
        lines += look.wrapped(look.text(item.url, "dim"), width, indent=GAP) if item.url else ()
        for line in lines:
            yield Text.assemble(mark, line)
            mark = Text(" " * edge)


def _scale(look: Look, block: Scale) -> Iterator[Text]:
    room = min(SCALE_WIDTH, look.width - cell_len(block.low) - cell_len(block.high) - 2)
    room -= 1 - room % 2
    if room >= NARROWEST_SCALE and not look.plain:
        place = round((max(-1.0, min(1.0, block.value)) + 1) / 2 * (room - 1))
        line = "─" * (room // 2) + "┼" + "─" * (room // 2)
        parts = (look.sign(line[:place], "dim"), look.sign("●", ACCENT), look.sign(line[place + 1 :], "dim"))
        yield Text.assemble(look.text(block.low), " ", *parts, " ", look.text(block.high))
    yield from look.wrapped(look.text(block.words))


def _links(look: Look, block: Links) -> Iterator[Text]:
    edge = max(cell_len(what) for what, _ in block.links) + GAP
    beside = not look.plain and all(edge + cell_len(shows) <= look.width for _, shows in block.links)
    for what, shows in block.links:
        command = look.text(what, "bold")
        if beside:
            yield Text.assemble(command, " " * (edge - command.cell_len), look.text(shows, "dim"))
        else:
            yield from look.wrapped(look.text(f"{shows}:")) if shows else ()
            yield from look.wrapped(command, indent=GAP if shows else 0)
