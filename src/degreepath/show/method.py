"""The technical sheet: how the advice is made, how well that works, and what is not known."""

from typing import Any

from rich.console import RenderableType

from degreepath.advice import confidence, coverage, interests, next_question, programs, shortlist
from degreepath.knowledge.figures import Figures
from degreepath.knowledge.knowledge import Knowledge
from degreepath.knowledge.program import ModuleStatus
from degreepath.show.blocks import Item, Page, Section
from degreepath.show.markdown import to_markdown
from degreepath.show.notes import Notes
from degreepath.show.screen import Screen


def page(knowledge: Knowledge, figures: Figures) -> RenderableType:
    """Return the sheet for the screen."""
    return Screen(build(knowledge, figures))


def markdown(knowledge: Knowledge, figures: Figures) -> str:
    """Return the sheet as Markdown; docs/method.md is this text."""
    return to_markdown(build(knowledge, figures))


def document(knowledge: Knowledge, figures: Figures) -> dict[str, Any]:
    """Return the sheet's figures and constants as JSON."""
    return {
        "schema": 1,
        "knowledge": {"version": knowledge.version, "hash": knowledge.hash},
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
        "settled_program": next_question.SETTLED_PROGRAM,
        "settled_role": next_question.SETTLED_ROLE,
        "shortlist_holds_best": shortlist.HOLDS_BEST,
    }


def build(knowledge: Knowledge, figures: Figures) -> Page:
    """Return the sheet as blocks."""
    notes = Notes(knowledge, int(knowledge.version.split(".")[0]))
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


def formulas() -> tuple[Section, ...]:
    """Return the formulas, with the constants as they are in the code."""
    noise, spread = interests.ANSWER_NOISE, interests.SPREAD_BETWEEN_INTERESTS
    core, elective, intro = (coverage.TAUGHT[status] for status in ModuleStatus)
    bands = ", ".join(f"{lowest:.2f} {band.value}" for band, lowest in confidence.LOWEST_CONFIDENCE.items())
    return (
        Section(
            "1. From answers to interests",
            (
                Item(
                    "Answers 1 to 5 become −1, −½, 0, ½, 1; statements that ask the other way round are turned round."
                ),
                Item(
                    f"A mark of the opener counts as ±{interests.OPENER_MARK}, an interest without a mark as 0, with weight "
                    f"{interests.OPENER_WEIGHT}; an answer has weight 1; a skipped question does not count."
                ),
                Item(
                    "n_d is the sum of weights on interest d, y_d the weighted mean, λ = σ²/τ², B_d = n_d/(n_d + λ)."
                ),
                Item("k_d = 1/(τ² + σ²/n_d), g = Σ k_d y_d / (Σ k_d + 1/γ²): the student's own level."),
                Item("x_d = g + B_d (y_d − g): few answers are drawn towards the student's own level."),
                Item(
                    f"σ = {noise} answer noise, τ = {spread} spread between interests, "
                    f"γ = {interests.SPREAD_BETWEEN_STUDENTS} spread between students."
                ),
                Item(
                    "If the same number is given to every statement, those that say opposite things included, "
                    "the answers say nothing and count as none."
                ),
            ),
        ),
        Section(
            "2. How well a role fits",
            (
                Item("Each role wants some interests: 1 some, 2 much, 3 central. w_rd is 0 for the others."),
                Item(
                    "u_rd = max(w_rd − mean of w_r, 0) where it wants something; elsewhere minus an equal share of their sum."
                ),
                Item(
                    "u_r is scaled to length 1; s_r = Σ u_rd x_d; shown as fit = 50 + 50 s_r / K, K the largest possible s."
                ),
                Item("The parts of u_r sum to 0, so answering everything one step higher changes nothing."),
            ),
        ),
        Section(
            "3. Whether a degree leads to a role",
            (
                Item(
                    f"A topic counts {core:g} in a core module, {elective:g} in an elective, {intro:g} where it is only introduced."
                ),
                Item(
                    "A topic of no module counts 0 if the module list is complete; otherwise it is unknown: 0 in the low reading, "
                    f"{coverage.UNKNOWN_TAUGHT:g} in the high one."
                ),
                Item(
                    "V is the weakest of what the role needs: all of some topics, one of each of some groups."
                ),
                Item(
                    f"Covered: low V = 1. Possible: low V ≥ {coverage.REACHABLE:g}. Not known: only the high V reaches that. "
                    "Not covered: neither does. Liking never enters here."
                ),
            ),
        ),
        Section(
            "4. Points for a degree",
            (
                Item(
                    f"ρ_r = softmax(s_r / {programs.ROLE_FOCUS}): how much each role counts for this student."
                ),
                Item("study = Σ u_pd x_d, with u_p from what the degree teaches, made like u_r."),
                Item(
                    f"career = {programs.CAREER_WEIGHT} Σ ρ_r (V_pr − mean V_p); V is the middle of both readings."
                ),
                Item(
                    "Points are 100 × (study + career). A declared goal is no part of the sum: a degree that cannot lead there is shut out."
                ),
            ),
        ),
        Section(
            "5. What is asked, and when it stops",
            (
                Item(
                    "The next question is the one whose answer would take most uncertainty out of what is still open."
                ),
                Item(
                    f"It offers to stop when the rest would change the degree in at most {1 - next_question.SETTLED_PROGRAM:.0%} "
                    f"and the top role in at most {1 - next_question.SETTLED_ROLE:.0%} of cases. 'quiz --full' asks everything."
                ),
            ),
        ),
        Section(
            "6. How sure",
            (
                Item(
                    "Confidence = Φ(margin / √(δ′ Cov δ)), δ the gradient of the difference of both degrees over the interests."
                ),
                Item(
                    "The student's own noise σ̂ comes from pairs of answers on one interest and widens Cov; "
                    f"above {confidence.CARELESS_NOISE} a result is never called clear."
                ),
                Item(
                    f"Bands: {bands}; below that, or with fewer than {confidence.FEWEST_INTERESTS} interests, too close to call."
                ),
                Item(
                    "Roles and courses: the share of 256 fixed points of the uncertainty in which each is first. "
                    f"The shortlist is the smallest set that holds the best course in {shortlist.HOLDS_BEST:.0%} of them."
                ),
            ),
        ),
    )


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
    "Random and careless sheets: every answer drawn by dice.",
)

NOT_KNOWN = (
    "The simulation resembles the model. Only real students can show that the constants are right and the advice is good.",
    (
        "Careless answers are the weakest spot; flags and 'too close to call' are the defence. The short quiz asks too few pairs of "
        "similar statements to see them well: of sheets filled in by dice it calls about 13 in 100 clear, the full quiz 1 in 100. "
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
