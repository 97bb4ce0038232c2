"""The award rule, counted by hand on a handful of made-up courses."""

import pytest

from degreepath.knowledge import Knowledge
from degreepath.knowledge.find import award_rule, degrees_named, is_bachelor
from degreepath.knowledge.load import load_knowledge
from degreepath.knowledge.model import Listed, Program, ProgramKind


def course(name: str, archetype: str, award: str) -> Program:
    return Program(
        id=name,
        name=name,
        kind=ProgramKind.COURSE,
        archetype=archetype,
        about="A made-up course.",
        award=award,
        teaches={"composing": 3},
        listed=Listed.NONE,
        listed_because="nothing was read",
        modules_source="made-up",
    )


def knowledge_with(*courses: Program) -> Knowledge:
    real = load_knowledge()
    fields = {name: getattr(real, name) for name in Knowledge.model_fields}
    return Knowledge.model_construct(
        **{**fields, "programs": (*real.archetypes, *courses), "hash": "made-up"}
    )


@pytest.fixture
def made_up() -> Knowledge:
    return knowledge_with(
        course("plain", "production", "BA"),
        course("honours", "production", "BA (Hons)"),
        course("science", "production", "BS"),
        course("either", "production", "BA or BSc (same programme)"),
        course("professional", "production", "BPS"),
        course("diploma", "production", "Diploma"),
        course("british", "technology", "BSc (Hons)"),
        course("american", "technology", "B.S."),
        course("electrical", "technology", "BSEE"),
        course("arts", "technology", "Bachelor of Arts"),
    )


def test_the_rule_is_counted_as_one_would_by_hand(made_up: Knowledge) -> None:
    """Two of five production degrees are a BA; a diploma is no example for or against."""
    rule = award_rule(made_up, made_up.program["production"])
    assert (rule.archetype, rule.awards, rule.holds, rule.total) == ("production", ("BA",), 2, 5)
    assert rule.counter_examples == ("science", "either", "professional")
    assert rule.not_counted == ("diploma",)


def test_every_spelling_of_a_bachelor_of_science_counts_as_one(made_up: Knowledge) -> None:
    """BSc (Hons), B.S. and BSEE are Bachelors of Science; an arts degree in technology is a counter-example."""
    rule = award_rule(made_up, made_up.program["technology"])
    assert (rule.holds, rule.total, rule.counter_examples) == (3, 4, ("arts",))


def test_a_knowledge_base_without_courses_gives_a_rule_of_nothing() -> None:
    """With no real courses the count is nought of nought, not an error."""
    knowledge = knowledge_with()
    rule = award_rule(knowledge, knowledge.program["production"])
    assert (rule.holds, rule.total, rule.counter_examples) == (0, 0, ())


@pytest.mark.parametrize(
    ("award", "letters"),
    [
        ("usually BS or BSc", ("BS", "BSc")),
        ("BMus or BSc", ("BMus", "BSc")),
        ("BEng/MEng", ("BEng", "MEng")),
        ("Diploma", ()),
        ("AS", ()),
    ],
)
def test_the_letters_of_an_award_are_read_as_printed(award: str, letters: tuple[str, ...]) -> None:
    """Every degree that an award names is found, and nothing else."""
    assert degrees_named(award) == letters
    assert is_bachelor(award) == bool(letters)


def test_a_bachelor_spelt_out_is_a_degree_even_without_known_letters() -> None:
    """A Bachelor of Professional Studies is a degree, so it counts against the rule."""
    assert is_bachelor("Bachelor of Professional Studies")


def test_the_parts_of_the_real_count_add_up() -> None:
    """On the real data every course of an archetype is counted once, as an example, a counter-example or neither."""
    knowledge = load_knowledge()
    for archetype in knowledge.archetypes:
        rule = award_rule(knowledge, archetype)
        courses = [c for c in knowledge.courses if c.archetype == archetype.id]
        assert rule.holds + len(rule.counter_examples) + len(rule.not_counted) == len(courses)
