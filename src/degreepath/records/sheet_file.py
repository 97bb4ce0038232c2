"""Reading an answer sheet from a TOML or JSON file."""

import json
from pathlib import Path
from typing import Any

import tomli
from pydantic import ValidationError

from degreepath.advice.answers import AnswerSheet
from degreepath.errors import AnswersError, FileError
from degreepath.knowledge.problem import short
from degreepath.knowledge.toml_text import parse_toml

MAX_BYTES = 256_000
"""More than any file that holds one student's sheet, with or without what was said of it."""


def read_sheet(path: Path) -> AnswerSheet:
    """Return the answer sheet in `path`.

    Raises FileError if the file cannot be read and AnswersError, in one sentence, if it is not an answer sheet.
    """
    try:
        with path.open("rb") as file:
            raw = file.read(MAX_BYTES + 1)
    except OSError as error:
        raise FileError(
            f"The answer sheet {path} cannot be read ({error.strerror}); check the name."
        ) from None
    return sheet_of(raw, str(path))


def sheet_of(raw: bytes, name: str) -> AnswerSheet:
    """Return the answer sheet in the bytes of a file or stream; `name` is what error messages call it."""
    if len(raw) > MAX_BYTES:
        raise AnswersError(
            f"{name} is larger than {MAX_BYTES // 1000} kB; an answer sheet never needs that much."
        )
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise AnswersError(f"{name} is not UTF-8 text; an answer sheet is a TOML or JSON file.") from None
    if not text.strip():
        raise AnswersError(
            f"{name} is empty; 'degreepath questions --format toml' prints a sheet to fill in."
        )
    return parse_sheet(text, name)


def parse_sheet(text: str, name: str) -> AnswerSheet:
    """Return the answer sheet in `text`; `name` is what error messages call it."""
    try:
        if text.lstrip().startswith("{"):
            value = json.loads(text, object_pairs_hook=_no_duplicates, parse_constant=_no_constants)
        else:
            value = parse_toml(text)
    except (json.JSONDecodeError, tomli.TOMLDecodeError) as error:
        raise AnswersError(f"{name} is not readable as TOML or JSON: {error}.") from None
    except (RecursionError, ValueError) as error:
        reason = "it is nested too deeply" if isinstance(error, RecursionError) else str(error)
        raise AnswersError(f"{name} is not an answer sheet: {reason}.") from None
    try:
        return AnswerSheet.model_validate(value)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        place = short(".".join(map(str, first["loc"]))) or "the sheet"
        more = f" ({error.error_count() - 1} more problems)" if error.error_count() > 1 else ""
        raise AnswersError(
            f"{name} is not an answer sheet: {place}: {_plain(first['type'], first['msg'])}{more}; "
            "answers are whole numbers from 1 (strongly dislike) to 5 (strongly like)."
        ) from None


def _plain(kind: str, message: str) -> str:
    plain = {"extra_forbidden": "is not a field of an answer sheet", "missing": "is missing"}
    return plain.get(kind, message.removeprefix("Value error, ").removeprefix("Input ").lower())


def _no_duplicates(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    value: dict[str, Any] = {}
    for key, item in pairs:
        if key in value:
            raise ValueError(f"'{short(key)}' is given twice")
        value[key] = item
    return value


def _no_constants(name: str) -> float:
    raise ValueError(f"{name} is not a number it can hold")


def as_toml(sheet: AnswerSheet) -> str:
    """Return `sheet` as the TOML that `parse_sheet` reads."""
    lines = ["schema = 1"]
    if sheet.goal:
        lines.append(f'goal = "{sheet.goal}"')
    if sheet.opener:
        marks = {"most": sheet.opener.most, "least": sheet.opener.least}
        lines += ["", "[opener]", *(f"{name} = {json.dumps(ids)}" for name, ids in marks.items())]
    lines += ["", "[answers]", *(f'"{question}" = {answer}' for question, answer in sheet.answers.items())]
    return "\n".join(lines) + "\n"
