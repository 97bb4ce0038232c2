"""On which line of a TOML text each value stands: TOML parsers keep no line numbers, and a person who mends a file needs them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

import tomli

from degreepath.knowledge.problem import KeyPath

DEEPEST = 12
"""No record is as deep. Below it nothing is noted: the paths of a few hundred kB of brackets or dots would fill the memory."""

_PIECE = re.compile(
    r'''
      (?P<text>  """(?:\\.|[^\\])*?"{3,5} | \'\'\'.*?\'{3,5} | "(?:\\.|[^"\\\n])*" | '[^'\n]*' )
    | (?P<comment> \#[^\n]* )
    | (?P<mark> [\[\]{},=] )
    | (?P<moment> \d{4}-\d\d-\d\d[ ]\d\d:[\d:.Zz+-]+ )
    | (?P<bare> [^\s\[\]{},=\#"']+ )
    ''',
    re.VERBOSE | re.DOTALL,
)


def lines_by_path(text: str) -> dict[KeyPath, int]:
    """Return the 1-based line of every key and array element of `text`, which must be valid TOML."""
    reader = _Reader()
    for piece, line in _pieces(text):
        reader.read(piece, line)
    return reader.lines


def nearest_line(lines: dict[KeyPath, int], path: KeyPath) -> int | None:
    """Return the line of `path`, or of the nearest thing around it that the text has."""
    return next((lines[path[:end]] for end in range(len(path), 0, -1) if path[:end] in lines), None)


def _pieces(text: str) -> Iterator[tuple[str, int]]:
    line, counted = 1, 0
    for match in _PIECE.finditer(text):
        if match.lastgroup != "comment":
            line += text.count("\n", counted, match.start())
            counted = match.start()
            yield match.group(), line


@dataclass
class _Open:
    """An array or inline table whose closing bracket has not come yet."""

    path: KeyPath
    is_array: bool
    index: int = 0


@dataclass
class _Reader:
    """Reads one piece after the other and notes where each path begins."""

    lines: dict[KeyPath, int] = field(default_factory=dict)
    table: KeyPath = ()
    last_of: dict[KeyPath, int] = field(default_factory=dict)
    header: int = 0
    keys: list[str] = field(default_factory=list)
    key_line: int = 0
    value_at: KeyPath | None = None
    opened: list[_Open] = field(default_factory=list)

    def read(self, piece: str, line: int) -> None:
        if self.header:
            self._read_header(piece, line)
        elif self.value_at is not None:
            self._read_value(piece, line)
        elif self.opened and piece in "},]":
            self._go_on(piece)
        elif piece == "[" and not self.opened and not self.keys:
            self.header, self.key_line = 1, line
        elif piece == "=":
            self.value_at = self._note((*self._inside(), *self.keys), len(self.keys))
            self.keys = []
        else:
            self._read_key(piece, line)

    def _read_header(self, piece: str, line: int) -> None:
        if piece == "[":
            self.header = 2
        elif piece != "]":
            self._read_key(piece, line)
        elif self.header == 2:
            self.header = 3  # the first of the two closing brackets
        else:
            self._begin_table(is_array=self.header == 3)

    def _begin_table(self, *, is_array: bool) -> None:
        path: KeyPath = ()
        for ordinal, key in enumerate(self.keys, 1):
            path += (key,)
            if is_array and ordinal == len(self.keys):
                self.lines.setdefault(path, self.key_line)
                self.last_of[path] = self.last_of.get(path, -1) + 1
            if path in self.last_of:
                path += (self.last_of[path],)
        self.table = self._note(path, len(self.keys))[: DEEPEST + 1]
        self.header, self.keys = 0, []

    def _read_key(self, piece: str, line: int) -> None:
        if not self.keys:
            self.key_line = line
        if piece[0] in "\"'":
            self.keys.append(tomli.loads(f"key = {piece}")["key"])
        else:
            self.keys.extend(part for part in piece.split(".") if part)

    def _read_value(self, piece: str, line: int) -> None:
        path = self.value_at or ()
        if self.opened and self.opened[-1].is_array:
            if piece == "]":  # after a trailing comma, or an empty array
                self._go_on(piece)
                return
            if len(path) <= DEEPEST:
                self.lines.setdefault(path, line)
        self.value_at = None
        if piece in ("[", "{"):
            path = path[: DEEPEST + 1]
            self.opened.append(_Open(path, is_array=piece == "["))
            self.value_at = (*path, 0) if piece == "[" else None

    def _go_on(self, piece: str) -> None:
        """Go on after a value inside brackets: to the next value, or out of the brackets."""
        within = self.opened[-1]
        self.value_at = None
        if piece != ",":
            self.opened.pop()
        elif within.is_array:
            within.index += 1
            self.value_at = (*within.path, within.index)

    def _inside(self) -> KeyPath:
        return self.opened[-1].path if self.opened else self.table

    def _note(self, path: KeyPath, keys: int) -> KeyPath:
        """Note where `path` and the tables that its last `keys` parts imply begin."""
        for end in range(max(len(path) - keys + 1, 1), min(len(path), DEEPEST) + 1):
            self.lines.setdefault(path[:end], self.key_line)
        return path
