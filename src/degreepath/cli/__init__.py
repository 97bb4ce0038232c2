"""The command line: one small file per command. No arithmetic and no layout here."""

import gc
import os
import sys


def main() -> None:
    """Run the command line; the console script calls this."""
    gc.disable()  # starting up makes what lives to the end; looking for garbage in it takes a sixth of a command's time
    # Other packages' plugins have no business with answers, and looking for them costs as much as reading a data file.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "1")
    from degreepath.cli.terminal import stand_in_for_closed_streams

    stand_in_for_closed_streams()
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")  # an ascii or cp1252 terminal shows '?' instead of crashing
    from degreepath.cli.app import app

    app(prog_name="degreepath")
