"""TOML from anybody."""

import time

import pytest

from degreepath.knowledge.toml_text import parse_toml


@pytest.mark.parametrize("key", ["a.", '"a".', "'a' . ", "a-b_c\t."])
@pytest.mark.parametrize("form", ["{} = 1", "[{}]", "[[{}]]", "x = {{ {} = 1 }}"])
def test_a_key_of_hundreds_of_parts_is_refused_at_once(key: str, form: str) -> None:
    """A file of such keys would take all memory there is; it is refused before it is read."""
    text = "".join(form.format(f"k{i}.{key * 900}b") + "\n" for i in range(100))
    start = time.process_time()
    with pytest.raises(ValueError, match="more than 20 parts"):
        parse_toml(text)
    assert time.process_time() - start < 1


@pytest.mark.parametrize(
    "text", ["x" * 500_000, "x " * 250_000, "x." * 15 + "x" + " " * 400_000, "x. " * 19 + "x"]
)
def test_looking_for_such_keys_costs_nothing(text: str) -> None:
    """A long word, many words or wide gaps are read as fast as ever."""
    start = time.process_time()
    assert parse_toml(f"a = 1  # {text}") == {"a": 1}
    assert time.process_time() - start < 1


@pytest.mark.parametrize("quote", ['"', "'", '"""', "'''"])
def test_dots_in_a_text_are_no_key(quote: str) -> None:
    """A sentence that trails off, a long address or a list in a title is no reason to refuse a file."""
    said = "." * 200 + " www.one.two/" + "a." * 200 + " it. " * 200
    assert parse_toml(f"a = {quote}{said}{quote}  # {said}") == {"a": said}


@pytest.mark.parametrize("piece", ['"""\\', "'''\\", '"\\', "'", '\\"""', "#", '"""', '""""', "\\"])
def test_quotes_that_are_never_closed_cost_nothing(piece: str) -> None:
    """However quotation marks and backslashes follow each other, a file is refused at once."""
    start = time.process_time()
    with pytest.raises(ValueError, match=r"."):
        parse_toml("a." * 30 + "b = 1\n" + piece * (400_000 // len(piece)))
    assert time.process_time() - start < 1
