"""Pages as text: what fits, what wraps, what a screen reader hears, and what colour may not say alone."""

import io
import re
import sys
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made_pages import EVERYTHING
from rich.console import Console
from students import KNOWLEDGE, personas, result_of

from degreepath.advice.doors import DoorState
from degreepath.pages import recommendation
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
from degreepath.render import DOORS, terminal
from degreepath.render.layout import Look, page_lines

WIDTHS = (20, 40, 60, 80, 120)


def text(page: Page = EVERYTHING, width: int = 80, **how: object) -> str:
    return terminal.as_text(page, width, **how)  # type: ignore[arg-type]


def letters(said: str) -> str:
    return re.sub(r"[^A-Za-z0-9]", "", said)


def test_a_page_is_drawn_as_sketched() -> None:
    """Frame, steps and word, columns with bars and doors, labels with their text beside them, one line for more."""
    assert text().splitlines()[:11] == [
        "╭─ Label ──────────────────────────────────────────────────────────────────────╮",
        "│ A title                                                          ■■■□ likely │",
        "│ One sentence.                                                                │",
        "│ Another.                                                                     │",
        "╰──────────────────────────────────────────────────────────────────────────────╯",
        "  Role               Fit            Production           Points",
        "  1 Sound Designer   ▰▰▰▰▱ strong   ● yes                   +12",
        "  2 Composer         ▰▱▱▱▱ weak     ? ask: which one?        −3",
        "  A note.",
        "",
        "  Why   First.",
    ]
    assert text().splitlines()[-1] == "More: --all or --only more, sources"


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("plain", [False, True])
def test_a_narrow_terminal_loses_no_word(width: int, plain: bool) -> None:
    """From 20 to 120 columns every word of the widest page is there, and no line is wider than the screen."""
    wide = set(re.findall(r"[A-Za-z]+", text(width=400, all_sections=True, plain=plain)))
    narrow = text(width=width, all_sections=True, plain=plain)
    assert {word for word in wide if word not in letters(narrow)} == set()
    assert max(map(len, narrow.splitlines())) <= width


@pytest.mark.parametrize("width", [20, 60])
def test_a_real_result_loses_no_word_either(width: int) -> None:
    """All sections of a result hold the same words at every width."""
    page = recommendation.page(KNOWLEDGE, result_of("room-acoustics"))
    wide = set(re.findall(r"[A-Za-z]+", text(page, 400, all_sections=True)))
    narrow = letters(text(page, width, all_sections=True))
    assert {word for word in wide if word not in narrow} == set()


def test_sections_are_shown_when_asked_for() -> None:
    """The summary alone names its sections in one line; --all shows them in order, --only one of them without the rest."""
    assert "Behind." not in text()
    whole = text(all_sections=True)
    assert whole.index("More of it") < whole.index("Sources")
    assert "More: --all" not in whole
    assert text(EVERYTHING.only(["more"])).splitlines() == [f"── More of it {'─' * 66}", "Behind."]
    assert "More:" not in text(EVERYTHING.brief)


def test_a_page_without_a_frame_shows_its_title() -> None:
    """A list of things begins with what it is."""
    assert text(Page("Kept results", (Paragraph("None."),))).splitlines() == ["Kept results", "", "None."]


def test_ids_never_break() -> None:
    """A table that is too narrow tells its rows line by line, so that what one has to type stays whole."""
    rows = (
        (Cell("a-very-long-id-to-type"), Cell("What it is, in many words that need some room"), Cell("yes")),
    )
    table = Page("T", (Table(("id", "what", "more"), rows),))
    for width in (24, 30, 40, 60):
        lines = text(table, width).splitlines()
        assert any("a-very-long-id-to-type" in line for line in lines)
    told = text(table, 30).splitlines()
    assert told[2:4] == ["id", "a-very-long-id-to-type"]
    assert "what: What it is, in many" in text(table, 30)


def test_a_comparison_heads_its_columns() -> None:
    """Things side by side have a rule under their names; where they do not fit, each aspect names both again."""
    rows = ((Cell("You study"), Cell("songs and theory"), Cell("synthesis and sound design")),)
    page = Page("T", (Table(("", "Production", "Technology"), rows, versus=True),))
    assert text(page, 80).splitlines()[3].startswith("───")
    narrow = text(page, 30)
    assert "Production: songs and theory" in narrow
    assert "Technology: synthesis and" in narrow


def test_numbers_stand_under_each_other() -> None:
    """Columns of numbers are set to the right, so that their ones stand under each other."""
    rows = ((Cell("a"), Cell("+165")), (Cell("b"), Cell("−3")))
    lines = text(Page("T", (Table(("what", "points"), rows),))).splitlines()[3:]
    assert len({len(line) for line in lines}) == 1


def test_for_a_screen_reader_nothing_is_drawn() -> None:
    """Plain text has no bars, frames, steps or bullets; labels stand before what they say, and numbers before their item."""
    plain = text(plain=True, all_sections=True)
    assert not set(plain) & set("▰▱■□╭╮╰╯│─●◐○•☐┼")
    assert plain.splitlines()[0] == "Label: A title, likely"
    assert "1. Sound Designer\n  Fit: strong; Production: yes; Points: +12" in plain
    assert "Why: First." in plain
    assert "1. S" in plain


def test_ascii_says_the_same() -> None:
    """In a terminal without Unicode every sign has a stand-in, the words are the same, and nothing else is lost."""
    narrow = text(encoding="ascii", all_sections=True)
    assert narrow.isascii()
    assert "####- strong" in narrow
    assert "###- likely" in narrow
    assert "* yes" in narrow
    assert "[ ] tick" in narrow
    for encoding in ("cp1252", "latin-1", "nonsense"):
        assert text(encoding=encoding, all_sections=True) == narrow


def test_the_state_of_a_door_is_a_word_before_it_is_a_sign() -> None:
    """Whoever sees no colour and no sign reads yes, choose, ask or no."""
    rows = (tuple(Cell(door=state) for state in DoorState),)
    said = text(Page("T", (Table(("a", "b", "c", "d"), rows),)), plain=True)
    assert all(state.value in said for state in DoorState)
    assert len({DOORS[state] for state in DoorState}) == len(DoorState)


def test_lines_to_write_on_are_drawn() -> None:
    """A label without text is a line for a pen."""
    assert re.search(r"Name _{20,}", text())


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=60), st.integers(20, 120))
def test_no_name_moves_the_cursor(name: str, width: int) -> None:
    """Escape codes, line breaks and characters that turn text round never come out of a name, wherever it stands."""
    page = Page(
        name,
        (
            Headline(name, (name,), word=name),
            Table((name, "b"), ((Cell(name), Cell(name)),)),
            Paragraph(name, lead="x", more=(name,)),
            Items((Paragraph(name, lead=name, more=(name,), url=name),), title=name),
            Scale(name, name, 0.0, name),
            Links(((f"degreepath {name}", name),)),
        ),
        (Section("a", name, (Paragraph(name),)),),
    )
    said = text(page, width, all_sections=True)
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]", said)


# ── On a terminal ─────────────────────────────────────────────────────────────────────────────────


class Screen(io.TextIOWrapper):
    """A stdout that says it is a terminal."""

    def isatty(self) -> bool:
        return True


def on_a_terminal(monkeypatch: pytest.MonkeyPatch) -> Screen:
    """Put a terminal of 80 × 24 in the place of stdout and stdin. A fixture cannot: pytest takes them back for the test."""
    shown = Screen(io.BytesIO(), encoding="utf-8")
    for name, value in {"TERM": "xterm-256color", "COLUMNS": "80", "LINES": "24", "PAGER": ""}.items():
        monkeypatch.setenv(name, value)
    for name in ("NO_COLOR", "FORCE_COLOR", "COLORTERM"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(sys, "stdout", shown)
    monkeypatch.setattr(sys, "stdin", Screen(io.BytesIO()))
    return shown


def written(screen: Screen) -> str:
    screen.flush()
    return screen.buffer.getvalue().decode()  # type: ignore[attr-defined]


def test_colour_marks_the_verdict_and_the_doors(monkeypatch: pytest.MonkeyPatch) -> None:
    """On a terminal the frame and the bars have one accent, a door's sign its own colour, and no background is set."""
    screen = on_a_terminal(monkeypatch)
    terminal.show(recommendation.page(KNOWLEDGE, result_of("front-of-house")))
    said = written(screen)
    assert "\x1b[36m" in said
    assert "\x1b[32m●" in said
    assert "\x1b[31m○" in said
    assert not re.search(r"\x1b\[(?:\d+;)*4\d", said)


def test_no_color_means_no_colour(monkeypatch: pytest.MonkeyPatch) -> None:
    """With NO_COLOR no colour is sent, whatever FORCE_COLOR says; words stay the same."""
    screen = on_a_terminal(monkeypatch)
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setenv("FORCE_COLOR", "1")
    terminal.show(EVERYTHING)
    assert not re.search(r"\x1b\[(?:\d+;)*3\d", written(screen))
    assert "likely" in written(screen)


def test_a_pipe_gets_plain_text(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """Into a pipe goes text without escape codes, without spaces at line ends, and never through a pager."""
    monkeypatch.setenv("PAGER", "false")
    monkeypatch.setenv("COLUMNS", "60")
    terminal.show(EVERYTHING, all_sections=True)
    said = capsys.readouterr().out
    assert "\x1b" not in said
    assert said == "\n".join(line.rstrip() for line in said.splitlines()) + "\n"
    assert said == text(width=60, all_sections=True) + "\n"


@pytest.mark.parametrize("long", [True, False])
def test_what_is_longer_than_the_screen_goes_through_the_pager(
    monkeypatch: pytest.MonkeyPatch, tmp_path: object, long: bool
) -> None:
    """PAGER shows what does not fit; what fits is printed, and so is everything with the pager switched off."""
    screen = on_a_terminal(monkeypatch)
    file = f"{tmp_path}/paged"
    monkeypatch.setenv("PAGER", f"sh -c 'cat > {file}'")
    page = recommendation.page(KNOWLEDGE, result_of("front-of-house"))
    terminal.show(page if long else page.brief, all_sections=long)
    try:
        with open(file, encoding="utf-8") as paged:  # noqa: PTH123 -- as a pager would
            seen = paged.read()
    except FileNotFoundError:
        seen = ""
    assert ("Music Technology" in seen) == long
    assert ("Music Technology" in written(screen)) != long
    terminal.show(page, all_sections=True, pager=False)
    assert "Music Technology" in written(screen)


@pytest.mark.parametrize("pager", ["cat", "no-such-pager-here", ""])
def test_without_a_pager_all_is_printed(monkeypatch: pytest.MonkeyPatch, pager: str) -> None:
    """A pager that is switched off or does not exist hides nothing."""
    screen = on_a_terminal(monkeypatch)
    monkeypatch.setenv("PAGER", pager)
    terminal.show(recommendation.page(KNOWLEDGE, result_of("front-of-house")), all_sections=True)
    assert "Sources" in written(screen)


def test_progress_is_told_only_to_people(capsys: pytest.CaptureFixture[str]) -> None:
    """Where stderr is no terminal nothing spins."""
    with terminal.progress() as say:
        say("reading")
    assert capsys.readouterr() == ("", "")


def test_a_very_wide_terminal_is_not_filled(monkeypatch: pytest.MonkeyPatch) -> None:
    """Lines of two hundred letters read badly: a hundred is the most."""
    screen = on_a_terminal(monkeypatch)
    monkeypatch.setenv("COLUMNS", "200")
    terminal.show(replace(EVERYTHING, summary=(Paragraph("word " * 100),)))
    assert max(map(len, written(screen).splitlines())) <= 110


def test_commands_on_a_plain_page_lead_to_plain_pages() -> None:
    """Who listens to a page is not sent to one with frames; what prints no page is left as it is."""
    commands = ("degreepath roles composer", "degreepath forget ID", "degreepath compare a b -o c.html")
    page = Page("", (Links(tuple((command, "") for command in commands)),))
    assert "degreepath roles composer --plain" in text(page, plain=True)
    assert text(page, plain=True).count("--plain") == 1
    assert "--plain" not in text(page)
    under = Page("", (Items((Paragraph("A course", more=("degreepath check a",)), Paragraph("3 → 4"))),))
    assert "degreepath check a --plain" in text(under, plain=True)
    assert "3 to 4" in text(under, plain=True)


def test_styles_never_stand_for_words() -> None:
    """Dropping every style leaves the text that a pipe gets: colour and weight say nothing of their own."""
    page = recommendation.page(KNOWLEDGE, result_of(next(iter(personas()))))
    lines = list(page_lines(Look(80), page, all_sections=True))
    console = Console(file=io.StringIO(), width=80, color_system=None)
    terminal.write(console, lines)
    assert "\n".join(line.plain.rstrip() for line in lines) == text(page, all_sections=True)
