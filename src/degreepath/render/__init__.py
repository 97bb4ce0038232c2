"""How a page looks: as lines of a terminal, as documents. Here are the few signs that stand beside words, never instead of them."""

import re

from degreepath.advice.doors import DoorState
from degreepath.text import NEAREST

DOORS = {DoorState.YES: "●", DoorState.CHOOSE: "◐", DoorState.ASK: "?", DoorState.NO: "○"}
BOX, BULLET = "☐", "•"
WRITE_HERE = "." * 40
"""A line to write on, where nothing can be drawn."""
_COMMAND = r"degreepath (?!forget|data)(?![^']* -o )(?![^']*--plain)[^']+"
_PAGE = re.compile(rf"(^{_COMMAND}(?=$)|(?<='){_COMMAND}(?='))")


def has_signs(encoding: str) -> bool:
    """Tell whether all our signs can be written in `encoding`."""
    try:
        "".join(map(chr, NEAREST)).encode(encoding)
    except (UnicodeEncodeError, LookupError):
        return False
    return True


def is_address(text: str) -> bool:
    """Tell whether `text` may become a link: a web address, or a page of ours beside this one; never javascript: or data:."""
    beside = re.fullmatch(r"[\w@-][\w.@-]*\.(html|pdf)", text, re.ASCII)
    return bool(beside) or (text.startswith(("https://", "http://")) and not set(text) & set(" <>\"'`\\\n"))


def heard(text: str) -> str:
    """Return `text` for somebody who listens: a command that stands alone or in quotes leads to a plain page, and arrows are words."""
    return _PAGE.sub(r"\1 --plain", text).replace("→", "to")
