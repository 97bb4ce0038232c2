"""Pages as documents to hand on: Markdown, HTML, PDF, rows of a workbook; and JSON. The only importer of jinja2 and typst.

Whatever a name holds stays a name: only the address of a source becomes a link.
"""

import base64
import hashlib
import json
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import fields, is_dataclass
from datetime import UTC, datetime
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any, assert_never

from degreepath.errors import MissingExtraError
from degreepath.knowledge.fields import clean_text
from degreepath.pages.blocks import Block, Headline, Items, Links, Page, Paragraph, Scale, Section, Table
from degreepath.render import BOX, DOORS, WRITE_HERE, is_address

if TYPE_CHECKING:
    from jinja2 import Template

Row = Sequence[str | int | None]
_SPECIAL = re.compile(r"([\\`*_\[\]<|~]|&(?=#?\w+;)|:(?=//)|@|(?<=www)\.)", re.IGNORECASE)
_START = re.compile(r"^(\d+(?=[.)])|(?=[#>+=-]))")
_BREAKABLE = re.compile(r"(?<=[/_=&?.\-])(?=\w)")
_LONG_WORD = re.compile(r"\S{24,}")
_ANYWHERE = re.compile(r"(\w{12})(?=\w)")
_COUNT = re.compile(r"0|[1-9]\d{0,2}(,\d{3})*|[1-9]\d{0,8}")


def to_json(document: dict[str, Any]) -> str:
    """Return a document as text, without NaN."""
    return json.dumps(document, ensure_ascii=False, indent=2, allow_nan=False)


def to_rows(page: Page) -> list[Row]:
    """Return `page` whole as rows of a sheet: a table stays a table, everything else is a line; between blocks an empty row."""
    rows: list[Row] = []
    for section in (Section("", page.title, page.summary), *page.sections):
        rows += [[], [section.title]]
        for block in section.blocks:
            rows += [[], *_rows(block)]
    return rows[1:]


def _rows(block: Block) -> Iterator[Row]:
    match block:
        case Headline():
            yield [block.title, block.word]
            yield from ([sentence] for sentence in block.sentences)
        case Paragraph():
            yield [block.lead, block.text] if block.lead else [block.text]
            yield from ([line] for line in block.more)
        case Items():
            yield from ([[block.title]] if block.title else [])
            for item in block.items:
                yield list(filter(None, (item.lead, item.text, *item.more, item.url)))
        case Table():
            yield from ([[block.title]] if block.title else [])
            yield list(block.columns)
            for row in block.rows:
                texts = [cell.words for cell in row]
                yield [int(text.replace(",", "")) if _COUNT.fullmatch(text) else text for text in texts]
        case Scale():
            yield [block.low, block.high, block.words]
        case Links():
            yield from block.links
        case _:
            assert_never(block)


def to_markdown(page: Page) -> str:
    """Return `page` whole as Markdown that pastes well into a mail: headings and lists, no tables."""
    own = {"signs": DOORS, "box": BOX, "here": WRITE_HERE}
    return _template("page.md.jinja", _marked).render(as_data(page), **own).rstrip() + "\n"


def _marked(said: Any) -> str:
    """Return what stands in a template so that Markdown shows it as it is: no link, image, code, heading or HTML comes of it."""
    from markupsafe import Markup

    escaped = _START.sub(r"\1\\", _SPECIAL.sub(r"\\\1", str(said)))
    return said if isinstance(said, Markup) else Markup(escaped)  # noqa: S704 -- it is escaped


def as_data(page: Page) -> dict[str, Any]:
    """Return `page` whole for a template: a dict for each block, with its `kind`; every string on one clean line."""
    blocks = [*page.summary, *(block for section in page.sections for block in section.blocks)]
    compared = (len(block.columns) for block in blocks if isinstance(block, Table) and block.versus)
    headed = any(isinstance(block, Headline) for block in page.summary)
    return {**_plain(page), "headed": headed, "columns": max(compared, default=0)}


def _plain(value: Any) -> Any:
    """Return dataclasses as dicts with the name of their class as `kind`, and only web addresses as `url`."""
    if isinstance(value, str):
        return clean_text(value)
    if isinstance(value, tuple):
        return [_plain(inside) for inside in value]
    if is_dataclass(value):
        names = ("blocks" if field.name == "made" else field.name for field in fields(value))
        data = {name: _plain(getattr(value, name)) for name in names}
        if data.get("url") and not is_address(data["url"]):
            data |= {"url": "", "more": [*data["more"], data["url"]]}
        return {"kind": type(value).__name__.lower(), **data}
    return value


def to_html(page: Page) -> str:
    """Return `page` whole as one HTML document that stands alone: no script, nothing loaded, every word escaped."""
    from markupsafe import Markup

    style = _file("style.css")
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    only_ours = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    return _template("page.html.jinja").render(as_data(page), style=Markup(style), policy=only_ours)  # noqa: S704 -- our own style sheet


def _file(name: str) -> str:
    return (files("degreepath.render") / "templates" / name).read_text(encoding="utf-8")


@cache
def _template(name: str, finalize: Callable[[Any], str] | None = None) -> "Template":
    from jinja2 import Environment, FunctionLoader, StrictUndefined

    environment = Environment(autoescape=True, undefined=StrictUndefined, loader=FunctionLoader(_file))
    environment.trim_blocks = environment.lstrip_blocks = environment.keep_trailing_newline = True
    environment.finalize = finalize
    return environment.get_template(name)


def to_pdf(page: Page) -> bytes:
    """Return `page` whole as a tagged PDF, dated with the version of the knowledge base ("2026.11").

    Only fonts inside typst are used, so that every machine makes the same bytes. Where names have characters that these
    lack, the fonts of the machine help out, and if those lack them too the characters are left as empty boxes.
    Raises MissingExtraError if typst is not installed.
    """
    try:
        import typst
    except ImportError:
        raise MissingExtraError("A PDF", "pdf") from None
    data = as_data(page)
    inputs = {"data": json.dumps(breakable(data), ensure_ascii=False)}
    date = datetime.strptime(data["version"] or "2000.1", "%Y.%m").replace(tzinfo=UTC)
    own: dict[str, Any] = {"ignore_system_fonts": True}
    tagged = {"pdf_standards": "ua-1"}
    for way in (own | tagged, {"ignore_system_fonts": False} | tagged, own):
        try:
            made = typst.compile(
                _file("page.typ").encode(), sys_inputs=inputs, format="pdf", timestamp=date, **way
            )
        except typst.TypstError as error:
            if "could not be displayed" not in error.message or way is own:
                raise
        else:
            return bytes(made)
    raise AssertionError("the last way returns or raises")


def breakable(value: Any) -> Any:
    """Return `value` with places to break a line (zero-width spaces) inside the long words of every string."""
    if isinstance(value, str):
        return _LONG_WORD.sub(
            lambda word: _ANYWHERE.sub("\\1\u200b", _BREAKABLE.sub("\u200b", word[0])), value
        )
    if isinstance(value, list):
        return [breakable(inside) for inside in value]
    return {key: breakable(inside) for key, inside in value.items()} if isinstance(value, dict) else value
