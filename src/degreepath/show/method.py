"""The technical sheet: how the advice is made, how well that works, and what is not known."""

from typing import Any

from degreepath.advice import confidence, interests, next_question, programs, shortlist
from degreepath.knowledge.figures import Figures
from degreepath.knowledge.knowledge import Knowledge
from degreepath.show.blocks import Item, Page, Section
from degreepath.show.documents import head
from degreepath.show.method_formulas import formulas
from degreepath.show.notes import Notes


def page(knowledge: Knowledge, figures: Figures) -> Page:
    """Return the sheet; docs/method.md is this page as Markdown."""
    notes = Notes(knowledge, knowledge.year)
    published = tuple(notes.fact(finding) for finding in knowledge.findings)
    stale = figures.knowledge.hash != knowledge.hash
    return Page(
        title="How the advice is made, and how well that works",
        lines=(
            "Every score is a sum. Each part of it can be traced to an answer, or to a record in the data files.",
            *(
                [
                    "Careful: the figures below were measured on another version of the knowledge base than yours."
                ]
                if stale
                else []
            ),
        ),
        blocks=(
            *formulas(),
            measured(figures),
            reliability(knowledge, figures),
            Section("How the simulated students are made", tuple(map(Item, STUDENTS))),
            Section("What others have published about short questionnaires", published),
            Section("What is not known", tuple(map(Item, NOT_KNOWN))),
            notes.sources(),
        ),
    )


def document(knowledge: Knowledge, figures: Figures) -> dict[str, Any]:
    """Return the sheet's figures and constants as JSON."""
    return {
        **head(knowledge),
        "constants": constants(),
        "figures": figures.model_dump(mode="json"),
        "published": [finding.model_dump(mode="json") for finding in knowledge.findings],
    }


def constants() -> dict[str, float]:
    """Return the constants of the method by name."""
    return {
        "answer_noise": interests.ANSWER_NOISE,
        "spread_between_interests": interests.SPREAD_BETWEEN_INTERESTS,
        "spread_between_students": interests.SPREAD_BETWEEN_STUDENTS,
        "opener_mark": interests.OPENER_MARK,
        "opener_weight": interests.OPENER_WEIGHT,
        "role_focus": programs.ROLE_FOCUS,
        "career_weight": programs.CAREER_WEIGHT,
        "careless_noise": confidence.CARELESS_NOISE,
        "prior_pairs": confidence.PRIOR_PAIRS,
        "fewest_interests": confidence.FEWEST_INTERESTS,
        "fewest_answers": confidence.FEWEST_ANSWERS,
        "settled_program": next_question.SETTLED_PROGRAM,
        "settled_role": next_question.SETTLED_ROLE,
        "shortlist_holds_best": shortlist.HOLDS_BEST,
    }


def measured(figures: Figures) -> Section:
    """Return what the simulation found, property by property."""
    lead = (
        f"Made on {figures.made} with {figures.students} simulated students in each group, seed {figures.seed}, "
        f"knowledge base {figures.knowledge.version} ({figures.knowledge.hash}). These figures test the method, not the advice."
    )
    rows = (
        Item(f"{row.reached}. Target: {row.target}.", lead=row.property, mark="+" if row.ok else "!")
        for row in figures.rows
    )
    return Section("What was measured (+ reached, ! missed)", (Item(lead, mark=""), *rows))


def reliability(knowledge: Knowledge, figures: Figures) -> Section:
    """Return the number of questions and the reliability of each interest."""
    items = (
        Item(
            f"{found.questions} questions; reliability expected {found.expected:.2f}, measured {found.measured:.2f}.",
            lead=knowledge.interest[interest].name,
        )
        for interest, found in figures.reliability.items()
        if interest in knowledge.interest
    )
    return Section("How well each interest is measured (0 not at all, 1 perfectly)", tuple(items))


STUDENTS = (
    (
        "A student who resembles a role: each interest is −0.35 + 1.2 w/3 plus chance (spread 0.35), w being what the role wants; "
        "the student's own level has spread 0.2."
    ),
    "A student between two roles: the larger of both roles' wants for each interest.",
    "Answers: the interest plus chance (spread 0.35, and 0.5 in a second round), rounded to the five points; 8 % are skipped.",
    "Marks of the opener: the three highest and three lowest of interest plus chance (spread 0.25).",
    "Random sheets: every answer drawn by dice. Careless ones: those of a student who resembles a role, every second drawn by dice.",
)

NOT_KNOWN = (
    "The simulation resembles the model. Only real students can show that the constants are right and the advice is good.",
    (
        "Careless answers are the weakest spot; flags and 'too close to call' are the defence. The short quiz asks too few pairs of "
        "similar statements to see them well: the row on random sheets tells how many filled in by dice each quiz calls clear. "
        "Where answers may be careless, use 'quiz --full'."
    ),
    (
        "Where points speak for a degree that does not lead to the role that fits best, no degree is named. By that rule, and not "
        "by proof, nobody is sent into a dead end."
    ),
    "For students between two roles the first role is often not the right one. So three are always shown.",
    "What modules teach moves the advice most, and it is read from titles. A school may teach more than a title says.",
    "What each role wants (1 to 3) is the judgement of the people who made this, open to everybody in data/roles.toml.",
)
