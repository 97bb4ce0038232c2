"""The stamp: a short fingerprint of one answer sheet against one knowledge base.

Two results with the same stamp come from the same answers (marks and goal included) and the same data files, so a printed report
can be matched with a row of a class list, and a changed answer or an updated knowledge base shows. It is a checksum that anyone
can work out again, neither a secret nor a signature.

Definition: c(key) = the first 8 bytes of SHA-256("<knowledge hash> <key>") as a big-endian number, modulo P. Then

    h = (c("sheet") + Σ answer·c("answer <question>") + Σ c("most <interest>") + Σ c("least <interest>") + c("goal <role>")) mod P

and the stamp is "s" followed by h + 10¹¹, which always has twelve digits. Skipped questions add nothing, order does not matter.
It is a sum so that a whole class can be stamped by column arithmetic, which no engine's own hash function would do alike.
"""

import hashlib

from degreepath.advice.answers import AnswerSheet
from degreepath.knowledge.knowledge import Knowledge

MODULUS = 899_999_999_981  # prime; with OFFSET every stamp has twelve digits, and sums over a sheet stay far below 2⁶³
OFFSET = 10**11
PREFIX = "s"


def stamp(knowledge: Knowledge, sheet: AnswerSheet) -> str:
    """Return the stamp of `sheet` against `knowledge`: "s" and twelve digits."""
    parts = [coefficient(knowledge, "sheet")]
    parts += [
        value * coefficient(knowledge, f"answer {question}") for question, value in sheet.answers.items()
    ]
    parts += [
        coefficient(knowledge, f"{'most' if mark > 0 else 'least'} {interest}")
        for interest, mark in sheet.marks.items()
    ]
    if sheet.goal:
        parts.append(coefficient(knowledge, f"goal {sheet.goal}"))
    return f"{PREFIX}{OFFSET + sum(parts) % MODULUS}"


def coefficient(knowledge: Knowledge, key: str) -> int:
    """Return c(key), 0 ≤ c < MODULUS, for the parts "sheet", "answer <question>", "most|least <interest>" and "goal <role>"."""
    digest = hashlib.sha256(f"{knowledge.hash} {key}".encode()).digest()
    return int.from_bytes(digest[:8], "big") % MODULUS
