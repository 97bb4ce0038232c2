"""What was imported: one private file with the music and audio rows of each release, looked up by official keys."""

import os
import tempfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from pydantic import BaseModel, RootModel, ValidationError

from degreepath.errors import FileError, KnowledgeError
from degreepath.knowledge.knowledge import Knowledge
from degreepath.knowledge.model import Measure, OfficialKeys, Outcome, Program
from degreepath.outcomes.official_file import OfficialFile, Progress, files_in
from degreepath.outcomes.services import (
    FIELD_OF_STUDY,
    Release,
    Service,
    read_discover_uni,
    read_scorecard,
    table_of,
)

WE_READ = "We read files of Discover Uni (the zip or a CSV) and of College Scorecard (by field of study)"
COUNTRIES = {"discover-uni": "UK", "college-scorecard": "US"}


# ── Bringing it in ───────────────────────────────────────────────────────────────────────────────
@dataclass(frozen=True)
class Imported:
    """What one import kept, a release for each service, and the files of a zip that it left: nobody needs them."""

    releases: tuple[Release, ...]
    left: tuple[str, ...]

    @property
    def lines(self) -> list[str]:
        said = []
        for release in self.releases:
            what = f"{release.count:,} figures of {len(release.courses):,} music and audio courses"
            said.append(f"{release.title}: kept {what}.")
            for name, table in release.tables.items():
                kept = sum(len(outcomes) for outcomes in table.values())
                said.append(f"{name}: kept {kept:,} figures from {release.rows[name]:,} rows, left the rest.")
            if not any("title" in told for told in release.courses.values()):
                said.append("Courses have no titles without KISCOURSE.csv: import it too, or the whole zip.")
        return [*said, *([f"Left whole: {', '.join(self.left)}."] if self.left else [])]


def import_files(paths: Iterable[Path], folder: Path, *, progress: Progress) -> Imported:
    """Keep the music and audio rows of the official files at `paths` in `folder`; return what was kept and left.

    Other tables of the same release that are there stay. Raises KnowledgeError for a file that is not one of the two
    services', not whole or changed, FileError if one cannot be read or written: then nothing is changed.
    """
    tables: dict[str, OfficialFile] = {}
    left = []
    for file in (file for path in paths for file in files_in(path)):
        if (name := table_of(file)) is None:
            if not file.member:
                columns = ", ".join(file.header())[:60]
                raise file.wrong(f"its columns ({columns}) are none that we know", WE_READ)
            left.append(file.name)
        elif name in tables:
            raise file.wrong(f"there is a table {name} in {tables[name].path.name} as well", "Give it once")
        else:
            tables[name] = file
    if not tables:
        raise KnowledgeError(f"There is no table to import here. {WE_READ}.")
    kept = {(release.service, release.released): release for release in releases_in(folder)}
    new = []
    us = {name: file for name, file in tables.items() if name == FIELD_OF_STUDY}
    uk = {name: file for name, file in tables.items() if name != FIELD_OF_STUDY}
    if uk:
        new.append(_release("discover-uni", uk))
        known = {key for old in kept.values() if old.service == "discover-uni" for key in old.courses}
        read_discover_uni(uk, new[-1], known, progress)
    if us:
        new.append(_release("college-scorecard", us))
        read_scorecard(us[FIELD_OF_STUDY], new[-1], progress)
    for release in new:
        if not release.courses:
            names = ", ".join(release.rows)
            raise KnowledgeError(f"{names}: no row of a music or audio course; nothing was imported.")
        _add(release, kept.setdefault((release.service, release.released), release))
    _write(kept.values(), folder)
    return Imported(tuple(new), tuple(sorted(left)))


def _release(service: Service, files: Mapping[str, OfficialFile]) -> Release:
    released = max(file.released for file in files.values())
    return Release(service=service, released=released, imported=datetime.now(UTC).date().isoformat())


def _add(newer: Release, older: Release) -> None:
    """Put what was read into the same release of an earlier import, in place of what was there."""
    older.imported = newer.imported
    older.tables |= newer.tables
    older.rows |= newer.rows
    older.courses |= {key: older.courses.get(key, {}) | told for key, told in newer.courses.items()}


# ── The file ─────────────────────────────────────────────────────────────────────────────────────
Releases = RootModel[list[Release]]


def _file(folder: Path) -> Path:
    return folder / "imported.json"


def releases_in(folder: Path) -> tuple[Release, ...]:
    """Return what was imported into `folder`, the newest first. Raises FileError if it cannot be read."""
    path = _file(folder)
    try:
        releases = Releases.model_validate_json(path.read_bytes()).root if path.exists() else []
    except OSError as error:
        raise FileError(f"{path} cannot be read ({error.strerror}); check that it is yours.") from None
    except ValidationError:
        what = "is not as degreepath wrote it; import the official file again, or erase what was imported"
        raise FileError(f"{path.name} {what}.") from None
    return tuple(sorted(releases, key=lambda release: release.released, reverse=True))


def _write(releases: Iterable[Release], folder: Path) -> None:
    """Write all releases, in place of what was there, for nobody else to read. Raises FileError."""
    raw = Releases(list(releases)).model_dump_json(exclude_defaults=True)
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=folder)  # 0600 from the start
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(raw)
            file.flush()
            os.fsync(file.fileno())
        Path(name).replace(_file(folder))
    except OSError as error:
        raise FileError(f"{folder} cannot be written ({error.strerror}); nothing was imported.") from None


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
    groups = [knowledge.outcomes_of(program)]
    for release in releases:
        outcomes = release.outcomes(_key(release, program.official))
        groups.append(tuple(outcome.model_copy(update={"program": program.id}) for outcome in outcomes))
    newest: dict[Measure, tuple[Outcome, ...]] = {}
    for group in groups:
        for measure in {outcome.measure for outcome in group}:
            own = tuple(outcome for outcome in group if outcome.measure is measure)
            if measure not in newest or own[0].release >= newest[measure][0].release:
                newest[measure] = own
    return tuple(outcome for measure in Measure for outcome in newest.get(measure, ()))


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
        age = f"{months} months old" if months < 24 else f"{months // 12} years old"
        what = f"{release.count:,} figures of {len(release.courses):,} courses"
        lines.append(f"{release.title}, {age}, imported on {release.imported}: {what}.")
    return tuple(lines)


def forget(folder: Path) -> None:
    """Erase everything that was imported. Raises FileError."""
    try:
        _file(folder).unlink(missing_ok=True)
    except OSError as error:
        raise FileError(f"{folder} cannot be emptied ({error.strerror}); check that it is yours.") from None


def _key(release: Release, official: OfficialKeys | None) -> str | None:
    """Return under which key `release` knows the course; of several modes the full-time one comes first."""
    if official is None:
        return None
    if release.service == "college-scorecard":
        key = f"{official.unitid} {(official.cip4 or '').replace('.', '')} {official.level}"
        return key if key in release.courses else None
    for key, told in sorted(release.courses.items()):
        schools = {told.get("ukprn"), told.get("pubukprn")}
        if told.get("kiscourseid") == official.kiscourseid and official.ukprn in schools:
            return key
    return None
