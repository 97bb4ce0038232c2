"""Reading the files of a knowledge base, whatever a folder may hold."""

from pathlib import Path
from stat import S_ISREG

from degreepath.errors import FileError, KnowledgeError
from degreepath.knowledge.problem import Problem

MAX_BYTES = 500_000


def toml_files(folder: Path) -> list[Path]:
    """Return the TOML files of `folder`, hidden ones left out, in the order of their names.

    Raises FileError if the folder cannot be read and KnowledgeError if it holds none.
    """
    try:
        files = sorted(path for path in folder.iterdir() if path.suffix == ".toml" and path.name[0] != ".")
    except FileNotFoundError:
        raise FileError(f"There is no folder {folder}; check the path, or leave --data out.") from None
    except NotADirectoryError:
        raise FileError(
            f"{folder} is not a folder; put the file into a folder of its own and name that."
        ) from None
    except OSError as error:
        raise FileError(f"The folder {folder} cannot be read ({error.strerror}); check the path.") from None
    if not files:
        raise KnowledgeError(
            f"{folder} holds no file that ends in .toml; CONTRIBUTING.md shows what to put there."
        )
    return files


def read_text(path: Path, name: str, problems: list[Problem]) -> str | None:
    """Return the text of a data file; None, with a problem noted, if it is too long or no text.

    Raises FileError if it cannot be read.
    """
    try:
        if not S_ISREG(path.stat().st_mode):
            raise FileError(f"{name} is not a file; take it out of the folder or give it another ending.")
        with path.open("rb") as file:
            raw = file.read(MAX_BYTES + 1)
    except OSError as error:
        raise FileError(
            f"{name} cannot be read ({error.strerror}); check that it exists and is yours."
        ) from None
    line = None
    if len(raw) > MAX_BYTES:
        what = f"is larger than {MAX_BYTES // 1000} kB"
        mend = "Split it; a data file never needs that much"
    elif not raw.strip():
        what, mend = "is empty", "Write 'schema = 1' at the top and a record below it, or delete the file"
    else:
        try:
            return raw.decode("utf-8-sig").replace("\r\n", "\n")
        except UnicodeDecodeError as error:
            line = raw.count(b"\n", 0, error.start) + 1
            what, mend = "is not UTF-8 text", "Save it as UTF-8"
    problems.append(Problem(name, line, "", "", what, mend))
    return None
