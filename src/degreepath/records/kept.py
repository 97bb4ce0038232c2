"""Kept results, one private file for each: what was said, asked and advised on that day, and what the student thought of it."""

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import Any

from pydantic import AwareDatetime, ConfigDict, Field, ValidationError

from degreepath.advice.answers import AnswerSheet, Opener, stamp
from degreepath.advice.recommend import Recommendation
from degreepath.advice.scoring import TOP_ROLES
from degreepath.advice.verdict import Band, Unclear
from degreepath.errors import AnswersError, UsageError
from degreepath.knowledge import Knowledge
from degreepath.knowledge.fields import Id, Record, Text, clean_text
from degreepath.records import private
from degreepath.records.private import RESULTS, data_home, ours
from degreepath.records.sheet_file import read_sheet, where


class Likeness(StrEnum):
    """Whether a result sounds like the student, in the student's own view."""

    YES = "yes"
    PARTLY = "partly"
    NO = "no"


class Feedback(Record):
    """What the student thought of the result. It is shown beside the result and never enters a score."""

    likeness: Likeness
    drop_degree: bool = False
    drop_roles: tuple[Id, ...] = Field((), max_length=TOP_ROLES)


class Said(Record):
    """What the result said on the day, in names too: the knowledge base may lose them later."""

    band: Band
    confidence: float = Field(ge=0, le=1)
    program: Id | None = None
    program_name: Text | None = None
    why_unclear: Unclear | None = None
    role: Id | None = None
    role_name: Text | None = None


class Kept(Record):
    """A sheet, and what was `asked`, in its words, so that an answer is never read as one to other words."""

    model_config = ConfigDict(populate_by_name=True)

    schema_version: int = Field(1, alias="schema", ge=1, le=1)
    knowledge_version: Text
    knowledge_hash: Text
    sheet: AnswerSheet
    asked: dict[Id, str] = Field(max_length=1000)

    @property
    def text(self) -> str:
        """The content of its file."""
        return self.model_dump_json(by_alias=True, exclude_none=True, indent=1) + "\n"


class KeptResult(Kept):
    """One kept result, with what it said and what the student thought of it."""

    id: Id
    kept: AwareDatetime
    stamp: Text
    said: Said
    feedback: Feedback | None = None


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


def answered(sheet: AnswerSheet, knowledge: Knowledge) -> dict[str, Any]:
    """Return the fields of `Kept` for `sheet`."""
    now = _wording(knowledge)
    asked = {name: now[name] for name in (*sheet.marks, *sheet.answers)}
    versions = {"knowledge_version": knowledge.version, "knowledge_hash": knowledge.hash}
    return {**versions, "sheet": sheet, "asked": asked}


def _wording(knowledge: Knowledge) -> dict[str, str]:
    """Return what a student is asked, by id of question or interest."""
    questions = {q.id: f"{q.interest}/{'-' if q.reverse else '+'} {q.text}" for q in knowledge.questions}
    return {i.id: f"{i.name}: {i.about}" for i in knowledge.interests} | questions


def still_asked(kept: Kept, knowledge: Knowledge) -> AnswerSheet:
    """Return what of a kept sheet still holds: what was said to the very same words, and a goal and country that exist."""
    if kept.knowledge_hash == knowledge.hash:
        return kept.sheet
    sheet, now = kept.sheet, _wording(knowledge)
    opener = sheet.opener or Opener()
    same = {name for name, words in kept.asked.items() if now.get(name) == words}
    most, least = (tuple(mark for mark in marks if mark in same) for marks in (opener.most, opener.least))
    return AnswerSheet(
        opener=Opener(most=most, least=least) if most or least else None,
        answers={q: a for q, a in sheet.answers.items() if q in same and q in knowledge.question},
        goal=sheet.goal if sheet.goal in knowledge.role else None,
        country=sheet.country if sheet.country in knowledge.countries else None,
    )


def keep(knowledge: Knowledge, result: Recommendation, moment: datetime | None = None) -> KeptResult:
    """Put `result` on the disk under a new id and return it. May raise OSError or FileError; then nothing is left behind."""
    moment = (moment or datetime.now(UTC)).astimezone().replace(microsecond=0)
    day = f"{moment:%Y-%m-%d}"
    private.private_folder(RESULTS)
    kept = KeptResult(
        id=day,
        kept=moment,
        stamp=stamp(knowledge, result.sheet),
        said=said(knowledge, result),
        **answered(result.sheet, knowledge),
    )
    number = len([name for name in kept_names() if name.startswith(day)])
    while True:
        kept = kept.model_copy(update={"id": f"{day}-{_letters(number)}"})
        number += 1
        with contextlib.suppress(FileExistsError):
            private.write_private(path_of(kept.id), kept.text, new=True).close()
            return kept


def said(knowledge: Knowledge, result: Recommendation) -> Said:
    """Return what `result` says in short; it has no top role where nothing was answered that would speak for one."""
    verdict, role = result.verdict, next(iter(result.named), None)
    return Said(
        band=verdict.band,
        confidence=verdict.confidence,
        program=verdict.program,
        why_unclear=verdict.why_unclear,
        program_name=knowledge.program[verdict.program].name if verdict.program else None,
        role=role,
        role_name=knowledge.role[role].name if role else None,
    )


def keep_feedback(kept: KeptResult, feedback: Feedback) -> KeptResult:
    """Put the student's view beside a kept result and return both. May raise OSError; then the result is as it was."""
    kept = kept.model_copy(update={"feedback": feedback})
    private.write_private(path_of(kept.id), kept.text).close()
    return kept


def path_of(name: str) -> Path:
    """Return the file of the result with that id; it need not exist."""
    return data_home() / RESULTS / f"{name}.json"


def kept_names() -> tuple[str, ...]:
    """Return the ids of all kept results, newest first; none if there is no folder. Raises FileError."""
    names = [path.stem for path in ours(RESULTS) if path.suffix == ".json"]
    return tuple(sorted(names, key=lambda name: (name[:10], len(name), name), reverse=True))


def all_kept() -> Iterator[KeptResult | Broken]:
    """Yield every kept result, newest first; one that cannot be read does not hide the others."""
    for name in kept_names():
        try:
            yield read_kept(name)
        except AnswersError as error:
            yield Broken(name, str(error))


def read_kept(name: str) -> KeptResult:
    """Return the kept result with that id. Raises AnswersError, in one sentence, if its file cannot be used."""
    try:
        return KeptResult.model_validate_json(private.read_private(path_of(name))).model_copy(
            update={"id": name}
        )
    except OSError as error:
        why = error.strerror
    except ValidationError as error:
        why = f"'{where(error)}' is not as it was written" if where(error) else "it is not complete"
    raise AnswersError(f"The result {name} cannot be read ({why}); 'degreepath forget {name}' erases it.")


def find_kept(name: str, kind: str = "result") -> KeptResult:
    """Return the kept result called `name`. Raises UsageError if there is none, AnswersError if it cannot be read."""
    names, wanted = kept_names(), name.strip().lower()
    if wanted in names:
        return read_kept(wanted)
    from difflib import get_close_matches

    near = get_close_matches(wanted[:60], names, n=2, cutoff=0.85)
    hint = f"did you mean {' or '.join(near)}? " if near else ""
    called = clean_text(name)[:60]
    raise UsageError(f"There is no {kind} called '{called}'; {hint}'degreepath results' lists them all.")


def open_sheet(name: str, knowledge: Knowledge) -> Opened:
    """Return the sheet called `name`: a kept result by its id, otherwise an answer sheet by its file.

    Raises UsageError, AnswersError or FileError.
    """
    if name.strip().lower() in kept_names() or not Path(name).exists():
        return still_holding(find_kept(name, "result or answer sheet"), knowledge)
    return Opened(clean_text(name), read_sheet(Path(name)))


def still_holding(kept: KeptResult, knowledge: Knowledge) -> Opened:
    """Return what of a kept sheet still holds: the answers to the very words that `knowledge` asks."""
    sheet = still_asked(kept, knowledge)
    return Opened(kept.id, sheet, lost=_parts(kept.sheet) - _parts(sheet), kept=kept)


def _parts(sheet: AnswerSheet) -> int:
    return len(sheet.answers) + len(sheet.marks) + bool(sheet.goal) + bool(sheet.country)


def _letters(number: int) -> str:
    """Return a, b … z, aa, ab …"""
    rest, letter = divmod(number, 26)
    return (_letters(rest - 1) if rest else "") + chr(ord("a") + letter)
