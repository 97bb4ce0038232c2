"""Whole classes at once: the model of `advice/`, written once as column expressions for every engine narwhals knows."""
