"""Kept results: one private file for each, named by the day and a letter. Nothing here is made before a result is kept."""

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import count
from pathlib import Path

from pydantic import ValidationError

from degreepath.advice.answers import AnswerSheet
from degreepath.advice.kept import Feedback, KeptResult, kept_result
from degreepath.advice.recommendation import Recommendation
from degreepath.errors import AnswersError, FileError, UsageError
from degreepath.knowledge.knowledge import Knowledge
from degreepath.knowledge.record import clean_text
from degreepath.records.private import data_home, private_folder, write_private
from degreepath.records.sheet_file import MAX_BYTES, read_sheet
from degreepath.records.still_asked import still_asked, wording

FOLDER = "results"
LETTERS = 26
LISTING = "'degreepath results' lists them all."
_ID = re.compile(r"\d{4}-\d\d-\d\d-[a-z]+")


@dataclass(frozen=True)
class Broken:
    """A kept result that cannot be read, and why, in one sentence."""

    id: str
    reason: str


@dataclass(frozen=True)
class Opened:
    """A sheet taken from a kept result or a file: what of it still holds, and how many answers and marks do not."""

    name: str
    sheet: AnswerSheet
    lost: int = 0
    kept: KeptResult | None = None


def keep(knowledge: Knowledge, result: Recommendation, moment: datetime | None = None) -> KeptResult:
    """Put `result` on the disk under a new id and return it. May raise OSError; then nothing is left behind.

    The id is taken by making an empty file that must not exist yet, so two processes never take the same one. The file is
    then replaced by the full one; an empty file is a process that died in between, and is passed over everywhere.
    """
    moment = (moment or datetime.now(UTC)).astimezone().replace(microsecond=0)
    folder = private_folder(FOLDER)
    path = _new_file(folder, moment)
    try:
        kept = kept_result(knowledge, result, name=path.stem, moment=moment, asked=wording(knowledge))
        _write(path, kept)
    except BaseException:
        path.unlink(missing_ok=True)
        raise
    return kept


def keep_feedback(kept: KeptResult, feedback: Feedback) -> KeptResult:
    """Put the student's view beside a kept result and return both. May raise OSError; then the result is as it was."""
    kept = kept.model_copy(update={"feedback": feedback})
    _write(path_of(kept.id), kept)
    return kept


def path_of(name: str) -> Path:
    """Return the file of the result with that id; it need not exist."""
    return data_home() / FOLDER / f"{name}.json"


def kept_names() -> tuple[str, ...]:
    """Return the ids of all kept results, newest first; none if there is no folder. Raises FileError."""
    try:
        files = [
            path.stem
            for path in (data_home() / FOLDER).iterdir()
            if path.suffix == ".json" and _ID.fullmatch(path.stem) and path.stat().st_size
        ]
    except FileNotFoundError:
        return ()
    except OSError as error:
        raise FileError(
            f"The kept results in {data_home() / FOLDER} cannot be read ({error.strerror}); check that the folder is yours."
        ) from None
    return tuple(sorted(files, key=lambda name: (name[:10], len(name), name), reverse=True))


def all_kept() -> Iterator[KeptResult | Broken]:
    """Yield every kept result, newest first; one that cannot be read does not hide the others."""
    for name in kept_names():
        try:
            yield read_kept(name)
        except AnswersError as error:
            yield Broken(name, str(error))


def read_kept(name: str) -> KeptResult:
    """Return the kept result with that id. Raises AnswersError, in one sentence, if its file cannot be used."""
    path = path_of(name)
    try:
        with path.open("rb") as file:
            return KeptResult.model_validate_json(file.read(MAX_BYTES)).model_copy(update={"id": name})
    except (OSError, ValidationError) as error:
        why = error.strerror if isinstance(error, OSError) else _place(error)
        raise AnswersError(
            f"The result {name} cannot be read ({why}); 'degreepath forget {name}' erases it."
        ) from None


def find_kept(name: str, kind: str = "result") -> KeptResult:
    """Return the kept result called `name`. Raises UsageError if there is none, AnswersError if it cannot be read."""
    names = kept_names()
    if name.strip().lower() in names:
        return read_kept(name.strip().lower())
    raise UsageError(f"There is no {kind} called '{clean_text(name)[:60]}'; {_hint(name, names)}{LISTING}")


def open_sheet(name: str, knowledge: Knowledge) -> Opened:
    """Return the sheet called `name`: a kept result by its id, otherwise an answer sheet by its file.

    Raises UsageError, AnswersError or FileError.
    """
    if name.strip().lower() in kept_names() or not Path(name).exists():
        return still_holding(find_kept(name, "result or answer sheet"), knowledge)
    return Opened(clean_text(name), read_sheet(Path(name)))


def still_holding(kept: KeptResult, knowledge: Knowledge) -> Opened:
    """Return what of a kept sheet still holds: the answers to the very words that `knowledge` asks."""
    if kept.knowledge_hash == knowledge.hash:
        return Opened(kept.id, kept.sheet, kept=kept)
    sheet = still_asked(kept.sheet, kept.asked, knowledge)
    return Opened(kept.id, sheet, lost=_parts(kept.sheet) - _parts(sheet), kept=kept)


def _parts(sheet: AnswerSheet) -> int:
    marks = len(sheet.opener.most + sheet.opener.least) if sheet.opener else 0
    return len(sheet.answers) + marks + bool(sheet.goal)


def _new_file(folder: Path, moment: datetime) -> Path:
    for number in count():
        path = folder / f"{moment:%Y-%m-%d}-{_letters(number)}.json"
        try:
            os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        except FileExistsError:
            continue
        return path
    raise AssertionError("count() never ends")


def _letters(number: int) -> str:
    """Return a, b … z, aa, ab …"""
    rest, letter = divmod(number, LETTERS)
    return (_letters(rest - 1) if rest else "") + chr(ord("a") + letter)


def _write(path: Path, kept: KeptResult) -> None:
    write_private(path, kept.model_dump_json(by_alias=True, exclude_none=True, indent=1) + "\n")


def _place(error: ValidationError) -> str:
    first = error.errors(include_url=False, include_input=False)[0]
    place = clean_text(".".join(map(str, first["loc"])))[:60]
    return f"'{place}' is not as it was written" if place else "it is not complete"


def _hint(name: str, names: tuple[str, ...]) -> str:
    from rapidfuzz import process

    near = [found for found, _, _ in process.extract(name, names, score_cutoff=80, limit=2)]
    return f"did you mean {' or '.join(near)}? " if near else ""
