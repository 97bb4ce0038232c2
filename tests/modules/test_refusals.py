"""What is no module list is refused by name, in a sentence; text from any editor is read."""

import pytest
from modules.lists import read, titles

from degreepath.errors import ModuleListError
from degreepath.modules.read import MAX_BYTES, decode


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("Core:\nElective:\n", "no module titles"),
        (" \n\n", "no module titles"),
        ("a\n" * 30_000, "longer"),
        ("Mixing " * 20_000, "longer"),
        ('{"modules": ["Mixing"]}', "JSON"),
        ('[{"title": "Mixing"}]', "JSON"),
        ("[[programs]]\ntitle =", "TOML"),
        (f"[[programs]]\nid = {'9' * 5000}", "TOML"),
        ("[[programs]]\nid = 'a'\n[[programs]]\nid = 'b'", "exactly one program"),
        ('[[programs]]\nid = "a"\n"\\u001b[2J" = 1', "cannot be read"),
    ],
)
def test_unusable_lists_are_refused_in_one_sentence(text: str, says: str) -> None:
    """A list that cannot be used is refused in one line that names what is wrong."""
    with pytest.raises(ModuleListError, match=says) as refused:
        read(text)
    assert str(refused.value).isprintable()


def test_a_topic_that_does_not_exist_is_named() -> None:
    """A misspelt topic in a corrected file is told, with the topics there are."""
    text = (
        '[[programs]]\nid = "x"\nname = "X"\nkind = "course"\nabout = "X"\naward = "BA"\nteaches = { mixing = 1, recording = 1 }\n'
        'listed = "part"\nlisted_because = "X"\nmodules_source = "x"\nmodules = [{ title = "A", topics = ["mixxing"] }]\n'
    )
    with pytest.raises(ModuleListError, match=r"no topic 'mixxing'; the topics are .*mixing"):
        read(text)
    with pytest.raises(ModuleListError, match="no modules"):
        read(text.split("modules = ", maxsplit=1)[0])


@pytest.mark.parametrize(
    ("raw", "says"),
    [
        (b"%PDF-1.7", "PDF"),
        (b"PK\x03\x04abc", "Word"),
        (b"{\\rtf1\\ansi Core:\\par Mixing}", "RTF"),
        (b"\x00\x01\x02", "not a text file"),
        (b"Mixing\x1b[2J", "not a text file"),
        (b"Mix\x00ing", "not a text file"),
        (b"a" * (MAX_BYTES + 1), "larger"),
        (b"\xff\xfea", "not a text file"),
    ],
)
def test_what_is_no_text_is_refused(raw: bytes, says: str) -> None:
    """A PDF, a Word file, an RTF file or a huge file each get their own sentence."""
    with pytest.raises(ModuleListError, match=says):
        decode(raw, "list.txt")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
def test_text_from_any_editor_is_read(encoding: str) -> None:
    """Accents survive, whichever editor saved the file."""
    assert decode("Musique concrète".encode(encoding), "x") == "Musique concrète"


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\f", "\u2028"])
def test_lines_may_end_in_any_way(end: str) -> None:
    """Windows, old Macs and page breaks end lines in their own ways."""
    assert titles(f"Core:{end}Mixing{end}Mastering") == ["Mixing", "Mastering"]


def test_invisible_characters_do_no_harm() -> None:
    """Spaces that do not break, soft line breaks and the like inside a title are spaces or nothing."""
    assert titles("Core:\nRecording\u00a0Studio\nSound\u200b Design\nMusic\u2028Theory") == [
        "Recording Studio",
        "Sound Design",
        "Music Theory",
    ]
