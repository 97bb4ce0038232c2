"""Saved answer sheets and results on disk: private, atomic, forgettable."""
