"""Report how hard the texts are that a student reads: `make words`.

The measure is the Flesch-Kincaid grade (Kincaid et al., 1975: 0.39 words per sentence + 11.8 syllables per word − 15.59);
grade + 5 is about the age in years at which a text is read easily. Syllables are counted as groups of vowels, so a text's
figure is good to about one year; names of subjects and tools (synthesizer, orchestration) count as they are.
"""

import re
import sys
from collections.abc import Iterator, Mapping

from degreepath.knowledge.load import load_knowledge
from degreepath.quiz import words as quiz_words
from degreepath.show import wording

TARGET_AGE = 14
HARDEST = 12
SHORTEST = 5


def texts() -> Iterator[tuple[str, str]]:
    """Yield every text a student sees, with the group it belongs to."""
    knowledge = load_knowledge()
    for question in knowledge.questions:
        yield "questions", question.text
    for role in knowledge.roles:
        for text in (role.work, role.suits, role.way_in.text, role.portfolio.text):
            yield "roles", text
        for text in (role.try_this.do, role.try_this.liked, role.try_this.hated):
            yield "tasks to try", text
    for program in knowledge.archetypes:
        for text in (program.about, *program.checks):
            yield "degrees", text
    for module, group in ((quiz_words, "quiz"), (wording, "result")):
        for text in sentences(vars(module)):
            yield group, text


def sentences(names: Mapping[str, object]) -> Iterator[str]:
    """Yield the texts of a module of wording: its strings, and those in its dictionaries and tuples."""
    for value in names.values():
        parts = value.values() if isinstance(value, dict) else value if isinstance(value, tuple) else (value,)
        for text in parts:
            if isinstance(text, str) and len(text.split()) >= SHORTEST and not text.startswith("degreepath."):
                yield text


def syllables(word: str) -> int:
    """Return about how many syllables an English word has: vowel groups, a silent final e left out."""
    word = word.lower()
    groups = len(re.findall(r"[aeiouy]+", word))
    silent = word.endswith("e") and not word.endswith(("le", "ee")) and groups > 1
    return max(groups - silent, 1)


def reading_age(text: str) -> float:
    """Return the age in years at which `text` is read easily."""
    words = re.findall(r"[A-Za-z][A-Za-z']*", text)
    sentences = max(len(re.findall(r"[.!?:;](?:\s|$)", text)), 1)
    grade = 0.39 * len(words) / sentences + 11.8 * sum(map(syllables, words)) / len(words) - 15.59
    return grade + 5


def main() -> int:
    """Print the reading age of each group and the hardest single texts; 1 if all together is above the target."""
    groups: dict[str, list[str]] = {}
    for group, text in texts():
        groups.setdefault(group, []).append(text)
    for group, members in groups.items():
        print(f"{group:14} {len(members):4} texts  reading age {reading_age(' '.join(members)):.1f}")
    together = [text for members in groups.values() for text in members]
    overall = reading_age(" ".join(together))
    print(f"{'together':14} {len(together):4} texts  reading age {overall:.1f} (target {TARGET_AGE})")
    print("\nHardest:")
    for text in sorted(together, key=reading_age, reverse=True)[:HARDEST]:
        print(f"  {reading_age(text):.0f}  {text}")
    return int(overall > TARGET_AGE)


if __name__ == "__main__":
    sys.exit(main())
