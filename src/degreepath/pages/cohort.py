"""A class: what came out, who needs a talk first, what could not be read; a page for each student, and the index of these."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from textwrap import shorten
from typing import TYPE_CHECKING, Any

from degreepath.advice.batch import BANDS, WHYS
from degreepath.advice.recommend import Recommendation
from degreepath.advice.verdict import FEWEST_ANSWERS, Band, Unclear
from degreepath.cohort.read import ClassFile
from degreepath.cohort.score import DOORS, FEWEST_SHOWN, NONE, OUTSIDE, STEP, Counts, Scores, Summary, Talk
from degreepath.knowledge import Knowledge
from degreepath.pages import recommendation
from degreepath.pages.blocks import Block, Cell, Links, Page, Paragraph, Row, Table, cells, items
from degreepath.pages.facts import Notes, counted, head, page_of
from degreepath.pages.results import NOTE_LINES
from degreepath.pages.wording import BAND_WORDS, DOOR_MEANINGS, PAGES, label, short_name, verdict_words

if TYPE_CHECKING:
    import polars as pl

CLASS = PAGES["class"]
SAYS: dict[str, str] = CLASS["says"]
WHY_WORDS, TALK_WORDS = CLASS["unclear"], CLASS["talk"]
FLAG_WORDS = {flag: words.format(fewest=FEWEST_ANSWERS) for flag, words in CLASS["flags"].items()}
GROUP_WORDS = {OUTSIDE: SAYS["outside"], NONE: SAYS["none"]}
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
        **{f"{short_name(one)} leads to the goal": pl.col(f"goal_{one.id}") for one in knowledge.archetypes},
        "Plan": told("plan", programs),
        "The plan leads to the goal or first role": pl.col("plan_door"),
        "Not clear because": pl.when(nowhere)
        .then(pl.lit(SAYS["goal_nowhere"]))
        .otherwise(told("why_unclear", WHY_WORDS)),
        "Outside first": pl.when(pl.col("outside_first")).then(pl.lit("yes")),
        "Warnings": told("flags", FLAG_WORDS),
        "Talk about": told("talk_first", TALK_WORDS),
        "Not read": pl.col("not_read"),
        "Row in the file": pl.col("row"),
        "Stamp": pl.col("stamp"),
    }
    return results.select(values.alias(title) for title, values in column.items())


# ── The summary ──────────────────────────────────────────────────────────────────────────────────
def page(scores: Scores, summary: Summary, commands: Sequence[tuple[str, str]] = ()) -> Page:
    """Return the summary of a class; `commands`: what to type next. One for sharing says nothing of single students."""
    knowledge, read, notes = scores.knowledge, scores.read, Notes(scores.knowledge)
    degrees = {degree.id: degree.name for degree in knowledge.archetypes} | GROUP_WORDS
    roles = {role.id: role.name for role in knowledge.roles}
    best = _counts("First role: the goal, or the best fit", summary.first_roles, roles)
    titles = (best.columns[0] + _left(len(best.rows) - ROLES, "roles"), *best.columns[1:])
    few = replace(best, columns=titles, rows=best.rows[:ROLES])
    why = _counts("Why a talk", summary.reasons, TALK_WORDS)
    if summary.for_sharing:
        title = f"A class of at least {summary.students:,}" if summary.students else "A class"
        shared = Paragraph(SAYS["shared"].format(fewest=FEWEST_SHOWN, step=STEP))
        tables = (
            _counts("Degree", summary.degrees, degrees),
            _counts("How sure", summary.bands, BAND_WORDS),
            few,
            why,
        )
        none = [] if any(table.rows for table in tables) else [Paragraph(SAYS["too_small"])]
        return page_of(notes, title, (shared, *tables, *none))
    counts = {"handed in again": read.resubmitted, "set aside": len(read.set_aside)}
    left = [f"{count:,} {what}" for what, count in counts.items() if count]
    nobody = [] if len(scores.talk_first) else [Paragraph(SAYS["nobody"])]
    others = 0 if nobody else len(scores) - len(scores.talk_first)
    remarks = (shorten(one, ONE_LINE, placeholder=" …") for one in read.warnings[:WARNINGS])
    return page_of(
        notes,
        f"A class of {summary.students:,}",
        (
            Paragraph(f"{counted(_rows(read), 'row')}: {', '.join([counted(len(read), 'student'), *left])}."),
            _degrees(degrees, summary),
            few,
            _talks(scores, f"Talk first: {summary.to_talk:,} of {summary.students:,}", TALKS),
            *nobody,
            Paragraph(SAYS["others"].format(others=others) if others else "", dim=True),
            items(map(Paragraph, remarks), f"What was read{_left(len(read.warnings) - WARNINGS, 'reading')}"),
            Links(tuple(commands)),
        ),
        ("talk", "Who needs a talk first", (_talks(scores, "Student", MOST_ROWS), why, *nobody)),
        ("roles", "Roles", [best if best.rows else Paragraph(SAYS["no_role"])]),
        ("reading", "How the file was read", _reading(read)),
    )


def _left(number: int, section: str) -> str:
    """Return, to put behind a title, that a section has more; '' where it has not."""
    return f" ({number} more: --only {section})" if number > 0 else ""


def _rows(read: ClassFile) -> int:
    return len(read) + read.resubmitted + len(read.set_aside)


def _bar(count: int, largest: int) -> Cell:
    return Cell(f"{count:,}", bar=-(-5 * count // largest) if largest else 0)


def _counts(title: str, counts: Counts, words: Mapping[Any, str]) -> Table:
    """Return groups by their numbers, the largest first; what is nobody or not told is left out."""
    told = sorted(((name, count) for name, count in counts.items() if count), key=lambda pair: -pair[1])
    rows = cells((words[name], _bar(count, told[0][1])) for name, count in told)
    return Table((title, "Students"), rows)


def _degrees(words: Mapping[str, str], summary: Summary) -> Table:
    """Return who was named which degree, and how surely."""
    counts = {name: count or 0 for name, count in summary.degrees.items()}
    rows: list[Row] = []
    for name, bands in summary.degree_bands.items():
        named = name not in GROUP_WORDS
        if counts[name] or named:
            by_band = (str(bands[band]) if named else "" for band in BANDS)
            rows.append((words[name], _bar(counts[name], max(counts.values())), *by_band))
    return Table(("Degree", "Students", "clear", "likely", "leaning", "goal alone"), cells(rows))


def _talks(scores: Scores, title: str, most: int) -> Table:
    """Return at most so many students with a reason for a talk, the most pressing first; a few of them take a line each."""
    first, room = scores.talk_first, ONE_LINE - len(title) if most == TALKS else 1000
    rows = []
    for at in first[:most].tolist():
        why = list(reasons(scores, at).values())
        said = "; ".join(why)
        said = said if len(said) <= room else f"{why[0]}; {len(why) - 1} more"
        rows.append((student(scores, at), said))
    if len(first) > most:
        rows.append(("…", f"and {len(first) - most:,} more"))
    return Table((title, "Why"), cells(rows))


def student(scores: Scores, at: int) -> str:
    """Return how the student at that place is called: by number, and by name if there is one."""
    return f"{scores.read.ids[at]} {scores.read.names[at]}".strip()


def reasons(scores: Scores, at: int) -> dict[Talk, str]:
    """Return why the student at that place needs a talk, with the words for it."""
    return {code: TALK_WORDS[code] for place, code in enumerate(Talk) if scores.talk[at] >> place & 1}


def _reading(read: ClassFile) -> Sequence[Block]:
    aside = [f"row {row:,} {why}" for row, why in read.set_aside[:MOST_ROWS]]
    groups = {"The file": read.found, "Remarks": read.warnings, "Set aside": aside}
    blocks = [items(map(Paragraph, texts), title) for title, texts in groups.items() if texts]
    return blocks or [Paragraph(SAYS["all_read"])]


def document(scores: Scores, summary: Summary) -> dict[str, Any]:
    """Return the summary as JSON; a count that is not told is null. One for sharing says nothing of single students."""
    read, about_the_file = scores.read, dict[str, Any]()
    talk: dict[str, Any] = {"students": summary.to_talk, "reasons": summary.reasons}
    if not summary.for_sharing:
        talk["first"] = [
            {"row": int(read.rows[at]), "student": student(scores, at), "reasons": list(reasons(scores, at))}
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
        "for_sharing": summary.for_sharing,
        "scored": summary.students,
        "programs": {degree.id: summary.degrees[degree.id] for degree in scores.knowledge.archetypes},
        "no_program": {name: summary.degrees[name] for name in GROUP_WORDS},
        "bands": summary.bands,
        "first_roles": summary.first_roles,
        "talk_first": talk,
        **about_the_file,
    }


# ── A page for each student ──────────────────────────────────────────────────────────────────────
def student_page(scores: Scores, at: int, result: Recommendation) -> Page:
    """Return the result of one student of the class on one page, with what to talk about and room for notes."""
    knowledge, one = scores.knowledge, scores.read.students[at]
    first, *others = recommendation.blocks(knowledge, result)
    plan = f"{label(knowledge.program[one.plan])}. " if one.plan else ""
    if one.plan and (place := scores.plan_door[at]) >= 0:
        role = knowledge.roles[scores.read.goals[at] if one.sheet.goal else scores.roles[at, 0]]
        plan += f"{role.name}: {DOORS[place]}, {DOOR_MEANINGS[DOORS[place]]}."
    labels = {
        "Student": student(scores, at),
        "Plan": plan,
        "Talk about": "; ".join(reasons(scores, at).values()),
        "Not read": "; ".join(one.notes),
    }
    about = (Paragraph(text, lead=lead) for lead, text in labels.items() if text)
    summary = (first, *about, *others, Paragraph("", lead="Notes", more=NOTE_LINES))
    return Page(student(scores, at), summary, (), knowledge.version)


def index(scores: Scores, files: Mapping[int, str]) -> Page:
    """Return the page that leads to the students' pages (place → file), who needs a talk first; then in the order of the class."""
    order = [at for at in (*scores.talk_first.tolist(), *range(len(scores))) if at in files]
    lines = []
    for at in dict.fromkeys(order):
        program, why = int(scores.program[at]), int(scores.why[at])
        degree = label(scores.knowledge.programs[program]) if program >= 0 else None
        verdict = verdict_words(degree, Band(BANDS[scores.band[at]]), WHYS[why] if why >= 0 else None)
        talk = tuple(reasons(scores, at).values())
        lines.append(Paragraph(verdict, student(scores, at), more=talk, url=files[at]))
    title = f"A class: {counted(len(lines), 'student')}"
    return page_of(Notes(scores.knowledge), title, (Paragraph(SAYS["index"]), items(lines)))
