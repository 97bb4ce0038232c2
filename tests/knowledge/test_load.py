"""Reading a knowledge base, and a counsellor's own files laid over ours, whatever is in them."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from overlays import COURSE

from degreepath.errors import KnowledgeError
from degreepath.knowledge import load
from degreepath.knowledge.load import data_folder, load_knowledge, read_draft

Lay = Callable[..., Path]


def refusal(folder: Path) -> str:
    with pytest.raises(KnowledgeError) as refused:
        load_knowledge(folder)
    return str(refused.value)


def test_ours_is_read() -> None:
    """Without a folder of one's own, the knowledge base that is shipped is there."""
    assert load_knowledge().program["production"].name == "Music Production"


def test_a_course_is_added_at_the_end(lay: Lay) -> None:
    """A counsellor's course follows ours, with its source, from one file of any name."""
    ours, both = load_knowledge(), load_knowledge(lay(anything=COURSE))
    assert both.programs == (*ours.programs, both.program["my-course"])
    assert both.sources[-1].id == "my-source"
    assert both.version == ours.version
    assert both.hash != ours.hash


def test_a_record_of_the_same_id_replaces_ours_whole_and_in_place(lay: Lay) -> None:
    """A counsellor who knows a course better than we do writes it anew: nothing of ours shines through."""
    ours = load_knowledge()
    old = ours.courses[0]
    text = COURSE.replace('"my-course"', f'"{old.id}"')
    both = load_knowledge(lay(programs=text))
    assert [p.id for p in both.programs] == [p.id for p in ours.programs]
    assert both.program[old.id].name == "My Course"
    assert both.program[old.id].entry == ()


def test_a_whole_base_stands_alone(lay: Lay) -> None:
    """A folder with all files of a knowledge base is not laid over ours: what was taken out there stays out."""
    texts = {path.stem: path.read_text(encoding="utf-8") for path in data_folder().glob("*.toml")}
    programs = texts["programs"][: texts["programs"].rindex("[[programs]]")]
    knowledge = load_knowledge(lay(**(texts | {"programs": programs})))
    assert knowledge.programs == load_knowledge().programs[:-1]


@pytest.mark.parametrize("text", [COURSE.encode("utf-8-sig"), COURSE.replace("\n", "\r\n").encode()])
def test_files_from_windows_are_read(lay: Lay, text: bytes) -> None:
    """A byte order mark and Windows line ends do no harm."""
    assert "my-course" in load_knowledge(lay(course=text)).program


def test_hidden_and_other_files_are_left_alone(lay: Lay) -> None:
    """What an editor leaves lying about, and notes beside the data, are not read."""
    folder = lay(course=COURSE)
    (folder / ".course.toml").write_text("rubbish")
    (folder / "notes.txt").write_text("rubbish")
    assert "my-course" in load_knowledge(folder).program


BROKEN = {
    "broken TOML": ('schema = 1\n\n[[programs]\nid = "x"', r":3: cannot be read: .*Correct it at or above"),
    "a stray byte": (b"schema = 1\n# \xff\n", r"cannot be read: it is not UTF-8 text; save it as UTF-8"),
    "UTF-16": (COURSE.encode("utf-16"), r"it is not UTF-8 text"),
    "NUL bytes": (COURSE + "\0", r":27: cannot be read"),
    "nothing": ("", r"schema: is missing or not known\. Write 'schema = 1'"),
    "blank lines": (" \n\n", r"Write 'schema = 1'"),
    "ten megabytes": (b"#" * 10_000_000, r"it is larger than 1000 kB"),
    "a deep nest": ("schema = 1\nx = " + "[" * 3000, r"cannot be read"),
    "a huge number": ("schema = 1\nx = " + "9" * 5000, r"cannot be read"),
    "another kind of file": ('[tool.ruff]\nx = "y"', r"schema: is missing or not known.*or move the file to another folder"),
    "no schema": (COURSE.replace("schema = 1", ""), r":1: schema: is missing or not known\. Write 'schema = 1'"),
    "a version in words": (COURSE.replace("schema = 1", 'schema = 1\nversion = "mine"'), r"course\.toml: version: is missing, or no year and month\. Write it such as"),
    "an unknown table": (COURSE + "\n[[progams]]\n", r"progams: is not known here\. The tables are \[\[interests"),
    "a table for a list": ("schema = 1\n[programs]\nid = 'x'", r"programs: must be a list of tables"),
    "a list of words": ("schema = 1\nprograms = ['x']", r"programs: must be a list of tables"),
    "a missing field": (COURSE.replace('award = "BSc"', ""), r":12: program 'my-course' award: is missing\. Add it"),
    "an uncited fact": (COURSE + 'facts = [\n  { text = "x" },\n]', r":12: program 'my-course' facts\.source: is missing\. Add it"),
    "a misspelt field": (COURSE.replace("award =", "awrad ="), r":12: program 'my-course' awrad: is not a field we know\. Did you mean 'award'"),
    "a field of a module": (COURSE.replace("topics =", "topic ="), r":12: program 'my-course' modules\.topic: is not a field we know"),
    "an id with capitals": (COURSE.replace('id = "my-course"', 'id = "My Course"'), r":12: program 'My Course' id: is not an id\. Use small letters"),
    "a number for a text": (COURSE.replace('"2024"', "2024"), r":4: source 'my-source' date: must be text\. Write it in quotes"),
    "a word for a choice": (COURSE.replace('"course"', '"class"'), r":12: program 'my-course' kind: should be 'archetype' or 'course'"),
    "a weight too high": (COURSE.replace("programming = 3", "programming = 4"), r":12: program 'my-course' teaches\.programming: should be less than or equal to 3"),
    "an empty text": (COURSE.replace('"A course of my own."', '""'), r":12: program 'my-course' about: is empty"),
    "an id used twice": (COURSE + COURSE[COURSE.index("[[programs]]") :], r":12: program 'my-course' id: is used twice"),
    "an unknown topic": (COURSE.replace("cpp", "c-plus"), r":12: program 'my-course' modules\.topics: there is no topic 'c-plus'"),
    "an unknown source": (COURSE.replace('modules_source = "my-source"', 'modules_source = "my-sourse"'), r":12: program 'my-course' modules_source: there is no source 'my-sourse'\. Did you mean 'my-source'"),
    "an unknown interest": (COURSE.replace("picture = 3", "pictures = 3"), r":12: program 'my-course' teaches: there is no interest 'pictures'\. Did you mean 'picture'"),
    "an unknown archetype": (COURSE.replace('"technology"', '"tech"'), r":12: program 'my-course' archetype: there is no program 'tech'"),
}  # fmt: skip


@pytest.mark.parametrize(("text", "wanted"), BROKEN.values(), ids=BROKEN)
def test_a_broken_file_is_refused_with_file_and_line(lay: Lay, text: str | bytes, wanted: str) -> None:
    """The sentence names the file, the line, the record, what is wrong and how to mend it."""
    message = refusal(lay(course=text))
    assert re.search(wanted, message), message
    assert "course.toml" in message
    assert message.endswith(".")


def test_all_problems_are_told_at_once(lay: Lay) -> None:
    """Three slips in two files take one run to find, not three."""
    message = refusal(lay(one=COURSE.replace("award =", "awrad ="), two="schema = 1\n["))
    assert message.startswith("The knowledge base has 3 problems.\n")
    assert len(message.splitlines()) == 4


def test_very_many_problems_do_not_flood_the_screen(lay: Lay) -> None:
    """After twenty lines the rest is a number and the command that lists them."""
    text = "schema = 1\n" + "[[pay]]\n" * 60
    lines = refusal(lay(pay=text)).splitlines()
    assert len(lines) == 22
    assert re.fullmatch(r"… and \d+ more: 'degreepath data lint' lists them all\.", lines[-1])


def test_the_same_id_in_two_files_is_a_slip(lay: Lay) -> None:
    """Two files of one folder do not quietly replace each other."""
    assert re.search(
        r"two\.toml:4: source 'my-source' id: is used twice, first in .*one\.toml",
        refusal(lay(one=COURSE, two=COURSE)),
    )


def test_nothing_hidden_reaches_the_terminal(lay: Lay) -> None:
    """An id or a field that would move the cursor or turn a line round is shown without its power."""
    text = COURSE + '"\\u001b[2J\\u202e" = 1\n[[roles]]\nid = "\\u001b]52;c;eA==\\u0007"\n'
    message = refusal(lay(course=text))
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e]", message)


def test_paths_are_shown_as_one_would_type_them(lay: Lay, monkeypatch: pytest.MonkeyPatch) -> None:
    """Below the folder one works in, a problem's file can be clicked on or pasted."""
    folder = lay(course="schema = 1\n[")
    monkeypatch.chdir(folder.parent)
    assert read_draft(folder).problems[0].file == str(Path(folder.name) / "course.toml")


def test_a_file_name_in_an_old_encoding_is_read(tmp_path: Path) -> None:
    """A folder copied from an old disk may hold a name that is no UTF-8: its file is read like any other."""
    (tmp_path / "k\udcfcrse.toml").write_text(COURSE, encoding="utf-8")
    assert "my-course" in load_knowledge(tmp_path).program


@pytest.mark.parametrize("content", [None, b"", b"{", b'{"made": "today"}', b"\xff"])
def test_figures_that_are_gone_or_broken_are_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: bytes | None
) -> None:
    """Instead of a traceback there is the word that makes them again."""
    monkeypatch.setattr(load, "data_folder", lambda: tmp_path)
    if content is not None:
        (tmp_path / "figures.json").write_bytes(content)
    with pytest.raises(KnowledgeError, match="'make simulate' makes them again"):
        load.load_figures()
