"""degreepath: a career advisor that explains itself, for students between Music Production and Music Technology."""

__version__ = "0.1.0"
