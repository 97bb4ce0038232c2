"""Report how hard the pages are that a student reads: `make words`.

Every page that shows itself without being asked for more is rendered as `--plain` prints it, for the personas of the tests,
every role, the general degrees and the courses, with the questions and the words of the quiz; each full sentence counts once.

The measure is the Flesch-Kincaid grade (Kincaid et al., 1975: 0.39 words per sentence + 11.8 syllables per word − 15.59);
grade + 5 is about the age in years at which a text is read easily. Syllables are counted as groups of vowels, so a text's
figure is good to about one year; names of subjects and tools (synthesizer, orchestration) count as they are.
"""

import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from degreepath.advice.doors import audit, doors_between
from degreepath.advice.recommend import recommend
from degreepath.knowledge.load import load_figures, load_knowledge
from degreepath.pages import about, check, compare, program, recommendation, role
from degreepath.pages.blocks import Page
from degreepath.quiz import words as quiz_words
from degreepath.records.sheet_file import read_sheet
from degreepath.render.terminal import as_text

PERSONAS = Path(__file__).parents[1] / "tests" / "personas"
TARGET_AGE = 14
HARDEST = 12
SHORTEST = 5
ONE_LINE = 100_000
KNOWLEDGE = load_knowledge()


def pages() -> Iterator[tuple[str, Page]]:
    """Yield the pages that a student sees first, each with the group it belongs to."""
    year, degrees = KNOWLEDGE.year, KNOWLEDGE.archetypes
    for file in sorted(PERSONAS.glob("*-*.toml")):
        for goal in (None, "acoustic-consultant"):
            yield (
                "result",
                recommendation.page(KNOWLEDGE, recommend(KNOWLEDGE, read_sheet(file).aiming_at(goal))),
            )
    for job in KNOWLEDGE.roles:
        doors = doors_between(KNOWLEDGE.programs, [job])
        yield "role", role.page(KNOWLEDGE, job, doors[job.id], year)
    for one in KNOWLEDGE.programs:
        doors, figures = doors_between([one], KNOWLEDGE.roles), KNOWLEDGE.outcomes_of(one)
        group = "degree" if one in degrees else "course"
        yield group, program.page(KNOWLEDGE, one, doors, figures, year)
        checked = check.Checked(one, audit(KNOWLEDGE, one, KNOWLEDGE.roles))
        yield "check", check.page(KNOWLEDGE, checked, year)
    both = {degree.id: KNOWLEDGE.outcomes_of(degree) for degree in degrees}
    yield "compare", compare.page(KNOWLEDGE, doors_between(degrees, KNOWLEDGE.roles), both, year)
    yield "method", about.method_page(KNOWLEDGE, load_figures())
    yield "quiz", about.questions_page(KNOWLEDGE)


def texts() -> Iterator[tuple[str, str]]:
    """Yield every text that a student reads in full sentences, with its group."""
    for question in KNOWLEDGE.questions:
        yield "quiz", question.text
        yield "quiz", quiz_words.why(KNOWLEDGE, question)
    for name, value in vars(quiz_words).items():
        if name.startswith("_"):
            continue
        parts = value.values() if isinstance(value, dict) else value if isinstance(value, tuple) else (value,)
        yield from (("quiz", text) for text in parts if isinstance(text, str))
    for group, page in pages():
        for line in as_text(page.brief, ONE_LINE, plain=True).splitlines():
            yield group, re.sub(r" \[\d+\]", "", line).strip()


def sentences(found: Iterable[tuple[str, str]]) -> dict[str, dict[str, None]]:
    """Return the texts that are sentences by group, each once; names, commands and rows of tables are none."""
    groups: dict[str, dict[str, None]] = {}
    for group, text in found:
        if (
            len(text.split()) >= SHORTEST
            and text[-1] in ".?!"
            and not text.startswith(("degreepath ", "More: "))
        ):
            groups.setdefault(group, {})[text] = None
    return groups


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
    """Print the reading age of each group and the hardest single texts; 1 if any group is above the target."""
    groups = sentences(texts())
    ages = {group: reading_age(" ".join(members)) for group, members in groups.items()}
    for group, members in groups.items():
        print(f"{group:14} {len(members):4} texts  reading age {ages[group]:.1f}")
    together = {text: None for members in groups.values() for text in members}
    print(
        f"{'together':14} {len(together):4} texts  reading age {reading_age(' '.join(together)):.1f} (target {TARGET_AGE})"
    )
    print("\nHardest:")
    for text in sorted(together, key=reading_age, reverse=True)[:HARDEST]:
        print(f"  {reading_age(text):.0f}  {text}")
    return int(max(ages.values()) > TARGET_AGE)


if __name__ == "__main__":
    sys.exit(main())
