"""Answer sheets as text: reading one from a TOML or JSON file, and printing one."""

import json
from collections import Counter
from pathlib import Path
from typing import Any

import tomli
from pydantic import ValidationError

from degreepath.advice.answers import AnswerSheet
from degreepath.errors import AnswersError, FileError
from degreepath.knowledge.fields import short
from degreepath.records.private import MAX_BYTES

PLAINLY = {"extra_forbidden": "is not a field of an answer sheet", "missing": "is missing"}


def read_sheet(path: Path) -> AnswerSheet:
    """Return the answer sheet in `path`. Raises FileError if the file cannot be read, AnswersError if it is no answer sheet."""
    try:
        with path.open("rb") as file:
            raw = file.read(MAX_BYTES + 1)
    except OSError as error:
        raise FileError(
            f"The answer sheet {path} cannot be read ({error.strerror}); check the name."
        ) from None
    return sheet_of(raw, str(path))


def sheet_of(raw: bytes, name: str) -> AnswerSheet:
    """Return the answer sheet in the bytes of a file or stream; `name` is what error messages call it. Raises AnswersError."""
    try:
        text = raw.decode("utf-8-sig")
        if len(raw) > MAX_BYTES:
            problem = f"is larger than {MAX_BYTES // 1000} kB; an answer sheet never needs that much"
        elif not text.strip():
            problem = "is empty; 'degreepath questions --format toml' prints a sheet to fill in"
        else:
            return AnswerSheet.model_validate(_value(text))
    except UnicodeDecodeError:
        problem = "is not UTF-8 text; an answer sheet is a TOML or JSON file, saved as UTF-8"
    except ValidationError as error:
        problem = f"is not an answer sheet: {_first_problem(error)}"
    except RecursionError:
        problem = "is not an answer sheet: it is nested too deeply"
    except ValueError as error:
        problem = f"cannot be read as TOML or JSON: {short(error)}"
    raise AnswersError(f"{name} {problem}.")


def _value(text: str) -> Any:
    """Return what a text says. Raises ValueError or RecursionError."""
    if text.lstrip().startswith("{"):
        return json.loads(text, object_pairs_hook=_each_once)
    return tomli.loads(text.replace("\r\n", "\n"))


def _each_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    for key, times in Counter(key for key, _ in pairs).most_common(1):
        if times > 1:
            raise ValueError(f"'{short(key)}' is given twice")
    return dict(pairs)


def where(error: ValidationError) -> str:
    """Return the field of the first thing that is wrong; '' if that is the whole."""
    return short(".".join(map(str, error.errors(include_url=False, include_input=False)[0]["loc"])))


def _first_problem(error: ValidationError) -> str:
    """Return the first problem of a sheet, and how many more there are."""
    first = error.errors(include_url=False, include_input=False)[0]
    said = first["msg"].removeprefix("Value error, ").removeprefix("Input ").lower()
    more = f" ({error.error_count() - 1} more problems)" if error.error_count() > 1 else ""
    scale = "; answers are whole numbers from 1 (strongly dislike) to 5 (strongly like)"
    scale = scale if first["loc"][:1] == ("answers",) else ""
    return f"{where(error) or 'the sheet'}: {PLAINLY.get(first['type'], said)}{more}{scale}"


def as_toml(sheet: AnswerSheet) -> str:
    """Return `sheet` as the TOML that `sheet_of` reads."""
    lines = ["schema = 1"]
    lines += [f'goal = "{sheet.goal}"'] if sheet.goal else []
    lines += [f"country = {json.dumps(sheet.country, ensure_ascii=False)}"] if sheet.country else []
    if sheet.opener:
        lines += ["", "[opener]", *(f"{name} = {json.dumps(ids)}" for name, ids in sheet.opener)]
    lines += ["", "[answers]", *(f'"{question}" = {answer}' for question, answer in sheet.answers.items())]
    return "\n".join(lines) + "\n"
