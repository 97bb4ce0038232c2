"""The command line: one small file per command in commands/. No arithmetic and no layout here."""

import os
import sys
from types import ModuleType

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


def main() -> None:
    """Run the command line and end the program; the console script and `python -m degreepath` call this."""
    try:
        import gc
        import signal
    except BaseException:  # noqa: BLE001 -- Ctrl-C in the first milliseconds: nothing else can stop these two imports
        os._exit(130)
    interruptible = signal.getsignal(signal.SIGINT) is signal.default_int_handler
    if interruptible:
        signal.signal(
            signal.SIGINT, lambda *_: os._exit(130)
        )  # until all is loaded there is nothing to tidy up
    gc.disable()  # starting up makes what lives to the end; looking for garbage in it takes a sixth of a command's time
    _leave_plugins_out()
    from degreepath.cli.stderr import end_in_good_order, stand_in_for_closed_streams

    stand_in_for_closed_streams()
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")  # an ascii or cp1252 terminal shows '?' instead of crashing
    from degreepath.cli.app import app

    end_in_good_order()
    try:
        if interruptible:
            signal.signal(signal.SIGINT, signal.default_int_handler)
        app(prog_name="degreepath")
    except KeyboardInterrupt:
        sys.exit(130)
    finally:
        if interruptible:
            signal.signal(signal.SIGINT, signal.SIG_IGN)  # all is done: there is nothing left to stop


def _leave_plugins_out() -> None:
    """Keep pydantic from looking for other packages' plugins: they have no business with answers, and looking takes long.

    Told so, it loads all the same what it would look with. So a stand-in loads that when it is really asked something.
    """
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "1")
    name = "importlib.metadata"

    def asked(what: str) -> "Any":
        from importlib import import_module

        if what.startswith("__"):  # the import system looks at these
            raise AttributeError(what)
        del sys.modules[name]
        return getattr(import_module(name), what)

    def entry_points(**wanted: str) -> "Any":
        return asked("entry_points")(**wanted)

    stand_in = ModuleType(name)
    vars(stand_in).update(__getattr__=asked, entry_points=entry_points)
    sys.modules.setdefault(name, stand_in)
