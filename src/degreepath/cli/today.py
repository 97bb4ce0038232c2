"""The clock, read in one place: everything below is told the year."""

from datetime import UTC, datetime


def this_year() -> int:
    """Return the present year."""
    return datetime.now(tz=UTC).year
