"""A module list that someone pasted into a file: plain text, columns, or TOML in the shape of [[programs]] modules."""

import re

from pydantic import Field, ValidationError

from degreepath.errors import ModuleListError
from degreepath.knowledge.module_text import read_list
from degreepath.knowledge.problem import short
from degreepath.knowledge.program import ModuleStatus
from degreepath.knowledge.record import Id, Record, Text
from degreepath.knowledge.toml_text import parse_toml

MAX_BYTES = 2_000_000  # of TOML: the longest list, as we write it ourselves, is not far from it
MAX_TEXT = 128_000
MOST_LINES = 20_000
MOST_MODULES = 5_000
MOST_TOPICS = 50_000
LONGEST_TITLE = 300
MANY = 300
_TOML = re.compile(r"^[ \t]*(?:\[\[?\s*(?:modules|programs)\s*\]\]?|modules\s*=|schema\s*=)", re.MULTILINE)


class ListedModule(Record):
    """One module of a list. `topics` None: to be read from the title; otherwise decided by the person who wrote them."""

    title: Text
    status: ModuleStatus = ModuleStatus.CORE
    topics: tuple[Id, ...] | None = None
    because: Text | None = None
    unclear: tuple[Id, ...] = ()
    code: Text | None = None
    credits: Text | None = None
    source: Id | None = None


class ModuleList(Record):
    """A module list as it was written. `notes` say in a sentence each what was read with care."""

    modules: tuple[ListedModule, ...]
    complete: bool | None = Field(
        None, description="whether the list says that it is whole; None: it does not say"
    )
    elective_slots: int | None = Field(None, ge=0)
    notes: tuple[str, ...] = ()


def decode(raw: bytes, name: str) -> str:
    """Return the text of a module list. Raises ModuleListError, in one sentence, if it is too large, empty or no text."""
    if len(raw) > MAX_BYTES:
        raise ModuleListError(
            f"{name} is larger than {MAX_BYTES // 1_000_000} MB; put only the module list of one course into it."
        )
    for start, kind in ((b"%PDF", "a PDF"), (b"PK\x03\x04", "a Word, Excel or zip file")):
        if raw.startswith(start):
            raise ModuleListError(
                f"{name} is {kind}; copy the module list out of it and paste it into a plain text file."
            )
    wide = raw.startswith((b"\xff\xfe", b"\xfe\xff"))
    try:
        text = raw.decode("utf-16" if wide else "utf-8-sig")
    except UnicodeDecodeError:
        text = "\0" if wide else raw.decode("cp1252", errors="replace")  # what Windows' Notepad calls ANSI
    if any(c < " " and c not in "\t\n\r\f\v" for c in text) or text.count("�") > 0:
        raise ModuleListError(
            f"{name} is not a text file; paste the module list into a plain text file, one module a line."
        )
    if not text.strip():
        raise ModuleListError(
            f"{name} is empty; write one module a line, with 'Core:' or 'Elective:' above them."
        )
    return text


def parse_modules(text: str, name: str) -> ModuleList:
    """Return the module list in `text`; `name` is what error messages call it. Raises ModuleListError if it holds none."""
    is_toml = bool(_TOML.search(text))
    if not is_toml and (len(text) > MAX_TEXT or len(text.splitlines()) > MOST_LINES):
        raise _too_long(name)
    found = _from_toml(text, name) if is_toml else _from_text(text)
    if not found.modules:
        raise ModuleListError(
            f"{name} holds no module titles; write one module a line, with 'Core:' or 'Elective:' above them."
        )
    words = sum(len(module.title) for module in found.modules)
    topics = sum(len(module.topics or ()) + len(module.unclear) for module in found.modules)
    if words > MAX_TEXT or topics > MOST_TOPICS:
        raise _too_long(name)
    if len(found.modules) > MOST_MODULES:
        raise ModuleListError(
            f"{name} holds {len(found.modules):,} modules; put only those of one course into it."
        )
    if len(found.modules) > MANY:
        note = f"{len(found.modules):,} modules are more than one course has; is this a whole catalogue?"
        return found.model_copy(update={"notes": (*found.notes, note)})
    return found


def _too_long(name: str) -> ModuleListError:
    """Return what to say of a list that would keep a person waiting: no course has as many lines, titles or topics."""
    return ModuleListError(f"{name} is far longer than the list of any course; leave only one course in it.")


def _from_toml(text: str, name: str) -> ModuleList:
    try:
        document = parse_toml(text)
    except (ValueError, RecursionError) as error:  # ValueError: also a number too long for Python
        raise ModuleListError(f"{name} is not readable as TOML: {error}.") from None
    programs = document.get("programs")
    if isinstance(programs, list) and "modules" not in document:
        if len(programs) != 1 or not isinstance(programs[0], dict):
            raise ModuleListError(f"{name} holds {len(programs)} programs; leave one of them in the file.")
        document = programs[0]
    try:
        return ModuleList.model_validate(
            {
                "modules": document.get("modules", ()),
                "complete": document.get("complete", document.get("modules_complete")),
                "elective_slots": document.get("elective_slots"),
            }
        )
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        place = short(".".join(str(part + 1) if isinstance(part, int) else part for part in first["loc"]))
        more = f" ({error.error_count() - 1} more problems)" if error.error_count() > 1 else ""
        raise ModuleListError(
            f"{name} is not a module list: {place}: {first['msg'].lower()}{more}."
        ) from None


def _short(title: str) -> str:
    return title if len(title) <= LONGEST_TITLE else title[: LONGEST_TITLE - 1].rstrip() + "…"


def _from_text(text: str) -> ModuleList:
    found = read_list(text)
    modules = tuple(
        ListedModule(
            title=_short(line.title), status=line.status or found.unsaid, code=line.code, credits=line.credits
        )
        for line in found.lines
    )
    return ModuleList(
        modules=modules, complete=found.complete, elective_slots=found.elective_slots, notes=found.notes
    )
