"""The names of the engines; apart from their code, so that naming them loads none of them."""

from enum import StrEnum


class Engine(StrEnum):
    """Who does the arithmetic."""

    POLARS = "polars"
    DUCKDB = "duckdb"
    PYSPARK = "pyspark"
