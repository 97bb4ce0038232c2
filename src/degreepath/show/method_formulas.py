"""The formulas of the method, section by section, with the constants as they are in the code: a text cannot lag behind it."""

from degreepath.advice import confidence, coverage, interests, next_question, programs, shortlist
from degreepath.knowledge.program import ModuleStatus
from degreepath.show.blocks import Item, Section


def formulas() -> tuple[Section, ...]:
    """Return the sections in the order in which the advice is made."""
    return (
        _interests(),
        _role_fit(),
        _open_doors(),
        _points(),
        _asking(),
        _certainty(),
    )


def _section(title: str, *statements: str) -> Section:
    return Section(title, tuple(map(Item, statements)))


def _interests() -> Section:
    noise, spread = interests.ANSWER_NOISE, interests.SPREAD_BETWEEN_INTERESTS
    return _section(
        "1. From answers to interests",
        "Answers 1 to 5 become −1, −½, 0, ½, 1; statements that ask the other way round are turned round.",
        (
            f"A mark of the opener counts as ±{interests.OPENER_MARK}, an interest without a mark as 0, with weight "
            f"{interests.OPENER_WEIGHT}; an answer has weight 1; a skipped question does not count."
        ),
        "n_d is the sum of weights on interest d, y_d the weighted mean, λ = σ²/τ², B_d = n_d/(n_d + λ).",
        "k_d = 1/(τ² + σ²/n_d), g = Σ k_d y_d / (Σ k_d + 1/γ²): the student's own level.",
        "x_d = g + B_d (y_d − g): few answers are drawn towards the student's own level.",
        (
            f"σ = {noise} answer noise, τ = {spread} spread between interests, "
            f"γ = {interests.SPREAD_BETWEEN_STUDENTS} spread between students."
        ),
        (
            "If the same number is given to every statement, those that say opposite things included, "
            "the answers say nothing and count as none."
        ),
    )


def _role_fit() -> Section:
    return _section(
        "2. How well a role fits",
        "Each role wants some interests: 1 some, 2 much, 3 central. w_rd is 0 for the others.",
        "u_rd = max(w_rd − mean of w_r, 0) where it wants something; elsewhere minus an equal share of their sum.",
        "u_r is scaled to length 1; s_r = Σ u_rd x_d; shown as fit = 50 + 50 s_r / K, K the largest possible s.",
        "The parts of u_r sum to 0, so answering everything one step higher changes nothing.",
    )


def _open_doors() -> Section:
    core, elective, intro = (coverage.TAUGHT[status] for status in ModuleStatus)
    return _section(
        "3. Whether a degree leads to a role",
        f"A topic counts {core:g} in a core module, {elective:g} in an elective, {intro:g} where it is only introduced.",
        (
            "Low reading: a topic of no module counts 0. High reading: the same if the module list is complete; otherwise every "
            f"topic counts at least {coverage.UNKNOWN_TAUGHT:g}, since the rest of the list may teach it, or teach further what is only introduced."
        ),
        "V is the weakest of what the role needs: all of some topics, one of each of some groups.",
        (
            f"Covered: low V = 1. Possible: low V ≥ {coverage.REACHABLE:g}. Not known: only the high V reaches that. "
            "Not covered: neither does. Liking never enters here."
        ),
    )


def _points() -> Section:
    return _section(
        "4. Points for a degree",
        f"ρ_r = softmax(s_r / {programs.ROLE_FOCUS}): how much each role counts for this student.",
        "study = Σ u_pd x_d, with u_p from what the degree teaches, made like u_r.",
        f"career = {programs.CAREER_WEIGHT} Σ ρ_r (V_pr − mean V_p); V is the middle of both readings.",
        "Points are 100 × (study + career). A declared goal is no part of the sum: a degree that cannot lead there is shut out.",
    )


def _asking() -> Section:
    return _section(
        "5. What is asked, and when it stops",
        "The next question is the one whose answer would take most uncertainty out of what is still open.",
        (
            f"It offers to stop when the rest would change the degree in at most {1 - next_question.SETTLED_PROGRAM:.0%} "
            f"and the top role in at most {1 - next_question.SETTLED_ROLE:.0%} of cases. 'quiz --full' asks everything."
        ),
    )


def _certainty() -> Section:
    bands = ", ".join(f"{lowest:.2f} {band.value}" for band, lowest in confidence.LOWEST_CONFIDENCE.items())
    return _section(
        "6. How sure",
        "Confidence = Φ(margin / √(δ′ Cov δ)), δ the gradient of the difference of both degrees over the interests.",
        "δ′ Cov δ = τ² Σ δ_d² (1 − B_d) + v (Σ δ_d (1 − B_d))², v = 1/(Σ k_d + 1/γ²), with σ̂ for σ in B_d and k_d.",
        (
            f"σ̂² = ({confidence.PRIOR_PAIRS} σ² + Σ (a − b)²/(1/h_a + 1/h_b)) / ({confidence.PRIOR_PAIRS} + number of pairs), over all pairs "
            "a, b of answers and marks on one interest, h their weights: the student's own noise."
        ),
        (
            f"Where σ̂ is above {confidence.CARELESS_NOISE}, or fewer than {confidence.FEWEST_ANSWERS} questions are answered, "
            "a result is never called clear: nothing checks it."
        ),
        f"Bands: {bands}; below that, or with fewer than {confidence.FEWEST_INTERESTS} interests, too close to call.",
        (
            "Roles and courses: the share of 256 fixed points of the uncertainty in which each is first. "
            f"The shortlist is the smallest set that holds the best course in {shortlist.HOLDS_BEST:.0%} of them."
        ),
    )
