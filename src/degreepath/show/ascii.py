"""Words for terminals without Unicode. They would print '?' for all else, and on our pages '?' means "not known"."""

import unicodedata

NEAREST = str.maketrans(
    {
        "●": "*", "◐": "~", "○": "o", "☐": "[ ]", "·": "-",
        "–": "-", "—": "-", "−": "-", "‘": "'", "’": "'", "“": '"', "”": '"', "…": "...",
        "→": "->", "×": "x", "±": "+/-", "≥": ">=", "½": "1/2", "²": "^2", "√": "sqrt", "′": "'", "£": "GBP ",
        "Σ": "sum", "Φ": "Phi", "γ": "gamma", "δ": "delta", "λ": "lambda", "ρ": "rho", "σ": "sigma", "τ": "tau",
        "\u0302": "-hat",
    }
)  # fmt: skip


def in_ascii(text: str) -> str:
    """Return `text` in ASCII as near as it goes; letters lose their accents, and other alphabets stay as they are."""
    letters = unicodedata.normalize("NFKD", text.translate(NEAREST))
    return "".join(letter for letter in letters if not unicodedata.combining(letter))
