"""The knowledge base: all of it in one frozen object, its tables, and every id by which one record names another."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache, cached_property
from types import GenericAlias
from typing import Any, Literal, NamedTuple, TypeVar, get_args, get_type_hints

from pydantic import Field, create_model

from degreepath.knowledge.fields import (
    Finding,
    Interest,
    Question,
    Record,
    Ref,
    Source,
    Term,
    Topic,
    WordList,
)
from degreepath.knowledge.model import Outcome, Pay, Program, ProgramKind, Role, Study

R = TypeVar("R", bound=Any)
FILES: Mapping[str, Mapping[str, type[Record]]] = {
    "vocabulary.toml": {"interests": Interest, "topics": Topic, "terms": Term, "wordlists": WordList},
    "questions.toml": {"questions": Question},
    "programs.toml": {"programs": Program},
    "studies.toml": {"studies": Study},
    "roles.toml": {"roles": Role, "pay": Pay},
    "outcomes.toml": {"outcomes": Outcome},
    "sources.toml": {"sources": Source, "findings": Finding},
}
"""How we sort the tables into files. The loader takes any table from any file, so a course and its source can share one."""
TABLES = {table: model for tables in FILES.values() for table, model in tables.items()}
SCHEMA = 1
DRAFT = "http://json-schema.org/draft-07/schema#"
"""The newest draft of JSON Schema that TOML editors read."""


def _by_id(records: Iterable[R]) -> dict[str, R]:
    return {record.id: record for record in records}


class _Lookups:
    """The records of a table by their ids."""

    interest = cached_property[dict[str, Interest]](lambda self: _by_id(self.interests))
    topic = cached_property[dict[str, Topic]](lambda self: _by_id(self.topics))
    question = cached_property[dict[str, Question]](lambda self: _by_id(self.questions))
    program = cached_property[dict[str, Program]](lambda self: _by_id(self.programs))
    role = cached_property[dict[str, Role]](lambda self: _by_id(self.roles))
    source = cached_property[dict[str, Source]](lambda self: _by_id(self.sources))


class Knowledge(Record, _Lookups):
    """Everything degreepath knows. Records keep the order of their files: ties are settled by it."""

    version: str
    hash: str = Field(description="first 12 hex digits of the SHA-256 over the data files")
    interests: tuple[Interest, ...]
    topics: tuple[Topic, ...]
    terms: tuple[Term, ...]
    wordlists: tuple[WordList, ...]
    questions: tuple[Question, ...]
    programs: tuple[Program, ...]
    studies: tuple[Study, ...]
    roles: tuple[Role, ...]
    pay: tuple[Pay, ...]
    outcomes: tuple[Outcome, ...]
    sources: tuple[Source, ...]
    findings: tuple[Finding, ...]

    def __hash__(self) -> int:
        return hash(self.hash)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Knowledge) and self.hash == other.hash

    @property
    def year(self) -> int:
        """The year that the age of facts is counted from, so that a result can be made again."""
        return int(self.version.split(".")[0])

    @cached_property
    def archetypes(self) -> tuple[Program, ...]:
        """The general degrees the quiz decides between, in file order."""
        return tuple(p for p in self.programs if p.kind is ProgramKind.ARCHETYPE)

    @cached_property
    def courses(self) -> tuple[Program, ...]:
        """The real courses of institutions, in file order."""
        return tuple(p for p in self.programs if p.kind is ProgramKind.COURSE)

    @cached_property
    def countries(self) -> tuple[str, ...]:
        """The countries with courses, in alphabetical order."""
        return tuple(sorted({course.country for course in self.courses if course.country}))

    @cached_property
    def words(self) -> dict[str, tuple[str, ...]]:
        """The word lists of the reader of module lists, by id."""
        return {record.id: record.words for record in self.wordlists}

    def pay_of(self, role: Role) -> tuple[Pay, ...]:
        figures = _by_id(self.pay)
        return tuple(figures[name] for name in role.pay)

    def outcomes_of(self, program: Program) -> tuple[Outcome, ...]:
        return tuple(outcome for outcome in self.outcomes if outcome.program == program.id)


def one_of(table: str) -> str:
    """Return what one record of `table` is called."""
    return {"pay": "pay figure", "studies": "study"}.get(table, table.removesuffix("s"))


class Breach(NamedTuple):
    """What a law finds wrong: in one record of `table`, or, without an id, in the whole table."""

    table: str
    id: str
    field: str
    what: str
    mend: str


Law = Callable[[Knowledge], Iterator[Breach]]


class Reference(NamedTuple):
    """The record `record` of `table` names `target` of the table `kind` in the field `field` (dotted)."""

    table: str
    record: str
    field: str
    kind: str
    target: str


def references(knowledge: Knowledge) -> Iterator[Reference]:
    """Yield every reference of the knowledge base, in file order, found by the types of the fields."""
    for table in TABLES:
        for record in getattr(knowledge, table):
            for path, kind, target in _inside(record, ""):
                yield Reference(table, record.id, path, kind, target)


def _inside(record: Record, path: str) -> Iterator[tuple[str, str, str]]:
    for name, kind in _fields(type(record)).items():
        value = getattr(record, name)
        if kind:
            yield from ((path + name, kind, target) for target in _leaves(value))
        for part in value if isinstance(value, tuple) else (value,):
            if isinstance(part, Record):
                yield from _inside(part, f"{path}{name}.")


@cache
def _fields(model: type[Record]) -> Mapping[str, str | None]:
    """Return for each field of `model` the table that its ids name, None where it names nothing."""
    hints = get_type_hints(model, include_extras=True)
    return {name: _table(hints[name]) for name in model.model_fields}


def _table(kind: Any) -> str | None:
    if isinstance(kind, Ref):
        return kind.table
    return next((table for part in get_args(kind) if (table := _table(part))), None)


def _leaves(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    for part in value if isinstance(value, Mapping | tuple) else ():
        yield from _leaves(part)


def file_schema(name: str = "") -> dict[str, Any]:
    """Return the JSON Schema of the data file `name` ('roles', 'programs' …), or of a file with any of the tables."""
    tables = FILES[f"{name}.toml"] if name else TABLES
    rows: dict[str, Any] = {table: (GenericAlias(list, (model,)), []) for table, model in tables.items()}
    head: dict[str, Any] = {"format": (Literal[1], Field(alias="schema")), "version": (str, "")}
    title, about = f"degreepath: {name or 'a data file'}", "Records of the knowledge base, by table."
    file = create_model(title, __base__=Record, __doc__=about, **head, **rows)
    schema = file.model_json_schema()
    for model in schema["$defs"].values():
        for field in model.get("properties", {}).values():
            if "patternProperties" in field:
                field["additionalProperties"] = False  # a key of another pattern is a slip
    return {"$schema": DRAFT, **schema}
