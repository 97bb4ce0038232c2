"""Importing the files of the two official services; their columns and codes stand in data/formats/official_files.toml."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from itertools import chain
from pathlib import Path
from typing import Any

from degreepath.errors import KnowledgeError
from degreepath.knowledge.load import shipped
from degreepath.knowledge.model import Measure, Outcome, OutcomeLevel
from degreepath.outcomes.imported import Release, releases_in, write
from degreepath.outcomes.official_file import NEWER, OfficialFile, Progress, files_in

# ── Discover Uni: one CSV file for each subject, joined by the keys of the course ────────────────
UK = shipped("formats/official_files")["discover-uni"]
TABLES: Mapping[str, Any] = UK["tables"]
WHO = ("POP", "AGG", "AGGYEAR", "SBJ")
KEYS = ("PUBUKPRN", "UKPRN", "KISCOURSEID", "KISMODE")
TRADING_NAME = "FIRST_TRADING_NAME"  # missing in older files
NEEDED: Mapping[str, tuple[str, ...]] = {
    "KISAIM": ("KISAIMCODE", "KISAIMLABEL"),
    "INSTITUTION": ("PUBUKPRN", "UKPRN", "LEGAL_NAME"),
    "KISCOURSE": (*KEYS, "TITLE", "CRSEURL", "KISAIMCODE"),
    "SBJ": (*KEYS, "SBJ"),
    **{
        name: (*KEYS, *(form["prefix"] + end for end in WHO), *chain(*form["measures"].values()))
        for name, form in TABLES.items()
    },
}
"""For each file that is read, the columns it must have; the files are read in this order."""


def table_of(file: OfficialFile) -> str | None:
    """Return which table a file is, by its columns, or its name if those have changed; None for one that nobody needs."""
    columns = set(file.header())
    if us_columns(columns):
        return FIELD_OF_STUDY
    if "REASON" in columns:  # EXCLUSIONS has all columns of SBJ too
        return None
    for table, form in TABLES.items():
        if {form["prefix"] + "AGG", form["prefix"] + "POP"} & columns:
            return table
    name = Path(file.name).stem.upper()
    own = (table for table in NEEDED if columns.issuperset(NEEDED[table]))
    return next(own, name if name in NEEDED else None)


def read_discover_uni(
    files: Mapping[str, OfficialFile], release: Release, known: set[str], progress: Progress
) -> None:
    """Put the music and audio rows of the given files, by the name of their table, into `release`.

    `known`: keys of courses that are kept whatever their rows say. Raises KnowledgeError or FileError.
    """
    names = {"": ""}
    courses: dict[str, dict[str, str]] = defaultdict(dict)
    codes: dict[str, set[str]] = defaultdict(set)
    waiting: dict[tuple[str, str], list[dict[str, str]]] = defaultdict(list)
    for name in (name for name in NEEDED if name in files):
        for row in _rows(files[name], name, progress):
            if name == "KISAIM":
                names[row["KISAIMCODE"]] = row["KISAIMLABEL"]
            elif name == "INSTITUTION":
                names[f"{row['PUBUKPRN']} {row['UKPRN']}"] = row.get(TRADING_NAME) or row["LEGAL_NAME"]
            else:
                key = " ".join(row[column] for column in KEYS)
                courses[key] |= {column: row[column] for column in NEEDED["KISCOURSE"] if column in row}
                codes[key].update(row.get("HECOS", "").split(), [row["SBJ"]])
                if name in TABLES and row["SBJ"] in {"", *UK["subjects"]}:
                    waiting[name, key].append(row)
    ours = sorted(key for key in codes if key in known or _is_ours(codes[key]))
    for name in (name for name in TABLES if name in files):
        table = release.tables[name] = {}
        for key in ours:
            found = [o for row in waiting[name, key] for o in figures_of(files[name], name, row, release)]
            if found:
                table[key] = _narrowest(found)
    release.courses = {key: _told(courses[key], names) for key in ours}


def _rows(file: OfficialFile, name: str, progress: Progress) -> Iterator[dict[str, str]]:
    """Yield the rows of a table, their subject as SBJ. Raises KnowledgeError for a course counted twice alike."""
    prefix = TABLES[name]["prefix"] if name in TABLES else ""
    seen: set[tuple[str, ...]] = set()
    for row in file.rows(NEEDED[name], (TRADING_NAME, "HECOS"), progress):
        row["KISMODE"] = row.get("KISMODE", "").zfill(2)  # "01" in some files and "1" in others
        row["SBJ"] = row.get(f"{prefix}SBJ", "")
        if prefix:
            key = tuple([row[column] for column in (*KEYS, "SBJ", f"{prefix}AGG")])
            if key in seen:
                raise file.wrong(f"two rows have the same keys, {' '.join(key)}")
            seen.add(key)
        yield row


def _is_ours(codes: set[str]) -> bool:
    """Tell whether a course is one of music or audio.

    The group with audio has other technology in it, so there a course's own subject codes decide, if it has any.
    """
    own = {code for code in codes if code.isdigit()}
    return UK["music"] in codes or bool(own & set(UK["hecos"])) or (UK["audio"] in codes and not own)


def figures_of(file: OfficialFile, name: str, row: Mapping[str, str], release: Release) -> Iterator[Outcome]:
    """Yield the figures of a row. One held back is none: it is not zero, and the reason given beside it says nothing."""
    most = 100.0
    for measure, columns in TABLES[name]["measures"].items():
        values = [file.number(column, row[column]) for column in columns]
        given = [value for value in values if value is not None]
        if len(given) < len(columns):
            continue
        figure = _counted(file, TABLES[name]["prefix"], row)
        if Measure(measure).is_money:
            lower, value, upper = given
            figure |= {"lower": lower, "upper": upper, "currency": "GBP"}
        else:
            value = min(sum(given), most)  # rounded parts may add up to more than the whole
            most = value if measure == Measure.WORK_OR_STUDY else most
        yield release.outcome(file, measure, value=value, **figure)


def _counted(file: OfficialFile, prefix: str, row: Mapping[str, str]) -> dict[str, Any]:
    """Return whom a row counts. POP is how many people its figures rest on; RESPONSE is all who answered anything."""
    code, years, subject = row[f"{prefix}AGG"], row[f"{prefix}AGGYEAR"], row["SBJ"]
    n = {"n": file.number(f"{prefix}POP", row[f"{prefix}POP"]), "years": years}
    if years and code in UK["course"]:
        return n | {"level": OutcomeLevel.COURSE}
    if years and subject and code in UK["group"]:
        group = {"subject": UK["subjects"][subject], "subject_code": subject}
        return n | {"level": OutcomeLevel.SUBJECT} | group
    who = f"the course {row['KISCOURSEID']} with aggregation '{code}', subject '{subject}', years '{years}'"
    raise file.wrong(f"nothing tells whom a figure counts: {who}", NEWER)


def _narrowest(figures: list[Outcome]) -> list[Outcome]:
    """Return, of each measure, the figures of the narrowest group: the course, its subject, or what that lies in."""
    width = {id(figure): len(figure.subject_code or "the course itself") for figure in figures}
    most = {
        figure.measure: max(width[id(o)] for o in figures if o.measure is figure.measure)
        for figure in figures
    }
    return [figure for figure in figures if width[id(figure)] == most[figure.measure]]


def _told(row: Mapping[str, str], names: Mapping[str, str]) -> dict[str, str]:
    """Return what is known of a course, as far as the files given say so."""
    told = {
        "ukprn": row["UKPRN"],
        "pubukprn": row["PUBUKPRN"],
        "kiscourseid": row["KISCOURSEID"],
        "title": row.get("TITLE"),
        "school": names.get(f"{row['PUBUKPRN']} {row['UKPRN']}"),
        "award": names.get(row.get("KISAIMCODE", "")),
        "link": row.get("CRSEURL"),
        "mode": UK["modes"].get(row["KISMODE"]),
    }
    return {name: text for name, text in told.items() if text}


# ── College Scorecard by field of study: a row for each school, subject and level of award ───────
US = shipped("formats/official_files")["college-scorecard"]
FIELD_OF_STUDY = "FIELD-OF-STUDY"


def us_columns(header: set[str]) -> dict[str, dict[str, str]]:
    """Return the columns with figures; none if the file is not one by field of study."""
    known = {"UNITID", "CIPCODE"} <= header
    return {column: form for column, form in US["measures"].items() if known and column in header}


def read_scorecard(file: OfficialFile, release: Release, progress: Progress) -> None:
    """Put the rows of music and audio below a master's degree into `release`. May raise KnowledgeError, FileError."""
    keys, measures = ("UNITID", "INSTNM", "CIPCODE", "CREDLEV", "CREDDESC"), us_columns(set(file.header()))
    counts = [form["count"] for form in measures.values()]
    table = release.tables[FIELD_OF_STUDY] = {}
    for row in file.rows((*keys, *measures), counts, progress):
        unit, name, code, level, award = (row[column] for column in keys)
        code = code.replace(".", "").zfill(4)
        if code not in US["subjects"] or level not in US["levels"] or not unit.isdigit():
            continue
        if (key := f"{unit} {code} {level}") in release.courses:
            raise file.wrong(f"two rows have the same keys, {key}")
        title = f"all {US['subjects'][code]} programs ({US['levels'][level]} level)"
        release.courses[key] = {"title": title, "school": name, "award": award}
        group = {"subject": title, "subject_code": f"CIP {code[:2]}.{code[2:]}", "currency": "USD"}
        for column, form in measures.items():
            value, n = (file.number(each, row.get(each, "")) for each in (column, form["count"]))
            if value is not None:
                years = US["years"].get(release.released, {}).get(form["measure"], "years not in the file")
                figure = {"value": value, "n": n, "years": years, "level": OutcomeLevel.SUBJECT, **group}
                table.setdefault(key, []).append(release.outcome(file, form["measure"], **figure))


# ── Whichever of the two a person has downloaded ─────────────────────────────────────────────────
WE_READ = "We read files of Discover Uni (the zip or a CSV) and of College Scorecard (by field of study)"


def import_files(paths: Iterable[Path], folder: Path, *, progress: Progress) -> list[str]:
    """Keep the music and audio rows of the official files at `paths` in `folder`; say what was kept and left.

    Other tables of the same release that are there stay. Raises KnowledgeError for a file that is not one of the two
    services', not whole or changed, FileError if one cannot be read or written: then nothing is changed.
    """
    tables, left = _tables_in(paths)
    older = {(release.service, release.released): release for release in releases_in(folder)}
    known = {key for release in older.values() for key in release.courses}
    day = datetime.now(UTC).date().isoformat()
    new, said = [], []
    us = tables.pop(FIELD_OF_STUDY, None)
    if tables:
        released = max(file.released for file in tables.values())
        new.append(Release(service="discover-uni", released=released, imported=day))
        read_discover_uni(tables, new[-1], known, progress)
    if us:
        new.append(Release(service="college-scorecard", released=us.released, imported=day))
        read_scorecard(us, new[-1], progress)
    for release in new:
        if not release.courses:
            raise KnowledgeError(f"{release.title}: no row of a music or audio course; nothing was imported.")
        said.append(f"{release.title}: kept {release.kept}.")
        if not any("title" in told for told in release.courses.values()):
            said.append("Courses have no titles without KISCOURSE.csv: import it too, or the whole zip.")
        kept = older.setdefault((release.service, release.released), release)
        kept.imported = day
        kept.tables |= release.tables
        kept.courses |= {key: kept.courses.get(key, {}) | told for key, told in release.courses.items()}
    write([*older.values()], folder)
    return [*said, *([f"Left whole: {', '.join(sorted(left))}."] if left else [])]


def _tables_in(paths: Iterable[Path]) -> tuple[dict[str, OfficialFile], list[str]]:
    """Return the files that are read, by table, and the names of those in a zip that nobody needs."""
    tables: dict[str, OfficialFile] = {}
    left: list[str] = []
    for file in (file for path in paths for file in files_in(path)):
        if (name := table_of(file)) is None:
            if not file.member:
                raise file.wrong("its columns are none that we know", WE_READ)
            left.append(file.name)
        elif name in tables:
            raise file.wrong(f"there is a table {name} in {tables[name].path.name} as well", "Give it once")
        else:
            tables[name] = file
    if not tables:
        raise KnowledgeError(f"There is no table to import here. {WE_READ}.")
    return tables, left
