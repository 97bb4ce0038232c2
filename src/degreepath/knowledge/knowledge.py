"""The whole knowledge base in one frozen object."""

from functools import cached_property

from pydantic import Field

from degreepath.knowledge.fields import Record
from degreepath.knowledge.model import Pay, Program, ProgramKind, Role, Study
from degreepath.knowledge.outcome import Outcome
from degreepath.knowledge.vocabulary import Finding, Interest, Question, Source, Term, Topic, WordList


class Knowledge(Record):
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
    def countries(self) -> tuple[str, ...]:
        """The countries with courses, in alphabetical order."""
        return tuple(sorted({course.country for course in self.courses if course.country}))

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
    def source(self) -> dict[str, Source]:
        """Sources by id."""
        return {record.id: record for record in self.sources}

    @cached_property
    def words(self) -> dict[str, tuple[str, ...]]:
        """The word lists of the reader of module lists, by id."""
        return {record.id: record.words for record in self.wordlists}

    def pay_of(self, role: Role) -> tuple[Pay, ...]:
        """Return the pay figures of `role`, in the order in which it names them."""
        figures = {record.id: record for record in self.pay}
        return tuple(figures[name] for name in role.pay)

    def outcomes_of(self, program: Program) -> tuple[Outcome, ...]:
        """Return the official figures about graduates of `program`, in file order."""
        return tuple(outcome for outcome in self.outcomes if outcome.program == program.id)
