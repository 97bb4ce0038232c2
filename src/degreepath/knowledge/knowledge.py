"""The whole knowledge base in one frozen object."""

from functools import cached_property

from pydantic import Field

from degreepath.knowledge.program import Program, ProgramKind
from degreepath.knowledge.record import Record
from degreepath.knowledge.role import Pay, Role
from degreepath.knowledge.source import Finding, Source
from degreepath.knowledge.vocabulary import Interest, Question, Topic


class Knowledge(Record):
    """Everything degreepath knows. Records keep the order of their files: ties are settled by it."""

    version: str
    hash: str = Field(description="first 12 hex digits of the SHA-256 over the data files")
    interests: tuple[Interest, ...]
    topics: tuple[Topic, ...]
    questions: tuple[Question, ...]
    programs: tuple[Program, ...]
    roles: tuple[Role, ...]
    pay: tuple[Pay, ...]
    sources: tuple[Source, ...]
    findings: tuple[Finding, ...]

    def __hash__(self) -> int:
        return hash(self.hash)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Knowledge) and self.hash == other.hash

    @property
    def year(self) -> int:
        """The year of the knowledge base: the age of its facts is counted from it, so that a result can be made again."""
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
    def interest(self) -> dict[str, Interest]:
        """Interests by id."""
        return {record.id: record for record in self.interests}

    @cached_property
    def topic(self) -> dict[str, Topic]:
        """Topics by id."""
        return {record.id: record for record in self.topics}

    @cached_property
    def question(self) -> dict[str, Question]:
        """Questions by id."""
        return {record.id: record for record in self.questions}

    @cached_property
    def program(self) -> dict[str, Program]:
        """Programs by id."""
        return {record.id: record for record in self.programs}

    @cached_property
    def role(self) -> dict[str, Role]:
        """Roles by id."""
        return {record.id: record for record in self.roles}

    @cached_property
    def pay_figure(self) -> dict[str, Pay]:
        """Pay figures by id."""
        return {record.id: record for record in self.pay}

    def pay_of(self, role: Role) -> tuple[Pay, ...]:
        """Return the pay figures of `role`, in the order in which it names them."""
        return tuple(self.pay_figure[name] for name in role.pay)

    @cached_property
    def source(self) -> dict[str, Source]:
        """Sources by id."""
        return {record.id: record for record in self.sources}
