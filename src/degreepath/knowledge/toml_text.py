"""Reading TOML that anybody may have written."""

import re
from typing import Any

import tomli

MOST_PARTS = 20
_LONG_KEY = re.compile(rf"""(?<!["'\w-])(?:["'\w-]+\s*\.\s*){{{MOST_PARTS}}}""")
_QUOTED = re.compile(
    r"""
      \"{3} (?: \\.? | (?!\"{3}) [^\\] )*+ (?: \"{3,5} | \Z ) | '{3} (?: (?!'{3}) . )*+ (?: '{3,5} | \Z )
    | \" (?: \\.? | [^"\\\n] )*+ \"? | ' [^'\n]*+ '? | \# [^\n]*+
    """,
    re.VERBOSE | re.DOTALL,
)
"""Texts and comments, which may well be full of dots; closed or not, so that none is read twice."""


def parse_toml(text: str) -> dict[str, Any]:
    """Return the document in `text`. Raises ValueError, of which tomli.TOMLDecodeError is one, or RecursionError.

    For a key of n parts ("a.b.c") tomli takes time and memory with the square of n: a file of a few hundred kB could take all
    memory there is. Nobody writes such keys, so they are refused before it reads them.
    """
    if _LONG_KEY.search(text) and _LONG_KEY.search(_QUOTED.sub("s", text)):
        raise ValueError(f"a key has more than {MOST_PARTS} parts")
    try:
        return tomli.loads(text)
    except tomli.TOMLDecodeError:
        raise
    except ValueError:  # Python reads no number of more than 4300 digits, and says so in its own words
        raise ValueError("a number is too long") from None
