"""Rendering: the only rooms that know rich. One file per thing shown; advice is never computed here."""
