"""Small made-up knowledge bases whose figures can be worked out on paper, and answer sheets for hypothesis to draw."""

from itertools import count

from hypothesis import strategies as st

from degreepath.advice.answers import AnswerSheet, Opener
from degreepath.knowledge import Knowledge
from degreepath.knowledge.fields import Fact, Interest, Question
from degreepath.knowledge.model import (
    ElectiveGroup,
    Listed,
    Module,
    ModuleStatus,
    Program,
    ProgramKind,
    Role,
    Task,
)

_serial = count()
FACT = Fact(text="As said", source="nobody")
Modules = tuple[tuple[str, tuple[str, ...]], ...]


def role(
    name: str,
    wants: dict[str, int],
    must: tuple[tuple[str, ...], ...] = (("s",),),
    helps: tuple[str, ...] = (),
) -> Role:
    return Role(
        id=name, name=name, work="work", suits="anyone", wants=wants, must=must, helps=helps, needs_because="so", needs_source=(),
        listed_for=(), way_in=FACT, portfolio=FACT, bodies=FACT, try_this=Task(do="try", next="go on", liked="good", hated="bad"),
    )  # fmt: skip


def program(
    name: str, teaches: dict[str, int], modules: Modules = (), *, listed: str = "whole", slots: int | None = None,
    groups: dict[str, int] | None = None, kind: str = "archetype",
) -> Program:  # fmt: skip
    """Return a program; a module is (status, topics), and an elective of a group is ("elective:<group>", topics)."""
    return Program(
        id=name, name=name, kind=ProgramKind(kind), about="about", award="BA", teaches=teaches, modules_source="nobody",
        listed=Listed(listed), listed_because="made up", elective_slots=slots,
        groups=tuple(ElectiveGroup(id=g, choose=n, rule=f"choose {n}") for g, n in (groups or {}).items()),
        modules=tuple(
            Module(
                title=f"{status} {place}", status=ModuleStatus(status.partition(":")[0]), topics=topics,
                group=status.partition(":")[2] or None,
            )
            for place, (status, topics) in enumerate(modules)
        ),
    )  # fmt: skip


def knowledge_of(
    interests: str,
    questions: dict[str, str],
    programs: tuple[Program, ...] = (),
    roles: tuple[Role, ...] = (),
) -> Knowledge:
    """Return a knowledge base; `questions` maps ids to interests, an id that ends in "-not" is reversed."""
    empty = dict.fromkeys(
        ("topics", "terms", "wordlists", "studies", "pay", "outcomes", "sources", "findings"), ()
    )
    return Knowledge.model_construct(
        version="2026.11", hash=f"toy {next(_serial)}", programs=programs, roles=roles, **empty,
        interests=tuple(
            Interest(id=d, name=d, about=d, doing=d, creative_technical=0, design_operate=0) for d in interests.split()
        ),
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
    draw: st.DrawFn, knowledge: Knowledge, *, goals: bool = False, straight: bool = False
) -> AnswerSheet:
    """Draw an answer sheet: any answers and skips, with or without marks and a goal; with `straight` some straight lines too."""
    size = len(knowledge.questions)
    likings = st.lists(st.integers(0, 5), min_size=size, max_size=size)
    if straight:
        likings |= st.integers(1, 5).map(lambda answer: [answer] * size)
    given = draw(likings)
    answers = {q.id: a for q, a in zip(knowledge.questions, given, strict=True) if a}
    goal = draw(st.none() | st.sampled_from([role.id for role in knowledge.roles])) if goals else None
    if not draw(st.booleans()):
        return AnswerSheet(answers=answers, goal=goal)
    ids = draw(st.permutations([i.id for i in knowledge.interests]))
    most, least = draw(st.integers(0, 3)), draw(st.integers(0, 3))
    return AnswerSheet(
        answers=answers, goal=goal, opener=Opener(most=tuple(ids[:most]), least=tuple(ids[3 : 3 + least]))
    )
