"""What a person is told who imports official files, whole ones and broken ones."""

import stat
import zipfile
from datetime import date

import pytest
from made_outcome_files import GCU_ROWS, SCORECARD, course, discover_uni_zip, table

from degreepath.errors import FileError, KnowledgeError
from degreepath.outcomes.imported import forget, releases_in, what_is_imported
from degreepath.outcomes.services import import_files

MUSIC = course(1, "CAH25-02-02")
EMPLOYMENT = table("EMPLOYMENT", [MUSIC["EMPLOYMENT"]])


def quiet(_name, _share):
    pass


def test_a_whole_zip_says_what_it_kept_and_left(tmp_path, kept):
    """The zip is read as it is downloaded: release from its date, figures counted, files nobody needs named."""
    path = discover_uni_zip(tmp_path / "DiscoverUni_latest.zip", 120)
    assert import_files([path], kept, progress=quiet) == [
        "Discover Uni, files of July 2025: kept 16 figures of 2 music and audio courses.",
        "Left whole: EXCLUSIONS.csv, NSS.csv, TARIFF.csv.",
    ]


def test_progress_is_told_for_each_file(tmp_path, kept):
    """Somebody who waits sees each file come to its end, and a large one move on between."""
    said: list[tuple[str, float]] = []
    path = discover_uni_zip(tmp_path / "large.zip", 12_000)
    import_files([path], kept, progress=lambda name, share: said.append((name, share)))
    shares = [share for name, share in said if name == "KISCOURSE.csv"]
    assert shares == sorted(shares)
    assert len(shares) == 3
    assert shares[-1] == 1
    assert {name for name, share in said if share == 1} >= {"EMPLOYMENT.csv", "SBJ.csv"}


def test_what_is_kept_is_private(bring, kept):
    """Nobody else on the computer can read the folder or its file, and no unfinished file is left."""
    bring({"EMPLOYMENT.csv": EMPLOYMENT})
    (file,) = kept.iterdir()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(kept.stat().st_mode) == 0o700


def test_single_files_of_one_release_come_together(bring, only):
    """Who imports two CSV files one after the other has both, and the newer of the same file."""
    bring({"EMPLOYMENT.csv": EMPLOYMENT})
    bring({"GOSALARY.csv": table("GOSALARY", [MUSIC["GOSALARY"]])})
    bring({"EMPLOYMENT.csv": table("EMPLOYMENT", [{**MUSIC["EMPLOYMENT"], "WORKSTUDY": "50", "WORK": "40"}])})
    assert [outcome.value for outcome in only().outcomes(next(iter(only().courses)))] == [50, 50, 23500]


def test_titles_are_asked_for_when_there_are_none(bring):
    """Who imports figures alone is told that titles are in another file."""
    assert "Courses have no titles without KISCOURSE.csv: import it too, or the whole zip." in bring({"EMPLOYMENT.csv": EMPLOYMENT})  # fmt: skip


def changed(row, **given):
    return table("EMPLOYMENT", [{**row, **given}])


BROKEN = {
    "an unknown word for a missing figure": (changed(MUSIC["EMPLOYMENT"], WORK="DPL"), "'DPL' in the column WORK is no number"),
    "a negative number": (changed(MUSIC["EMPLOYMENT"], WORK="-5"), "'-5' in the column WORK"),
    "a renamed column": (EMPLOYMENT.replace("EMPAGGYEAR", "EMPYEARS"), "the column EMPAGGYEAR is missing"),
    "all own columns renamed": (EMPLOYMENT.replace("EMP", "JOB"), "the column EMPPOP is missing"),
    "a column twice": (EMPLOYMENT.replace("STUDY,UNEMP", "STUDY,WORK"), "the column WORK is there twice"),
    "keys twice": (table("EMPLOYMENT", [MUSIC["EMPLOYMENT"]] * 2), "two rows have the same keys"),
    "a file cut off in a row": (EMPLOYMENT[: len(EMPLOYMENT) - 20], "row 2 has 14 of 21 columns"),
    "a file cut off in quotes": (EMPLOYMENT.replace("K000001", '"K000001'), "row 2 has 3 of 21 columns"),
    "a header alone": (table("EMPLOYMENT", []), "there is no row below its header"),
    "an unknown aggregation": (changed(MUSIC["EMPLOYMENT"], EMPAGG="31"), "aggregation '31'"),
    "no aggregation": (changed(MUSIC["EMPLOYMENT"], EMPAGG=""), "aggregation ''"),
    "no years": (changed(MUSIC["EMPLOYMENT"], EMPAGGYEAR=""), "years ''"),
    "no music": (table("EMPLOYMENT", [course(2, "CAH17-01-04")["EMPLOYMENT"]]), "no row of a music or audio course"),
    "not text": ("\ud800", "no CSV file in UTF-8"),
}  # fmt: skip


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_file_is_one_sentence_and_nothing_is_imported(tmp_path, kept, name):
    """Whatever is wrong with a file, one sentence says which file and what, and what was kept before is untouched."""
    good = tmp_path / "GOSALARY.csv"
    good.write_text(table("GOSALARY", [MUSIC["GOSALARY"]]))
    import_files([good], kept, progress=quiet)
    before = {path.name: path.read_bytes() for path in kept.iterdir()}
    text, what = BROKEN[name]
    (tmp_path / "EMPLOYMENT.csv").write_text(text, encoding="utf-8", errors="surrogatepass", newline="")
    with pytest.raises(KnowledgeError) as error:
        import_files([good, tmp_path / "EMPLOYMENT.csv"][name == "no music" :], kept, progress=quiet)
    assert what in str(error.value)
    assert str(error.value).startswith(("EMPLOYMENT", "Discover Uni"))
    assert str(error.value).endswith("nothing was imported.")
    assert "\n" not in str(error.value)
    assert {path.name: path.read_bytes() for path in kept.iterdir()} == before


def test_quartiles_out_of_order_are_refused(bring):
    """Pay whose median lies outside its middle half is a mistake in the file, and is not kept."""
    row = {**MUSIC["GOSALARY"], "GOINSTMED": "90000"}
    with pytest.raises(KnowledgeError, match=r"90000\.0.* do not fit together"):
        bring({"GOSALARY.csv": table("GOSALARY", [row])})


def test_another_file_is_told_what_we_read(bring):
    """A file of something else is named with its columns, and the two services that we read."""
    with pytest.raises(KnowledgeError, match=r"pupils.csv: its columns are none that we know. We read"):
        bring({"pupils.csv": "name,mark\nA,1\n"})


def test_the_same_table_twice_is_not_chosen_between(bring):
    """Of two files with the same table nobody can tell which is right."""
    with pytest.raises(
        KnowledgeError, match=r"b.csv: there is a table EMPLOYMENT in a.csv as well. Give it once"
    ):
        bring({"a.csv": EMPLOYMENT, "b.csv": EMPLOYMENT})


def test_a_zip_that_is_not_whole(tmp_path, kept):
    """A download that broke off is told as such."""
    path = discover_uni_zip(tmp_path / "half.zip", 60)
    path.write_bytes(path.read_bytes()[:5_000])
    with pytest.raises(KnowledgeError, match=r"half\.zip: the zip is not whole"):
        import_files([path], kept, progress=quiet)


def test_a_damaged_member_of_a_zip(tmp_path, kept):
    """A zip whose contents were damaged names the file inside that cannot be read."""
    path = discover_uni_zip(tmp_path / "damaged.zip", 200)
    raw = bytearray(path.read_bytes())
    raw[400:420] = bytes(20)
    path.write_bytes(bytes(raw))
    with pytest.raises(KnowledgeError, match=r"EMPLOYMENT\.csv: it is broken"):
        import_files([path], kept, progress=quiet)


def test_what_macos_adds_to_a_zip_is_not_read(tmp_path, kept):
    """A zip made on a Mac holds shadows of its files that end in .csv; they change nothing."""
    path = tmp_path / "mac.zip"
    with zipfile.ZipFile(path, "w") as folded:
        folded.writestr("EMPLOYMENT.csv", EMPLOYMENT)
        folded.writestr("__MACOSX/._EMPLOYMENT.csv", b"\x00\x05\x16\x07\xff")
    assert "kept 2 figures" in import_files([path], kept, progress=quiet)[0]


def test_a_zip_with_nothing_of_ours(tmp_path, kept):
    """A zip of other things is refused with what we read."""
    path = tmp_path / "other.zip"
    with zipfile.ZipFile(path, "w") as folded:
        folded.writestr("pupils.csv", "name,mark\nA,1\n")
    with pytest.raises(KnowledgeError, match="There is no table to import here"):
        import_files([path], kept, progress=quiet)


def test_a_file_that_is_not_there(tmp_path, kept):
    """A wrong path is a sentence."""
    with pytest.raises(FileError, match="cannot be read"):
        import_files([tmp_path / "none.csv"], kept, progress=quiet)


def test_a_folder_that_cannot_be_written(tmp_path, bring, kept):
    """Where nothing can be written, nothing is imported and a sentence says so."""
    kept.write_text("a file where the folder should be")
    with pytest.raises(FileError, match="cannot be written"):
        bring({"EMPLOYMENT.csv": EMPLOYMENT})


def test_two_services_at_once_are_both_kept_or_neither(tmp_path, bring, kept):
    """A good Scorecard file is not kept when the Discover Uni file beside it is broken."""
    us = {"UNITID": "164748", "INSTNM": "Berklee", "CIPCODE": "5009", "CREDLEV": "3", "EARN_MDN_4YR": "38617"}
    with pytest.raises(KnowledgeError):
        bring({"us.csv": table("", [us], SCORECARD), "EMPLOYMENT.csv": BROKEN["a renamed column"][0]})
    assert not kept.exists()
    bring({"us.csv": table("", [us], SCORECARD), "EMPLOYMENT.csv": EMPLOYMENT})
    assert len(releases_in(kept)) == 2


def test_what_is_imported_is_told_with_its_age_and_erased(tmp_path, kept):
    """A counsellor sees which release is kept, how old it is and how much; afterwards nothing is there."""
    path = discover_uni_zip(tmp_path / "du.zip", 120)
    import_files([path], kept, progress=quiet)
    (line,) = what_is_imported(kept, date(2026, 11, 26))
    assert line.startswith("Discover Uni, files of July 2025, 16 months old, imported on 20")
    assert line.endswith(": 16 figures of 2 music and audio courses.")
    forget(kept)
    assert list(kept.iterdir()) == []
    assert releases_in(kept) == ()


@pytest.mark.parametrize(
    "text",
    ["", "{}", '{"service": "discover-uni"}', "[1]", '{"service": "x", "released": 1, "imported": ""}'],
)
def test_a_spoiled_file_is_told(bring, kept, text):
    """What is no longer as degreepath wrote it is not read as if it were, and the sentence says what helps."""
    bring({"EMPLOYMENT.csv": EMPLOYMENT})
    (file,) = kept.iterdir()
    file.write_text(text)
    with pytest.raises(
        FileError, match="is not as degreepath wrote it; import the official file again, or erase"
    ):
        releases_in(kept)


def test_gcu_by_a_row_of_the_extract(bring):
    """A file with one more column in front, as extracts have it, is read like the official one."""
    row = GCU_ROWS["GOSALARY"]
    header = ["LEGAL_NAME", *row]
    assert "kept 1 figures" in bring({"uk_gosalary_music.csv": table("", [row], header)})[0]
