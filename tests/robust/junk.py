"""What people and programs put into files by mistake or in bad faith: text, values and bytes for hypothesis to draw."""

import json
from collections.abc import Sequence
from typing import Any

from hypothesis import strategies as st

HOSTILE = (
    "", " ", "\0", "\x1b[2J", "\x1b]0;title\x07", "\x7f", "\x85", "\u2028", "\u202e", "\ufeff", "\ud800", "\udfff", "\U0010ffff",
    "\ufffd", "\r\n", "\n\n", "\r", "\t", "\v\f", "'", '"', "'''", '"""', "\\", "\\u0000", "\\ud800", "\\U00110000", "#", "=", "==",
    "[", "]", "[[", "]]", "[[programs]]", "[programs.x]", "[a]\n[a]\n", "{", "}", "{}", "[]", ",", ",,,,", ";", "|", "||", ".", "..",
    "-", "--", "*", "**", "$(id)", "`id`", "%s%n", "{0.__class__}", "=1+1", "@SUM(1)", "+1", "<b>", "&amp;", "nan", "-inf", "1e999",
    "-0", "0x" + "f" * 5000, "9" * 5000, "-" + "9" * 400, "1_000", "0b1", "1.0", "5.5", "١٢", "²", "Ⅷ", "ﬀ", "İ", "ß", "e\u0301",
    "👩\u200d🎤", "Zoë", "文字", "x" * 1300, "a." * 300, "1979-05-27", "1979-05-27T07:32:00Z", "0000-00-00", "07:32:00", "true",
    "null", "None", "schema = 1\n", "schema = 2\n", "\nsong = 5\nsong = 5\n", "a=1\na.b=1\n", "[" * 300, '{"a":' * 300,
    "Core:\n", "Elective:\n", "complete = false\n", "list is incomplete", "Choose 99 of", "credits", "ECTS",
)  # fmt: skip

ANY_TEXT = st.text(st.characters(exclude_categories=()), max_size=40)  # lone surrogates too
WORDS = st.one_of(st.sampled_from(HOSTILE), ANY_TEXT, st.text("abcxyz019- .,;:=[]{}\"'#\n", max_size=30))
NUMBERS = st.one_of(
    st.integers(-2, 7),
    st.integers(),
    st.sampled_from([2**31, 2**63, -(2**63) - 1, 10**400, 10**4000]),
    st.floats(),
)
LEAVES = st.one_of(WORDS, NUMBERS, st.booleans(), st.none())
VALUES = st.recursive(
    LEAVES,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(WORDS, inner, max_size=4),
    max_leaves=8,
)


def encoded(text: str) -> bytes:
    """Return `text` as UTF-8, with what is no character as the bytes it would be."""
    return text.encode("utf-8", "surrogatepass")


def toml(value: Any) -> str:
    """Return `value` as TOML writes it behind an equals sign; what TOML has no form for stays as wrong as it is."""
    if isinstance(value, dict):
        return f"{{ {', '.join(f'{json.dumps(str(key))} = {toml(item)}' for key, item in value.items())} }}"
    if isinstance(value, list | tuple):
        return f"[{', '.join(map(toml, value))}]"
    if isinstance(value, str):
        return json.dumps(value, ensure_ascii=False)
    return str(value).lower()


def toml_document(document: dict[str, Any]) -> str:
    """Return a document as TOML, one line a key; tables are written inline."""
    return "".join(f"{json.dumps(str(key))} = {toml(value)}\n" for key, value in document.items())


@st.composite
def spoilt(draw: st.DrawFn, document: Any, depth: int = 0) -> Any:
    """Draw `document` with one thing in it wrong: a part left out, doubled, renamed or put for something else."""
    if depth > 8 or not isinstance(document, dict | list) or not document or draw(st.integers(0, 9)) == 0:
        return draw(VALUES)
    copy = document.copy()
    place = draw(st.sampled_from(list(document))) if isinstance(document, dict) else draw(_places(document))
    match draw(st.sampled_from(["inside", "inside", "inside", "drop", "more"])):
        case "inside":
            copy[place] = draw(spoilt(document[place], depth + 1))
        case "drop":
            del copy[place]
        case _ if isinstance(copy, list):
            copy.extend([draw(st.one_of(st.just(copy[place]), VALUES))] * draw(st.sampled_from([1, 2, 50])))
        case _:
            copy[draw(WORDS)] = copy[place]
    return copy


def _places(items: Sequence[Any]) -> st.SearchStrategy[int]:
    return st.integers(0, len(items) - 1)


@st.composite
def mangled(draw: st.DrawFn, seeds: Sequence[bytes], pieces: st.SearchStrategy[str]) -> bytes:
    """Draw one of `seeds` after some edits, perhaps in another encoding, cut off, or with one of `pieces` many times over."""
    raw = draw(st.sampled_from(seeds))
    for _ in range(draw(st.integers(0, 5))):
        raw = draw(_edited(raw, seeds))
    return draw(_dressed(raw, pieces))


@st.composite
def _edited(draw: st.DrawFn, raw: bytes, seeds: Sequence[bytes]) -> bytes:
    start = draw(st.integers(0, len(raw)))
    end = min(len(raw), start + draw(st.one_of(st.integers(0, 12), st.integers(0, 400))))
    line_start, line_end = raw.rfind(b"\n", 0, start) + 1, (raw.find(b"\n", start) + 1 or len(raw))
    match draw(st.sampled_from(["insert", "cut", "line", "value", "many", "flip", "splice"])):
        case "insert":
            made = raw[:start] + encoded(draw(WORDS)) + raw[start:]
        case "cut":
            made = raw[:start] + raw[end:]
        case "line":
            times = draw(st.integers(0, 3))
            made = raw[:line_start] + raw[line_start:line_end] * times + raw[line_end:]
        case "value":
            head, sign, _ = raw[line_start:line_end].partition(b"=")
            value = encoded(draw(st.one_of(VALUES.map(toml), WORDS)))
            made = raw[:line_start] + head + sign + b" " + value + b"\n" + raw[line_end:]
        case "many":
            made = raw[:start] + raw[start:end] * draw(st.sampled_from([2, 20, 300])) + raw[end:]
        case "flip":
            made = raw[:start] + draw(st.binary(min_size=1, max_size=4)) + raw[start + 1 :]
        case _:
            other = draw(st.sampled_from(seeds))
            place = draw(st.integers(0, len(other)))
            made = raw[:start] + other[place : place + draw(st.integers(0, 400))] + raw[end:]
    return made


@st.composite
def _dressed(draw: st.DrawFn, raw: bytes, pieces: st.SearchStrategy[str]) -> bytes:
    match draw(st.sampled_from(["", "", "", "bom", "crlf", "cr", "utf-16", "cut", "long", "deep"])):
        case "bom":
            made = b"\xef\xbb\xbf" + raw
        case "crlf":
            made = raw.replace(b"\n", b"\r\n")
        case "cr":
            made = raw.replace(b"\n", b"\r")
        case "utf-16":
            made = raw.decode("utf-8", "replace").encode("utf-16")
        case "cut":
            made = raw[: draw(st.integers(0, len(raw)))]
        case "long":  # one piece over and over: what is more than linear shows itself here
            piece = encoded(draw(pieces) + draw(st.sampled_from(["", " ", "\n"]))) or b"\n"
            size = draw(st.sampled_from([1_000, 30_000, 120_000, 250_000]))
            made = draw(st.sampled_from([b"", raw])) + piece * (size // len(piece))
        case "deep":
            opening, closing = draw(
                st.sampled_from([(b"[", b"]"), (b'{"a":', b"}"), (b"{a=", b"}"), (b"(", b")")])
            )
            depth = draw(st.sampled_from([50, 2_000, 20_000]))
            made = (
                draw(st.sampled_from([b"", b"x = ", raw + b"x = "]))
                + opening * depth
                + b"1"
                + closing * depth
            )
        case _:
            made = raw
    return made


def files(
    seeds: Sequence[bytes], text: st.SearchStrategy[str], pieces: st.SearchStrategy[str] = WORDS
) -> st.SearchStrategy[bytes]:
    """Draw a file: a real one with edits, one made of parts (`text`), or bytes that are nothing."""
    made = text.map(encoded)
    return st.one_of(
        mangled(seeds, pieces), made, made.flatmap(lambda raw: _dressed(raw, pieces)), st.binary(max_size=300)
    )
