"""HTML that stands alone: no script, nothing loaded, every word from the data escaped. The only importer of jinja2."""

import base64
import hashlib
from functools import cache
from importlib.resources import files
from itertools import groupby
from typing import Any

from jinja2 import Environment, FunctionLoader, StrictUndefined
from markupsafe import Markup

from degreepath.show.svg import axis_picture, bar_picture

TEMPLATES = files("degreepath.show") / "templates"


def to_html(data: dict[str, Any]) -> str:
    """Return as_data(…) as one HTML document."""
    style = _read("style.css")
    return (
        _environment()
        .get_template(f"{data['kind']}.html.jinja")
        .render(data, style=Markup(style), policy=_policy(style))  # noqa: S704 -- our own style sheet, not data
    )


def is_address(text: str) -> bool:
    """Say whether `text` is a web address that may become a link: never javascript: or data:."""
    return text.startswith(("https://", "http://")) and not set(text) & set(" <>\"'")


def runs(items: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return statements in runs of one kind: paragraphs (no mark), bullets, or lines each with its own mark."""

    def kind(item: dict[str, Any]) -> str:
        return "bullets" if item["bullet"] else "marked" if item["mark"] else "paragraphs"

    return [{"kind": name, "statements": list(run)} for name, run in groupby(items, kind)]


def _policy(style: str) -> str:
    """Return the Content-Security-Policy: nothing is loaded or run, and only this very style sheet holds."""
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    return f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"


def _read(name: str) -> str:
    return (TEMPLATES / name).read_text(encoding="utf-8")


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FunctionLoader(_read),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.tests["address"] = is_address
    environment.filters["runs"] = runs
    environment.globals.update(axis_picture=axis_picture, bar_picture=bar_picture)
    return environment
