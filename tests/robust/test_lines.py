"""Command lines: whatever is typed, the command does it or says in a sentence why not, and a person's files stay."""

import shutil
from datetime import UTC, datetime
from enum import Enum
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from robust.junk import ANY_TEXT, HOSTILE
from robust.law import law, obeys, somewhere
from typer.main import get_command

from degreepath.advice.recommend import recommend
from degreepath.cli.app import app
from degreepath.knowledge.load import load_knowledge
from degreepath.records.kept import keep
from degreepath.records.sheet_file import read_sheet

PERSONAS = Path(__file__).parents[1] / "personas"
KNOWLEDGE = load_knowledge()
RESULT = recommend(KNOWLEDGE, read_sheet(PERSONAS / "songwriter.toml"))
OVERLAY = """\
schema = 1
[[questions]]
id = "reverb-hall"
interest = "acoustics"
text = "Walk through a hall and listen."
"""
FILES = {
    "list.txt": "Core:\nMixing\nProgramming\nElective:\nCritical Listening\n",
    "class.csv": "student_id,song,balance,goal\n1,5,3,composer\n2,like,,\n3,9,1,\n",
    "mine/more.toml": OVERLAY,
    "other/broken.toml": "schema = 1\n[[roles]]\nid = 3\n",
    "empty.toml": "",
    "latin.toml": b"song = \xe9",
}
NEW = ("new.txt", "new.json", "new.md", "new.html", "new.xlsx", "new.csv", "new.toml", "new.parquet", "new")
PLACES = (*FILES, *NEW, "sheet.toml", "parent.toml", "mine", "other", "nowhere", "-", ".", "..", "")
LEFT_EARLY = 130  # a quiz whose answers end before it does was left
KEPT = datetime(2026, 11, 22, 12, tzinfo=UTC)
NEVER = {"--install-completion", "--show-completion"}
"""Typer's own: they ask the system for its shell, and write into the files that start it."""


def walk(command: Any, path: tuple[str, ...] = ()) -> list[tuple[tuple[str, ...], Any]]:
    found = [(path, command)]
    for name in getattr(command, "commands", {}):
        found += walk(command.get_command(None, name), (*path, name))
    return found


COMMANDS = walk(get_command(app))
OPTIONS: dict[tuple[str, ...], dict[str, Any]] = {
    path: {name: option for option in command.params for name in option.opts if name.startswith("-") and name not in NEVER}
    for path, command in COMMANDS
}  # fmt: skip
GOOD = {
    ("quiz",): ("--answers sheet.toml", "--plain"),
    ("results", "show"): ("2026-11-22-a",),
    ("results", "difference"): ("sheet.toml 2026-11-22-a", "sheet.toml parent.toml"),
    ("results", "talk"): ("sheet.toml parent.toml",),
    ("whatif",): ("sheet.toml --set song=1", "sheet.toml"),
    ("report",): ("--answers sheet.toml", "2026-11-22-a --format html"),
    ("compare",): ("production technology", "--roles composer mix-engineer"),
    ("check",): ("technology", "--modules list.txt"),
    ("roles",): ("composer",),
    ("programs",): ("production", "--country UK --role composer"),
    ("cohort",): ("class.csv", "class.csv --reports pages"),
    ("data", "lint"): ("mine", "other"),
    ("forget",): ("2026-11-22-a", "--all --yes"),
}
"""What each command takes, so that not every line is refused for its first word."""
EVERY = sorted({name for names in OPTIONS.values() for name in names})


def named(items: Any) -> list[str]:
    return [word for item in items for word in (item.id, item.name)]


IDS = (
    *named(KNOWLEDGE.roles), *named(KNOWLEDGE.programs), *(question.id for question in KNOWLEDGE.questions),
    *(source.id for source in KNOWLEDGE.sources), *KNOWLEDGE.countries,
    "2026-11-22-a", "text", "json", "markdown", "html", "pdf", "csv", "xlsx", "toml", "roles", "vocabulary", "why", "sources",
    "song=5", "song=", "song=9", "=", "=5", "song=٣", "goal=composer", "echo=1", "--", "-", "--all", "--yes", "0", "-1", "9" * 400,
)  # fmt: skip


def typable(word: str) -> bool:
    """Whether a shell can hand over `word`, and it names nothing outside the folder in which the command runs."""
    try:
        whole = "\0" not in word and word.encode("utf-8", "surrogateescape") is not None
    except UnicodeEncodeError:
        return False
    return (
        whole
        and not any(bad in word for bad in ("/", "~", *NEVER))
        and not word.startswith(("--inst", "--show-"))
    )


JUNK = st.one_of(st.sampled_from([word for word in HOSTILE if typable(word)]), ANY_TEXT.filter(typable))
NAMES = [path[-1] for path, _ in COMMANDS if path]
words = st.one_of(*map(st.sampled_from, (IDS, PLACES, EVERY, NAMES)), JUNK)


def fitting(name: str, option: Any) -> st.SearchStrategy[list[str]]:
    """Draw an option with a value that fits it, as far as it says what fits."""
    if getattr(option, "is_flag", False):
        return st.just([name])
    descriptor = getattr(option, "type_descriptor", None)
    kind = descriptor.annotation if descriptor else str
    if isinstance(kind, type) and issubclass(kind, Enum):
        return st.sampled_from([[name, member.value] for member in kind])
    return st.sampled_from(PLACES if kind is Path else IDS).map(lambda value: [name, value])


@st.composite
def command_lines(draw: st.DrawFn) -> list[str]:
    """Draw a command with options of its own and some of others, values that fit and some that do not."""
    path, _ = draw(st.sampled_from(COMMANDS))
    overlays = ["mine", "mine", "other", "nowhere", "list.txt"]
    line = [] if draw(st.integers(0, 7)) else ["--data", draw(st.sampled_from(overlays))]
    line += path
    if draw(st.booleans()):
        line += draw(st.sampled_from(GOOD.get(path, ("",)))).split()
    own = st.sampled_from([*OPTIONS[path]])
    for _ in range(draw(st.sampled_from([0, 1, 1, 1, 2, 2, 4]))):
        match draw(
            st.sampled_from(["option", "option", "option", "option", "option=", "id", "place", "any"])
        ):
            case "option" if OPTIONS[path]:
                line += draw(own.flatmap(lambda name: fitting(name, OPTIONS[path][name])))
            case "option=" if OPTIONS[path]:
                line.append(f"{draw(own)}={draw(words)}")
            case "place":
                line.append(draw(st.sampled_from(PLACES)))
            case "any":
                line.append(draw(words))
            case _:
                line.append(draw(st.sampled_from(IDS)))
    return line


def furnish(folder: Path) -> None:
    """Put into `folder` what a person may have there: sheets, a list, a class, data of their own, a kept result."""
    for name, content in FILES.items():
        path = folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    for name, persona in (("sheet", "songwriter"), ("parent", "plugin-coder")):
        shutil.copy(PERSONAS / f"{persona}.toml", folder / f"{name}.toml")
    keep(KNOWLEDGE, RESULT, KEPT)


def there(folder: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


SHEET = b"schema = 1\n[answers]\nsong = 5\n"
stdin = st.sampled_from(
    [b"", b"\n\n\n", b"y\n", b"s\ns\ns\ns\n4\ne\n1\n1\n", SHEET, b"\xff\xfe\0", b"Mixing\n" * 50]
)


@settings(law, max_examples=60)
@given(command_lines(), stdin)
def test_any_command_line_is_obeyed_or_refused(line: list[str], typed: bytes) -> None:
    """A slip in a command line ends with a code that the manual names and a sentence; without --force no file is changed."""
    with somewhere() as folder:
        furnish(folder)
        before, home = there(folder), {path.name for path in folder.parent.iterdir()}
        obeys(*line, stdin=typed, also=LEFT_EARLY if "quiz" in line else 0)
        assert {path.name for path in folder.parent.iterdir()} <= home | {"data"}
        if not any(word.startswith("--fo") for word in line):
            assert before.items() <= there(folder).items()
        assert not list(folder.rglob("*.tmp"))
