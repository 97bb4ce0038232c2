"""From module titles to topics, held against keys that were made by reading."""

import csv
from pathlib import Path

import pytest

from degreepath.knowledge.fields import Topic
from degreepath.knowledge.load import load_knowledge
from degreepath.modules.titles import read_title

KNOWLEDGE = load_knowledge()
TESTS = Path(__file__).parents[1]
KEYS = ("module_key.csv", "module_heldout.csv")


def rows(name: str) -> list[dict[str, str]]:
    with (TESTS / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("name", KEYS)
def test_reading_is_precise_and_misses_little(name: str) -> None:
    """Of the topics we name at least 99 in 100 are right, and of those a reader names we find at least 99 in 100."""
    right = wrong = missed = 0
    for row in rows(name):
        key, ours = set(row["topics"].split()), set(read_title(KNOWLEDGE, row["title"]).topics)
        right, wrong, missed = right + len(key & ours), wrong + len(ours - key), missed + len(key - ours)
    assert right / (right + wrong) >= 0.99
    assert right / (right + missed) >= 0.99


def test_keys_name_only_topics_that_exist() -> None:
    """A key cannot ask for a topic that the vocabulary does not have."""
    assert all(set(row["topics"].split()) <= KNOWLEDGE.topic.keys() for name in KEYS for row in rows(name))


@pytest.mark.parametrize(
    ("title", "topics"),
    [
        ("Engines and Middleware 2", "game-middleware game-engines"),
        ("Mathematics of Digital Signal Processing I", "dsp"),
        ("Sound Reinforcement", "live-sound"),
        ("Synthesis and Sound Design I", "synthesis sound-design"),
        ("Circuits, Signals and Systems", "electronics"),
        ("High-Level Programming II: C++", "cpp"),
        ("SOUND FOR VISUAL MEDIA", "post-workflow"),
        ("Acoustical Modelling", "cad"),
        ("Theatre Sound", "live-sound"),
        ("Recordings and Mixes", "recording mixing"),
        ("Sound Synthesisers", "synthesis"),
        ("3D Audio", "spatial-audio"),
        ("Composition I", "composition"),
        ("Sound Insulation", "building-acoustics"),
        ("Applied Popular Theory", "music-theory"),
        ("Composition and Theory 3", "music-theory composition"),
        ("Electronics for Live Sound", "electronics"),
        ("Mixing and Analysis", "mixing"),
        ("Circuit Analysis", "electronics"),
        ("Sound Design for Mobile Games", "sound-design"),
        ("Songwriting for Games", "composition"),
        ("Recording Techniques and History", "recording"),
        ("Tontechnik und Akustik", "audio-systems acoustics"),
    ],
)
def test_real_titles_are_understood(title: str, topics: str) -> None:
    """Titles as catalogues print them are understood whatever their numbers, case, plural, spelling and purpose."""
    assert read_title(KNOWLEDGE, title).topics == tuple(
        topic.id for topic in KNOWLEDGE.topics if topic.id in topics.split()
    )


@pytest.mark.parametrize(
    "title",
    ["Programming", "Sound Technology", "Audio Techniques I", "Electroacoustics", "Musique concrète", "Composition", "COMPOSITION",
     "Seminar in Audio Engineering", "Music Acoustics or Building Law", "Music Production", "Signals and Systems",
     "Noise and Vibration Control", "Recorder & Mixer", "Techniques for Mixing", "Careers in Mastering", "Game Asset Creation: Audio"],
)  # fmt: skip
def test_an_ambiguous_title_is_unclear_and_counts_for_nothing(title: str) -> None:
    """A title that may mean something is shown as unclear, with what it may mean, and never as taught."""
    reading = read_title(KNOWLEDGE, title)
    assert not reading.topics
    assert reading.may
    assert "“" in reading.because


@pytest.mark.parametrize(
    "title",
    ["History of Electronic Music", "Survey of Recording", "History and Theory of Film Sound", "Electronic Music Ensemble",
     "Literature of Music", "Mixed Media", "Acoustic Guitar", "English Composition I", "Game Mechanics", "Logic Synthesis",
     "English for Sound Engineers", "Analysis of Film Sound", "Mastering Analysis", "Critical Approaches to Mixing",
     "Research Methods in Acoustics", "Ethics of Sampling", "Recording Studios in Culture", "Software"],
)  # fmt: skip
def test_a_subject_that_is_only_spoken_of_is_not_taught(title: str) -> None:
    """The history or the analysis of a subject does not teach to do it, an ensemble plays it, and "for" names a purpose."""
    reading = read_title(KNOWLEDGE, title)
    assert (reading.topics, reading.may) == ((), ())
    assert reading.because


@pytest.mark.parametrize(
    "title",
    ["Game Audio", "Games Audio", "Gaming Audio", "Audio for Video Games", "Audio in Games", "Sound for Games",
     "Music and Sound for Games", "Game Sound and Music", "Sound for Interactive Media"],
)  # fmt: skip
def test_game_audio_is_known_by_its_many_names(title: str) -> None:
    """However a school calls game audio, it teaches interactive music and may teach sound design and middleware."""
    reading = read_title(KNOWLEDGE, title)
    assert "interactive-music" in reading.topics
    assert {"sound-design", "game-middleware"} <= set(reading.may)


def test_another_language_is_not_c() -> None:
    """'Programming in Python' raises no hope of C++, 'Programming' does."""
    assert "cpp" not in read_title(KNOWLEDGE, "Programming in Python").may
    assert "cpp" in read_title(KNOWLEDGE, "Programming 1").may


def test_the_code_tells_essays_from_music() -> None:
    """'Composition' is about essays when the English department teaches it."""
    assert read_title(KNOWLEDGE, "Composition", "ENG 110").topics == ()
    assert read_title(KNOWLEDGE, "Composition", "MUS 230").topics == ("composition",)


def test_what_a_reading_rests_on_is_quoted_from_the_title() -> None:
    """The words shown as the reason stand in the title as the school wrote them."""
    assert read_title(KNOWLEDGE, "Mixing and Mastering").because == "“Mixing”, “Mastering”"
    assert read_title(KNOWLEDGE, "Sound for the Moving Image").because == "“Sound for … Moving Image”"
    assert "concrète" in read_title(KNOWLEDGE, "Musique concrète").because


def test_a_counsellors_phrase_is_understood() -> None:
    """A phrase in the vocabulary works at once: sure, unsure, with a gap, or only as the whole title."""
    topics = (
        Topic(id="a", name="A", about="A", phrases=("tape … loop", "= noise")),
        Topic(id="b", name="B", about="B", phrases=("? tape",)),
    )
    own = KNOWLEDGE.model_copy(update={"topics": topics, "hash": "own"})
    assert read_title(own, "Tape Music and Loops").topics == ("a",)
    assert read_title(own, "Tape Music").may == ("b",)
    assert read_title(own, "Advanced Noise II").topics == ("a",)
    assert read_title(own, "Noise Control").topics == ()
    assert read_title(own, "!!!").because == "the title has no words"
