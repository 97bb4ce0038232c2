"""From module titles to topics, held against keys that were made by reading."""

import csv
from pathlib import Path

import pytest

from degreepath.knowledge.load import load_knowledge
from degreepath.knowledge.titles import TitleReader, reader
from degreepath.knowledge.vocabulary import Topic

TESTS = Path(__file__).parents[1]
KEYS = ("module_key.csv", "module_heldout.csv")


@pytest.fixture(scope="module")
def titles() -> TitleReader:
    return reader(load_knowledge().topics)


def rows(name: str) -> list[dict[str, str]]:
    with (TESTS / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("name", KEYS)
def test_mapping_is_precise_and_misses_little(titles: TitleReader, name: str) -> None:
    """Of the topics we name at least 95 in 100 are right, and of those a reader names we find at least 85 in 100."""
    right = wrong = missed = 0
    for row in rows(name):
        key, ours = set(row["topics"].split()), set(titles.read(row["title"]).topics)
        right, wrong, missed = right + len(key & ours), wrong + len(ours - key), missed + len(key - ours)
    assert right / (right + wrong) >= 0.95
    assert right / (right + missed) >= 0.85


def test_keys_name_only_topics_that_exist() -> None:
    """A key cannot ask for a topic that the vocabulary does not have."""
    known = set(load_knowledge().topic)
    assert all(set(row["topics"].split()) <= known for name in KEYS for row in rows(name))


def test_key_holds_every_title_of_the_programs() -> None:
    """No module of the first knowledge base is left out of the key: every title was read by a person."""
    keyed = {row["title"] for row in rows("module_key.csv")}
    titles = {module.title for program in load_knowledge().programs for module in program.modules}
    assert len(titles & keyed) >= 0.9 * len(titles)


@pytest.mark.parametrize(
    ("title", "topics"),
    [
        ("Engines and Middleware 2", "game-middleware game-engines"),
        ("Mathematics of Digital Signal Processing I", "dsp"),
        ("Sound Reinforcement", "live-sound"),
        ("Physical Acoustics", "acoustics"),
        ("Synthesis and Sound Design I", "synthesis sound-design"),
        ("Circuits, Signals and Systems", "electronics"),
        ("High-Level Programming II: C++", "cpp"),
        ("SOUND FOR VISUAL MEDIA", "post-workflow"),
        ("Acoustical Modelling", "cad"),
        ("Acoustical modeling", "cad"),
        ("Theatre Sound", "live-sound"),
        ("Recordings and Mixes", "recording mixing"),
        ("Sound Synthesisers", "synthesis"),
        ("3D Audio", "spatial-audio"),
        ("Electronic Music Production", "electronic-production"),
        ("Composition I", "composition"),
        ("COMPOSITION IV", "composition"),
        ("composition 2", "composition"),
    ],
)
def test_real_titles_are_understood(titles: TitleReader, title: str, topics: str) -> None:
    """Titles as catalogues print them are understood whatever their numbers, case, plural and spelling."""
    assert titles.read(title).topics == tuple(
        topic.id for topic in load_knowledge().topics if topic.id in topics.split()
    )


@pytest.mark.parametrize(
    "title",
    ["Programming", "Sound Technology", "Audio Techniques I", "Electroacoustics", "Musique concrète", "Composition", "COMPOSITION",
     "Seminar in Audio Engineering", "Music Acoustics or Building Law", "Music Production", "Signals and Systems"],
)  # fmt: skip
def test_an_ambiguous_title_is_unclear_and_counts_for_nothing(titles: TitleReader, title: str) -> None:
    """A title that may mean something is shown as unclear, with what it may mean, and never as taught."""
    reading = titles.read(title)
    assert not reading.topics
    assert reading.unclear
    assert "“" in reading.because


@pytest.mark.parametrize(
    "title",
    ["History of Electronic Music", "Survey of Recording", "History and Theory of Film Sound", "Electronic Music Ensemble",
     "Literature of Music", "Mixed Media", "Acoustic Guitar", "English Composition I", "Game Mechanics", "Logic Synthesis"],
)  # fmt: skip
def test_a_subject_that_is_only_spoken_of_is_not_taught(titles: TitleReader, title: str) -> None:
    """The history of electronic music does not teach to make it, and an ensemble plays it."""
    reading = titles.read(title)
    assert (reading.topics, reading.unclear) == ((), ())
    assert reading.because


def test_only_the_history_in_a_title_is_left_out(titles: TitleReader) -> None:
    """'Recording Techniques and History' still teaches recording."""
    assert titles.read("Recording Techniques and History").topics == ("recording",)


def test_another_language_is_not_c(titles: TitleReader) -> None:
    """'Programming in Python' raises no hope of C++, 'Programming' does."""
    assert "cpp" not in titles.read("Programming in Python").unclear
    assert "cpp" in titles.read("Programming 1").unclear


def test_the_code_tells_essays_from_music(titles: TitleReader) -> None:
    """'Composition' is about essays when the English department teaches it."""
    assert titles.read("Composition", "ENG 110").topics == ()
    assert titles.read("Composition", "MUS 230").topics == ("composition",)


def test_what_a_reading_rests_on_is_quoted_from_the_title(titles: TitleReader) -> None:
    """The words shown as the reason stand in the title as the school wrote them."""
    assert titles.read("Mixing and Mastering").because == "“Mixing”, “Mastering”"
    assert titles.read("Sound for the Moving Image").because == "“Sound for … Moving Image”"
    assert "concrète" in titles.read("Musique concrète").because


def test_a_counsellors_phrase_is_understood() -> None:
    """A phrase in the vocabulary works at once: sure, unsure, with a gap, or only as the whole title."""
    own = TitleReader(
        (
            Topic(id="a", name="A", about="A", phrases=("tape … loop", "= noise")),
            Topic(id="b", name="B", about="B", phrases=("? tape",)),
        )
    )
    assert own.read("Tape Music and Loops").topics == ("a",)
    assert own.read("Tape Music").unclear == ("b",)
    assert own.read("Advanced Noise II").topics == ("a",)
    assert own.read("Noise Control").topics == ()
    assert own.read("!!!").because == "the title has no words"
