"""The words for how sure the advice is, and for why it names no degree."""

from enum import StrEnum


class Band(StrEnum):
    """How sure, in words."""

    CLEAR = "clear"
    LIKELY = "likely"
    LEANING = "leaning"
    TOO_CLOSE = "too-close"


class Unclear(StrEnum):
    """Why there is no recommendation."""

    TOO_FEW = "too-few"
    FLAT = "flat"
    CONTRADICTORY = "contradictory"
    TIE = "tie"
