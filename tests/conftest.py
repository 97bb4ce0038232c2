"""What every test shares: no network, here or in a program that a test starts, and a home of its own where one is wanted."""

import os
import sys
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

import pytest

BLOCK = Path(__file__).parent / "no_network"

os.environ["PYTHONPATH"] = str(BLOCK)
spec = spec_from_file_location("no_network", BLOCK / "sitecustomize.py")
assert spec
assert spec.loader
sys.modules["no_network"] = module_from_spec(spec)
spec.loader.exec_module(sys.modules["no_network"])


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home of its own; what degreepath keeps is in its folder `data`."""
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    return tmp_path
