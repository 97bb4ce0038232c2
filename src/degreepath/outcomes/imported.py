"""What was imported of each release, in one private file, beside what is shipped; and a figure said whole, in words."""

from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from pydantic import BaseModel, RootModel, ValidationError

from degreepath.errors import FileError
from degreepath.knowledge import Knowledge
from degreepath.knowledge.load import shipped
from degreepath.knowledge.model import Measure, OfficialKeys, Outcome, OutcomeLevel, Program

if TYPE_CHECKING:
    from degreepath.outcomes.official_file import OfficialFile

COUNTRIES = {"discover-uni": "UK", "college-scorecard": "US"}
WORDS: dict[str, dict[str, str]] = shipped("formats/official_files")["measures"]
_SIGNS = {"GBP": "£", "USD": "$"}
Service = Literal["discover-uni", "college-scorecard"]
"""The id of each is that of a source, too."""


class Release(BaseModel):
    """The music and audio rows of a release: outcomes by table and official key, and what is known of each course."""

    service: Service
    released: str
    imported: str
    tables: dict[str, dict[str, list[Outcome]]] = {}
    courses: dict[str, dict[str, str]] = {}

    @property
    def title(self) -> str:
        month = date.fromisoformat(f"{self.released}-01")
        return f"{self.service.replace('-', ' ').title()}, files of {month:%B %Y}"

    @property
    def kept(self) -> str:
        count = sum(len(outcomes) for table in self.tables.values() for outcomes in table.values())
        return f"{count:,} figures of {len(self.courses):,} music and audio courses"

    def outcomes(self, course: str | None) -> tuple[Outcome, ...]:
        """Return the figures of the course with this official key."""
        return tuple(outcome for table in self.tables.values() for outcome in table.get(course or "", ()))

    def outcome(self, file: "OfficialFile", measure: str, **figure: Any) -> Outcome:
        """Return a figure of `file` as an outcome. Raises KnowledgeError if it contradicts itself."""
        own = {"id": f"imported-{measure}", "release": self.released, "source": self.service}
        missing = "not in the file" if figure["n"] is None else None
        try:
            return Outcome.model_validate({"measure": measure, "n_missing": missing, **own, **figure})
        except ValidationError:
            what = f"the figures {', '.join(map(str, figure.values()))} do not fit together"
            raise file.wrong(what) from None


Releases = RootModel[list[Release]]


def _file(folder: Path) -> Path:
    return folder / "imported.json"


def _half(folder: Path) -> Path:
    return folder / "imported.tmp"


def releases_in(folder: Path) -> tuple[Release, ...]:
    """Return what was imported into `folder`, the newest first. Raises FileError if it cannot be read."""
    try:
        releases = Releases.model_validate_json(_file(folder).read_bytes()).root
    except (FileNotFoundError, NotADirectoryError):
        return ()
    except OSError as error:
        raise FileError(f"{folder} cannot be read ({error.strerror}); check that it is yours.") from None
    except ValidationError:
        what = "is not as degreepath wrote it; import the official file again, or erase what was imported"
        raise FileError(f"{_file(folder).name} {what}.") from None
    return tuple(sorted(releases, key=lambda release: release.released, reverse=True))


def write(releases: Sequence[Release], folder: Path) -> None:
    """Keep `releases`, in place of what was there, for nobody else to read. Raises FileError."""
    half = _half(folder)
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        half.touch(mode=0o600)
        half.write_text(Releases([*releases]).model_dump_json(exclude_defaults=True), encoding="utf-8")
        half.replace(_file(folder))
    except OSError as error:
        raise FileError(f"{folder} cannot be written ({error.strerror}); nothing was imported.") from None


def forget(folder: Path) -> None:
    """Erase everything that was imported. Raises FileError."""
    try:
        for file in (_file(folder), _half(folder)):
            file.unlink(missing_ok=True)
    except OSError as error:
        raise FileError(f"{folder} cannot be emptied ({error.strerror}); check that it is yours.") from None


class OfficialCourse(BaseModel):
    """A music or audio course known by its official figures only; what the files do not say is empty."""

    country: str
    outcomes: tuple[Outcome, ...]
    title: str
    school: str = ""
    award: str = ""
    mode: str = ""
    link: str = ""


def outcomes_of(knowledge: Knowledge, program: Program, releases: Iterable[Release]) -> tuple[Outcome, ...]:
    """Return the figures about `program`, in the order of the measures: of each the newest, shipped or imported.

    `releases`: what `releases_in(folder)` returned. Of the same release the imported figure stands: it has an n.
    """
    figures = list(knowledge.outcomes_of(program))
    for release in releases:
        imported = release.outcomes(_key(release, program.official))
        measures = {outcome.measure for outcome in imported}
        newer = [o.measure for o in figures if o.measure in measures and o.release > release.released]
        figures = [o for o in figures if o.measure not in measures or o.measure in newer]
        own = {"program": program.id}
        figures += [o.model_copy(update=own) for o in imported if o.measure not in newer]
    return tuple(sorted(figures, key=lambda outcome: [*Measure].index(outcome.measure)))


def courses_known_by_figures(
    knowledge: Knowledge, releases: Iterable[Release], country: str
) -> tuple[OfficialCourse, ...]:
    """Return the official courses of `country` that no program of the knowledge base stands for, by school.

    `releases`: newest first, as `releases_in(folder)` returns them.
    """
    found: dict[str, OfficialCourse] = {}
    for release in (release for release in releases if COUNTRIES[release.service] == country):
        ours = {_key(release, program.official) for program in knowledge.programs}
        for key, told in release.courses.items():
            if "title" in told and key not in ours and key not in found:
                own = {"country": country, "outcomes": release.outcomes(key)}
                found[key] = OfficialCourse.model_validate({**told, **own})
    return tuple(sorted(found.values(), key=lambda course: (course.school, course.title, course.mode)))


def what_is_imported(folder: Path, today: date) -> tuple[str, ...]:
    """Return a line for each release, the newest first: when it came out, how old it is, how much is kept."""
    lines = []
    for release in releases_in(folder):
        year, month = map(int, release.released.split("-"))
        months = max((today.year - year) * 12 + today.month - month, 0)
        lines.append(f"{release.title}, {months} months old, imported on {release.imported}: {release.kept}.")
    return tuple(lines)


def _key(release: Release, official: OfficialKeys | None) -> str | None:
    """Return under which key `release` knows the course; of several modes the full-time one comes first."""
    if official is None:
        return None
    scorecard = f"{official.unitid} {(official.cip4 or '').replace('.', '')} {official.level}"
    own = {"kiscourseid": official.kiscourseid}
    for key, told in sorted(release.courses.items()):
        ours = {told.get("ukprn"), told.get("pubukprn")} >= {official.ukprn}
        if key == scorecard or (ours and official.ukprn and told.items() >= own.items()):
            return key
    return None


# ── In words: a figure can only be said whole, with whom it counts, how many and when ────────────
def label(measure: Measure) -> str:
    """Return the few words that name the measure, such as 'Pay after 15 months'."""
    return WORDS[measure]["label"]


def meaning(measure: Measure) -> str:
    """Return where figures of this measure come from and what they count."""
    return WORDS[measure]["meaning"]


def line(outcome: Outcome) -> str:
    """Return the figure on one line with whom it counts, how many and when; there is no way to leave these out."""
    n = f"n {outcome.n_missing}" if outcome.n is None else f"n = {outcome.n:,}"
    text = f"{_who(outcome)}, {n}, {outcome.years}: {_amount(outcome, outcome.value)}"
    name = label(outcome.measure)
    if outcome.measure.startswith("pay-"):  # told with its spread, so its name stands before the number
        text = f"{name}: {text}"
    else:
        text += f" {name[0].lower()}{name[1:]}"
    if outcome.lower is not None and outcome.upper is not None:
        text += f"; half earned {_amount(outcome, outcome.lower)} to {_amount(outcome, outcome.upper)}"
    if outcome.benchmark is not None:
        text += f"; {outcome.benchmark_is}: {_amount(outcome, outcome.benchmark)}"
    return text


def _who(outcome: Outcome) -> str:
    others = WORDS[outcome.measure].get("people")
    people, subject = others or "graduates", outcome.subject
    if outcome.level is OutcomeLevel.COURSE:
        return f"{people} of this course"
    if outcome.level is OutcomeLevel.SCHOOL:
        return f"all {people} of this school"
    if outcome.measure.startswith("us-"):  # the subject is 'all music programs'
        return f"{people} of {subject} at this school"
    return f"{people} in {subject} at this university" if others else f"{subject} {people} of this university"


def _amount(outcome: Outcome, value: float) -> str:
    if not outcome.currency:
        return f"{value:g} %"
    return f"{_SIGNS.get(outcome.currency, outcome.currency + ' ')}{value:,.0f}"
