"""Whole classes at once: read from the files that schools have, scored by the formulas for one student, summed up, written."""

import os

os.environ.setdefault(
    "OPENBLAS_NUM_THREADS", "1"
)  # scoring shares a class out to threads; numpy's own get in their way
