"""PDF through typst: tagged, the same bytes every time, nothing from the machine or the net. The only importer of typst."""

import json
import re
from datetime import UTC, datetime
from importlib.resources import files
from typing import Any

from degreepath.errors import UsageError

MISSING = "A PDF needs typst, which is not installed; install it with: pip install 'degreepath[pdf]'"
ACCESSIBLE = "ua-1"
LONGEST_WORD = 24
_BREAKABLE = re.compile(r"(?<=[/_=&?.\-])(?=\w)")
_LONG_WORD = re.compile(rf"\S{{{LONGEST_WORD},}}")
_ANYWHERE = re.compile(r"(\w{12})(?=\w)")


def to_pdf(data: dict[str, Any]) -> bytes:
    """Return as_data(…) as a PDF, dated with the version of the knowledge base ("2026.11").

    Only fonts inside typst are used, so that every machine makes the same bytes. Where the data has characters that these
    lack, the fonts of the machine help out, and if those lack them too the characters are left as empty boxes.
    Raises UsageError if typst is not installed.
    """
    try:
        import typst
    except ImportError:
        raise UsageError(MISSING) from None
    source = (files("degreepath.show") / "templates" / "report.typ").read_bytes()
    inputs = {"data": json.dumps(breakable(data), ensure_ascii=False)}
    moment = _moment(data["version"])
    ways: tuple[dict[str, Any], ...] = (
        {"ignore_system_fonts": True, "pdf_standards": ACCESSIBLE},
        {"ignore_system_fonts": False, "pdf_standards": ACCESSIBLE},
    )
    for way in ways:
        try:
            return _bytes(typst.compile(source, sys_inputs=inputs, format="pdf", timestamp=moment, **way))
        except typst.TypstError as error:
            if "could not be displayed" not in error.message:
                raise
    return _bytes(
        typst.compile(source, sys_inputs=inputs, format="pdf", timestamp=moment, ignore_system_fonts=True)
    )


def breakable(value: Any) -> Any:
    """Return `value` with places to break a line (zero-width spaces) inside the long words of every string."""
    if isinstance(value, str):
        return _LONG_WORD.sub(
            lambda word: _ANYWHERE.sub("\\1\u200b", _BREAKABLE.sub("\u200b", word[0])), value
        )
    if isinstance(value, list):
        return [breakable(inside) for inside in value]
    if isinstance(value, dict):
        return {key: breakable(inside) for key, inside in value.items()}
    return value


def _moment(version: str) -> datetime:
    year, _, month = version.partition(".")
    return datetime(int(year), int(month) if month.isdigit() and 1 <= int(month) <= 12 else 1, 1, tzinfo=UTC)


def _bytes(made: bytes | list[bytes] | None) -> bytes:
    if not isinstance(made, bytes):
        raise TypeError("typst made no single document")
    return made
