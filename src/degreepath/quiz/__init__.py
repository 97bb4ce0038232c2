"""Asking: a pure state machine, what each step says, and two ways to put it on a screen."""
