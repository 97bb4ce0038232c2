"""A page in the form asked for: the one place that knows what makes which form. A new form is one more function here.

Each loads its own library, and only when that form is wanted: start-up is a feature.
"""

from degreepath.show.blocks import Page
from degreepath.show.report_blocks import Report, as_page

FILE_WIDTH = 88


def show(page: Page | Report) -> None:
    """Print `page` on stdout: laid out for a terminal, plain into a file or a pipe."""
    from degreepath.show.console import print_page
    from degreepath.show.screen import Screen

    print_page(Screen(_plain(page)))


def text(page: Page | Report, width: int = FILE_WIDTH) -> str:
    """Return `page` as plain text of `width` columns."""
    from degreepath.show.console import as_text
    from degreepath.show.screen import Screen

    return as_text(Screen(_plain(page)), width)


def markdown(page: Page | Report) -> str:
    """Return `page` as Markdown that pastes well into a mail."""
    from degreepath.show.markdown import to_markdown

    return to_markdown(_plain(page))


def html(page: Page | Report) -> str:
    """Return `page` as one HTML document that loads nothing."""
    from degreepath.show.html import to_html
    from degreepath.show.report_data import as_data

    return to_html(as_data(page))


def pdf(page: Page | Report) -> bytes:
    """Return `page` as a PDF. Raises UsageError if typst is not installed."""
    from degreepath.show.pdf import to_pdf
    from degreepath.show.report_data import as_data

    return to_pdf(as_data(page))


def _plain(page: Page | Report) -> Page:
    """Return a report as a page of headings and lists, for forms without tables and pictures."""
    return as_page(page) if isinstance(page, Report) else page
