"""Where the knowledge base lies."""

from pathlib import Path


def data_folder() -> Path:
    """Return the folder of the knowledge base: inside the installed package, or `data/` of the checkout."""
    package = Path(__file__).parents[1]
    packaged = package / "data"
    return packaged if packaged.is_dir() else package.parents[1] / "data"
