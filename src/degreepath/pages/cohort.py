"""A class: what came out, who needs a talk first, what could not be read; a page for each student, and the index of these."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from textwrap import shorten
from typing import TYPE_CHECKING, Any

from degreepath.advice.batch import BANDS, WHYS
from degreepath.advice.recommend import Recommendation
from degreepath.advice.verdict import FEWEST_ANSWERS, Band, Unclear
from degreepath.cohort.read import ClassFile
from degreepath.cohort.score import (
    DOORS,
    FEWEST_SHOWN,
    NONE,
    OUTSIDE,
    STEP,
    Counts,
    Flag,
    Scores,
    Summary,
    Talk,
)
from degreepath.knowledge.knowledge import Knowledge
from degreepath.pages import recommendation
from degreepath.pages.blocks import Block, Cell, Item, Items, Links, Page, Paragraph, Section, Table
from degreepath.pages.facts import cells, counted, head
from degreepath.pages.report import NOTE_LINES
from degreepath.pages.wording import BAND_WORDS, DOOR_MEANINGS, label, short, verdict_words

if TYPE_CHECKING:
    import polars as pl

WHY_WORDS = {
    Unclear.TOO_FEW: "too few answers",
    Unclear.FLAT: "nothing stands out",
    Unclear.CONTRADICTORY: "answers to similar statements differ",
    Unclear.TIE: "too close to call",
    Unclear.GOAL: "only one degree leads to the goal, and the answers lean to the other",
}
GOAL_NOWHERE = "neither degree leads to the goal"
FLAG_WORDS = {
    Flag.STRAIGHT_LINE: "same answer to every statement, so only the marks count",
    Flag.CARELESS: "answers to similar statements differ, so only a hint",
    Flag.FEW_ANSWERS: f"fewer than {FEWEST_ANSWERS} answers, so uncertain",
    Flag.GOAL_DISLIKED: "the goal needs what the student would rather skip",
}
TALK_WORDS = {
    Talk.GOAL_CLOSED: "the goal cannot be reached this way",
    Talk.OUTSIDE: "likes most what neither degree teaches",
    Talk.GOAL: "goal and answers do not agree",
    Talk.UNEXPECTED: "the answers point away from the plan",
    Talk.CARELESS: "answers to similar statements differ",
    Talk.FLAT: "nearly the same answer everywhere",
    Talk.TOO_FEW: "too few answers",
    Talk.TIE: "too close to call",
}
GROUP_WORDS = {OUTSIDE: "Look outside both first", NONE: "No degree named yet"}
SHARED = (
    f"For others to read: each number is a lower bound, and groups that may be smaller than {FEWEST_SHOWN} are not shown. "
    f"Some students are left out of each number by chance, and it is rounded down to a multiple of {STEP}."
)
NOBODY = (Paragraph("Nobody needs a talk before the others."),)
NO_ROLE = "Nobody said enough for a role to be named."
INDEX = (
    "Who needs a talk first stands first. These pages hold what students said about themselves: keep them where nobody else "
    "can read them."
)
TALKS, ROLES, WARNINGS, ONE_LINE, MOST_ROWS = 5, 5, 3, 76, 500
FOR_CSV = {"Degree": "degree", "Role 1": "role_1_name", "Role 2": "role_2_name", "Role 3": "role_3_name",
           "Warnings": "warnings", "Talk about": "talk_about"}  # fmt: skip
"""The columns for people that stand behind those for machines in a CSV file."""


def table(knowledge: Knowledge, results: "pl.DataFrame") -> "pl.DataFrame":
    """Return the table of results as people read it: names instead of ids, fewer columns, with titles."""
    import polars as pl

    programs = {program.id: label(program) for program in knowledge.programs}
    roles = {role.id: role.name for role in knowledge.roles}

    def told(name: str, words: Mapping[Any, str]) -> "pl.Series":
        codes = results[name].unique().drop_nulls().to_list()
        texts = ["; ".join(words[code] for code in each.split()) for each in codes]
        return results[name].replace_strict(codes, texts, default=None, return_dtype=pl.String)

    nowhere = (pl.col("why_unclear") == Unclear.GOAL) & ~pl.col("for_goal")
    column: dict[str, pl.Series | pl.Expr] = {
        "Student": pl.col("student_id"),
        **({"Name": pl.col("name")} if "name" in results.columns else {}),
        "Degree": told("program", programs),
        "How sure": told("band", BAND_WORDS),
        "Of 100": (pl.col("confidence") * 100).round().cast(pl.Int64),
        **{f"Role {n}": told(f"role_{n}", roles) + " (" + results[f"fit_word_{n}"] + ")" for n in (1, 2, 3)},
        "Goal": told("goal", roles),
        **{f"{short(one)} leads to the goal": pl.col(f"goal_{one.id}") for one in knowledge.archetypes},
        "Plan": told("plan", programs),
        "The plan leads to the goal or first role": pl.col("plan_door"),
        "Not clear because": pl.when(nowhere)
        .then(pl.lit(GOAL_NOWHERE))
        .otherwise(told("why_unclear", WHY_WORDS)),
        "Outside first": pl.when(pl.col("outside_first")).then(pl.lit("yes")),
        "Warnings": told("flags", FLAG_WORDS),
        "Talk about": told("talk_first", TALK_WORDS),
        "Row in the file": pl.col("row"),
        "Stamp": pl.col("stamp"),
    }
    return results.select(values.alias(title) for title, values in column.items())


# ── The summary ──────────────────────────────────────────────────────────────────────────────────
def page(scores: Scores, summary: Summary, commands: Sequence[tuple[str, str]] = ()) -> Page:
    """Return the summary of a class; `commands`: what to type next. One for sharing says nothing of single students."""
    knowledge, read = scores.knowledge, scores.read
    degrees = {degree.id: degree.name for degree in knowledge.archetypes} | GROUP_WORDS
    best = _counts(
        "Role that fits best", summary.first_roles, {role.id: role.name for role in knowledge.roles}
    )
    few = replace(best, rows=best.rows[:ROLES])
    why = _counts("Why a talk", summary.reasons, TALK_WORDS)
    if summary.for_sharing:
        tables = (_counts("Degree", summary.degrees, degrees), _counts("How sure", summary.bands, BAND_WORDS))
        title = f"A class of at least {summary.students:,}" if summary.students else "A class"
        return Page(title, _filled(Paragraph(SHARED), *tables, few, why), (), knowledge.version)
    left = [f"{read.resubmitted:,} handed in again"] if read.resubmitted else []
    left += [f"{len(read.set_aside):,} set aside"] if read.set_aside else []
    said = f"{counted(_rows(read), 'row')}: {', '.join([counted(len(read), 'student'), *left])}."
    told = tuple(Item(shorten(each, ONE_LINE, placeholder=" …")) for each in read.warnings[:WARNINGS])
    first = _talks(scores, f"Talk first: {summary.to_talk:,} of {summary.students:,}", TALKS)
    blocks = _filled(
        Paragraph(said),
        _degrees(degrees, summary),
        few,
        *(_filled(first) or NOBODY),
        Items(told, title="What was read"),
        Links(tuple(commands)),
    )
    sections = (
        Section(
            "talk", "Who needs a talk first", _filled(_talks(scores, "Student", MOST_ROWS), why) or NOBODY
        ),
        Section("roles", "Roles", _filled(best) or (Paragraph(NO_ROLE),)),
        Section("reading", "How the file was read", _reading(read)),
    )
    return Page(f"A class of {summary.students:,}", blocks, sections, knowledge.version)


def _filled(*blocks: Block) -> tuple[Block, ...]:
    """Return the blocks in which anything stands."""
    parts = ("rows", "items", "links")
    return tuple(block for block in blocks if all(getattr(block, part, True) for part in parts))


def _rows(read: ClassFile) -> int:
    return len(read) + read.resubmitted + len(read.set_aside)


def _bar(count: int, largest: int) -> Cell:
    return Cell(f"{count:,}", bar=-(-5 * count // largest) if largest else 0)


def _counts(title: str, counts: Counts, words: Mapping[Any, str]) -> Table:
    """Return groups by their numbers, the largest first; what is nobody or not told is left out."""
    told = sorted(((name, count) for name, count in counts.items() if count), key=lambda pair: -pair[1])
    rows = tuple((Cell(words[name]), _bar(count, told[0][1])) for name, count in told)
    return Table((title, "Students"), rows)


def _degrees(words: Mapping[str, str], summary: Summary) -> Table:
    """Return who was named which degree, and how surely."""
    counts = {name: count or 0 for name, count in summary.degrees.items()}
    rows = []
    for name, bands in summary.degree_bands.items():
        named = name not in GROUP_WORDS
        if counts[name] or named:
            by_band = cells(*(str(bands[band]) if named else "" for band in BANDS))
            rows.append((Cell(words[name]), _bar(counts[name], max(counts.values())), *by_band))
    return Table(("Degree", "Students", "clear", "likely", "leaning", "for the goal"), tuple(rows))


def _talks(scores: Scores, title: str, most: int) -> Table:
    """Return at most so many students with a reason for a talk, the most pressing first; a few of them take a line each."""
    first, room = scores.talk_first, ONE_LINE - len(title) if most == TALKS else 1000
    rows = []
    for at in first[:most].tolist():
        why = reasons(scores, at)
        said = "; ".join(why)
        said = said if len(said) <= room else f"{why[0]}; {len(why) - 1} more"
        rows.append(cells(student(scores, at), said))
    if len(first) > most:
        rows.append(cells("…", f"and {len(first) - most:,} more"))
    return Table((title, "Why"), tuple(rows))


def student(scores: Scores, at: int) -> str:
    """Return how the student at that place is called: by number, and by name if there is one."""
    return f"{scores.read.ids[at]} {scores.read.names[at]}".strip()


def reasons(scores: Scores, at: int) -> list[str]:
    """Return why the student at that place needs a talk, in words."""
    return [words for place, words in enumerate(TALK_WORDS.values()) if scores.talk[at] >> place & 1]


def _reading(read: ClassFile) -> tuple[Block, ...]:
    aside = [f"row {row:,} {why}" for row, why in read.set_aside[:MOST_ROWS]]
    groups = {"The file": read.found, "Remarks": read.warnings, "Set aside": aside}
    blocks = [Items(tuple(map(Item, texts)), title=title) for title, texts in groups.items() if texts]
    return tuple(blocks) or (Paragraph("Every cell was understood."),)


def document(scores: Scores, summary: Summary) -> dict[str, Any]:
    """Return the summary as JSON; a count that is not told is null. One for sharing says nothing of single students."""
    read, shared = scores.read, summary.for_sharing
    first = [
        {
            "row": int(read.rows[at]),
            "student": student(scores, at),
            "reasons": [code for place, code in enumerate(Talk) if scores.talk[at] >> place & 1],
        }
        for at in scores.talk_first[:MOST_ROWS].tolist()
    ]
    about_the_file = {
        "rows": _rows(read),
        "rejected": len(read.set_aside),
        "resubmitted": read.resubmitted,
        "warnings": read.warnings,
        "set_aside": [{"row": row, "why": why} for row, why in read.set_aside[:MOST_ROWS]],
        "found": read.found,
    }
    return {
        **head(scores.knowledge),
        "for_sharing": shared,
        "scored": summary.students,
        "programs": {degree.id: summary.degrees[degree.id] for degree in scores.knowledge.archetypes},
        "no_program": {name: summary.degrees[name] for name in GROUP_WORDS},
        "bands": summary.bands,
        "first_roles": summary.first_roles,
        "talk_first": {"students": summary.to_talk, "reasons": summary.reasons}
        | ({} if shared else {"first": first}),
        **({} if shared else about_the_file),
    }


# ── A page for each student ──────────────────────────────────────────────────────────────────────
def student_page(scores: Scores, at: int, result: Recommendation) -> Page:
    """Return the result of one student of the class on one page, with what to talk about and room for notes."""
    knowledge, one = scores.knowledge, scores.read.students[at]
    first, *others = recommendation.blocks(knowledge, result)
    about = [Paragraph(student(scores, at), lead="Student")]
    if one.plan:
        door, role = scores.plan_door[at], scores.read.goals[at] if one.sheet.goal else scores.roles[at, 0]
        leads = (
            f"{knowledge.roles[role].name}: {DOORS[door]}, {DOOR_MEANINGS[DOORS[door]]}." if door >= 0 else ""
        )
        about.append(Paragraph(f"{label(knowledge.program[one.plan])}. {leads}", lead="Plan"))
    if talk := reasons(scores, at):
        about.append(Paragraph("; ".join(talk), lead="Talk about"))
    if one.notes:
        about.append(Paragraph("; ".join(one.notes), lead="Not read"))
    summary = (first, *about, *others, Paragraph("", lead="Notes", more=NOTE_LINES))
    return Page(student(scores, at), summary, (), knowledge.version)


def index(scores: Scores, files: Mapping[int, str]) -> Page:
    """Return the page that leads to the students' pages (place → file), who needs a talk first; then in the order of the class."""
    order = [at for at in (*scores.talk_first.tolist(), *range(len(scores))) if at in files]
    items = []
    for at in dict.fromkeys(order):
        program, why = int(scores.program[at]), int(scores.why[at])
        degree = label(scores.knowledge.programs[program]) if program >= 0 else None
        verdict = verdict_words(degree, Band(BANDS[scores.band[at]]), WHYS[why] if why >= 0 else None)
        items.append(Item(verdict, student(scores, at), more=tuple(reasons(scores, at)), url=files[at]))
    title = f"A class: {counted(len(items), 'student')}"
    return Page(title, (Paragraph(INDEX), Items(tuple(items))), (), scores.knowledge.version)
