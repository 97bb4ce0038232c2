"""What every test shares: no network, here or in a program that a test starts."""

import os
import sys
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

BLOCK = Path(__file__).parent / "no_network"

os.environ["PYTHONPATH"] = str(BLOCK)
spec = spec_from_file_location("no_network", BLOCK / "sitecustomize.py")
assert spec
assert spec.loader
sys.modules["no_network"] = module_from_spec(spec)
spec.loader.exec_module(sys.modules["no_network"])
