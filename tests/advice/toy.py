"""Small made-up knowledge bases whose figures can be worked out on paper, and answer sheets for hypothesis to draw."""

from itertools import count

from hypothesis import strategies as st

from degreepath.advice.answers import AnswerSheet, Opener
from degreepath.knowledge.knowledge import Knowledge
from degreepath.knowledge.program import Module, ModuleStatus, Program, ProgramKind
from degreepath.knowledge.record import Fact
from degreepath.knowledge.role import Role, Task
from degreepath.knowledge.vocabulary import Interest, Question

_serial = count()
FACT = Fact(text="As said", source="nobody")


def role(
    name: str, wants: dict[str, int], all_of: tuple[str, ...] = (), any_of: tuple[tuple[str, ...], ...] = ()
) -> Role:
    return Role(
        id=name, name=name, work="work", suits="anyone", wants=wants, all_of=all_of, any_of=any_of, needs_source=(), listed_for=(),
        way_in=FACT, portfolio=FACT, bodies=FACT, try_this=Task(do="try", liked="good", hated="bad"),
    )  # fmt: skip


def program(
    name: str, teaches: dict[str, int], modules: tuple[tuple[str, tuple[str, ...]], ...] = (), *, complete: bool = True,
    slots: int | None = None,
) -> Program:  # fmt: skip
    return Program(
        id=name, name=name, kind=ProgramKind.ARCHETYPE, about="about", award="BA", teaches=teaches, modules_source="nobody",
        modules=tuple(
            Module(title=f"{status} {place}", status=ModuleStatus(status), topics=topics)
            for place, (status, topics) in enumerate(modules)
        ),
        modules_complete=complete, elective_slots=slots,
    )  # fmt: skip


def knowledge_of(
    interests: str,
    questions: dict[str, str],
    programs: tuple[Program, ...] = (),
    roles: tuple[Role, ...] = (),
) -> Knowledge:
    """Return a knowledge base; `questions` maps ids to interests, an id that ends in "-not" is reversed."""
    return Knowledge.model_construct(
        version="2026.11", hash=f"toy {next(_serial)}", topics=(), pay=(), sources=(), programs=programs, roles=roles,
        interests=tuple(Interest(id=d, name=d, about=d, creative_technical=0, design_operate=0) for d in interests.split()),
        questions=tuple(
            Question(id=q, interest=d, text=q, reverse=q.endswith("-not")) for q, d in questions.items()
        ),
    )  # fmt: skip


def changed(knowledge: Knowledge, **parts: object) -> Knowledge:
    """Return the knowledge base with some of its tables replaced; what was worked out from the old one is forgotten."""
    fields = {name: getattr(knowledge, name) for name in type(knowledge).model_fields}
    return Knowledge.model_construct(**{**fields, **parts, "hash": f"changed {next(_serial)}"})


@st.composite
def sheets(
    draw: st.DrawFn, knowledge: Knowledge, *, opener: bool | None = None, skips: bool = True
) -> AnswerSheet:
    """Draw an answer sheet; `opener` says whether it has one (None: either)."""
    given = draw(
        st.lists(st.integers(0 if skips else 1, 5), min_size=(n := len(knowledge.questions)), max_size=n)
    )
    answers = {q.id: a for q, a in zip(knowledge.questions, given, strict=True) if a}
    if opener is None:
        opener = draw(st.booleans())
    if not opener:
        return AnswerSheet(answers=answers)
    ids = draw(st.permutations([i.id for i in knowledge.interests]))
    return AnswerSheet(answers=answers, opener=Opener(most=tuple(ids[:3]), least=tuple(ids[3:6])))
