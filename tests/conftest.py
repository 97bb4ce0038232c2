"""What every test shares: no network, here or in a program that a test starts."""

import os
import runpy
from pathlib import Path

BLOCK = Path(__file__).parent / "no_network"

os.environ["PYTHONPATH"] = str(BLOCK)
runpy.run_path(str(BLOCK / "sitecustomize.py"))
