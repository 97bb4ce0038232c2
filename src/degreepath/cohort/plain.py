"""Whether a CSV file is so plain that a fast reader cannot misread it."""

import codecs
from pathlib import Path

SAMPLE = 1 << 18
CHUNK = 1 << 24


def is_plain(path: Path, delimiter: str, width: int, header_lines: int) -> bool:
    """Tell whether below its header the file is UTF-8 without quotation marks, with `width` cells a line on average.

    A fast reader refuses lines with too many cells but fills up lines with too few. If none has too many, the average is only right
    if none has too few: so one quick count of the delimiters makes the fast reader exact.
    """
    separator = delimiter.encode()
    decoder = codecs.getincrementaldecoder("utf-8")()
    separators = lines = 0
    last = b"\n"
    with path.open("rb") as file:
        for _ in range(header_lines):
            file.readline()
        while chunk := file.read(CHUNK):
            if (
                b'"' in chunk
                or b"\0" in chunk
                or chunk.count(b"\r") != chunk.count(b"\r\n") + chunk.endswith(b"\r")
            ):
                return False
            if not chunk.isascii() or decoder.getstate()[0]:
                try:
                    decoder.decode(chunk)
                except UnicodeDecodeError:
                    return False
            separators += len(chunk) - len(chunk.translate(None, separator))
            lines += chunk.count(b"\n")
            last = chunk[-1:]
    lines += last != b"\n"
    return not decoder.getstate()[0] and separators == (width - 1) * lines
