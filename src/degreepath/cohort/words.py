"""From whole numbers to words, once, at the end: a choice between texts costs an engine fifty times one between numbers."""

from collections.abc import Mapping, Sequence

import narwhals as nw

from degreepath.cohort.arithmetic import Table


def with_words(frame: Table, columns: Mapping[str, tuple[str, Sequence[str]]]) -> Table:
    """Add, for each `name: (places, words)`, the words whose places the column `places` holds.

    Null where the word is empty or the place is none of them.
    """
    if frame.implementation.is_polars():
        return _on_polars(frame, columns)
    return frame.with_columns(**{name: _replaced(places, words) for name, (places, words) in columns.items()})


def _replaced(places: str, words: Sequence[str]) -> nw.Expr:
    known = {place: word for place, word in enumerate(words) if word}
    return nw.col(places).replace_strict(
        list(known), list(known.values()), default=None, return_dtype=nw.String
    )


def _on_polars(frame: Table, columns: Mapping[str, tuple[str, Sequence[str]]]) -> Table:
    """Do the same by way of an Enum: polars replaces only after it has seen the whole column, which a stream should not hold."""
    import polars as pl

    texts = {}
    for name, (places, words) in columns.items():
        place = pl.col(places)
        known = place.is_between(0, len(words) - 1)
        if "" in words:
            known &= place != list(words).index("")
        texts[name] = pl.when(known).then(place).cast(pl.UInt32).cat.to(pl.Enum(words)).cast(pl.String)
    native = frame.to_native().with_columns(**texts)
    worded: Table = nw.from_native(native)
    return worded
