"""What the quiz asks, the method, the sources, and the words that pages read from data."""

import tomllib

from degreepath.advice.answers import AnswerSheet
from degreepath.advice.difference import Apart
from degreepath.advice.doors import GENERAL
from degreepath.knowledge.fields import SourceKind
from degreepath.knowledge.load import Measured, Stories, load_figures, load_knowledge, shipped
from degreepath.knowledge.model import Listed, ModuleStatus
from degreepath.pages import about
from degreepath.pages.facts import uses
from degreepath.render.terminal import as_text

TODAY = 2026
KNOWLEDGE = load_knowledge()
FIGURES = load_figures()


def test_what_is_not_known_comes_before_how_well_it_works() -> None:
    """Who opens the method page reads first what nobody knows, then what is done, then how well it worked."""
    text = as_text(about.method_page(KNOWLEDGE, FIGURES), 80).split("\n", 1)[1]
    places = [
        text.index(title) for title in ("What is not known", "How the advice is made", "How well it works")
    ]
    assert places == sorted(places)
    assert len(text.splitlines()) <= 38


def test_the_stories_never_stand_without_their_label() -> None:
    """Figures from stories say on the page and in their section that a language model wrote and judged them."""
    row = Measured(number=1, property="named right", target="95 %", reached="96 %", ok=True)
    told = FIGURES.model_copy(update={"stories": Stories(count=48, rows=(row,))})
    page = about.method_page(KNOWLEDGE, told)
    for text in (as_text(page, 400), as_text(page.only(["stories"]), 400)):
        assert "96 %" in text
        assert about.METHOD["stories"] in text
    without = FIGURES.model_copy(update={"stories": None})
    assert about.METHOD["stories"] not in as_text(
        about.method_page(KNOWLEDGE, without), 400, all_sections=True
    )


def test_a_missed_target_is_called_missed() -> None:
    """A property that does not hold is counted as such and marked in the table."""
    rows = tuple(row.model_copy(update={"ok": False}) for row in FIGURES.rows[:1]) + FIGURES.rows[1:]
    page = about.method_page(KNOWLEDGE, FIGURES.model_copy(update={"rows": rows}))
    assert "missed" in as_text(page.only(["measured"]), 200)
    assert f"{sum(row.ok for row in rows)} of {len(rows)}" in as_text(page, 400)


def test_every_trade_word_is_explained() -> None:
    """`method --only words` explains a dozen words, each in a sentence of its own."""
    page = about.method_page(KNOWLEDGE, FIGURES).only(["words"])
    text = as_text(page, 400)
    assert len(KNOWLEDGE.terms) >= 12
    assert all(f"{term.word}: {term.about}" in text for term in KNOWLEDGE.terms)


def test_real_people_are_told_with_their_number() -> None:
    """The only figures about real people stand with how many they were."""
    text = as_text(about.method_page(KNOWLEDGE, FIGURES).only(["published"]), 400)
    assert "44 who studied" in text
    assert "14 who studied" in text


def test_a_source_lists_what_rests_on_it() -> None:
    """The page of a source names every record that cites it, with the number of facts."""
    found = uses(KNOWLEDGE)
    source = max(KNOWLEDGE.sources, key=lambda one: len(found.get(one.id, {})))
    text = as_text(about.source_page(KNOWLEDGE, source, TODAY), 200)
    assert all(record in text for record in found[source.id])
    assert source.benefits in text


def test_every_source_is_listed_once_under_its_kind() -> None:
    """The sections hold all sources, and JSON counts what cites each."""
    page = about.sources_page(KNOWLEDGE, TODAY)
    rows = [row[0].text for section in page.sections for table in section.blocks for row in table.rows]
    assert sorted(rows) == sorted(source.id for source in KNOWLEDGE.sources)
    records = about.sources_document(KNOWLEDGE)["sources"]
    assert all(sum(record["cited_by"].values()) >= 1 for record in records)


def test_every_statement_is_shown_under_its_interest() -> None:
    """The questionnaire can be read whole, and says which statements are turned round."""
    text = as_text(about.questions_page(KNOWLEDGE), 400, all_sections=True)
    assert all(question.text in text for question in KNOWLEDGE.questions)
    assert text.count(about.SAYS["reversed"].strip()) == sum(
        question.reverse for question in KNOWLEDGE.questions
    )


def test_the_sheet_to_fill_in_is_an_empty_answer_sheet() -> None:
    """What `questions --format toml` prints can be read back, and says nothing until it is filled in."""
    text = about.answer_sheet(KNOWLEDGE)
    empty = AnswerSheet.model_validate(tomllib.loads(text))
    assert (empty.answers, empty.marks, empty.goal) == ({}, {}, None)
    told = AnswerSheet.model_validate(
        tomllib.loads(text.replace("# goal", "goal").replace("# country", "country"))
    )
    assert told.goal in KNOWLEDGE.role
    assert told.country in KNOWLEDGE.countries
    filled = text.replace('# "song" = 3', '"song" = 5')
    assert AnswerSheet.model_validate(tomllib.loads(filled)).answers == {"song": 5}


def test_every_code_has_words() -> None:
    """No status, kind of source, difference or question for a school reaches people as a code."""
    told = shipped("texts/pages")
    assert set(told["modules"]["status"]) == set(ModuleStatus)
    assert set(told["modules"]["listed"]) == set(Listed)
    assert set(told["sources"]) == set(SourceKind)
    assert set(told["talk"]["headings"]) == set(told["talk"]["questions"]) == set(Apart)
    assert set(told["questions"]) > set(GENERAL)
