"""The dozen lines of docs/cohorts.md that score a class on Spark; skipped where Spark is not installed."""

import json
import os
import re
import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest
from made_classes import as_columns, make_class, write_class

from degreepath.cohort.read import read_class
from degreepath.cohort.score import score_class
from degreepath.cohort.write import columns
from degreepath.knowledge import Knowledge

DOCS = Path(__file__).parents[2] / "docs" / "cohorts.md"
AROUND = """
import json
from pyspark.sql import SparkSession
spark = SparkSession.builder.master("local[2]").config("spark.ui.enabled", "false").getOrCreate()
rows, schema, code = json.load(open("given.json"))
spark.createDataFrame([tuple(row) for row in rows], schema).repartition(3).write.parquet("country.parquet")
exec(code)
json.dump([row.asDict() for row in spark.read.parquet("results.parquet").collect()], open("found.json", "w"))
spark.stop()
"""
NEEDED = ("pyspark", "pandas", "pyarrow")


@pytest.mark.timeout(600)
def test_spark_says_the_same(knowledge: Knowledge, tmp_path: Path) -> None:
    """The code in the documents, run on Spark, gives every student the row that the class command gives."""
    if not all(map(find_spec, NEEDED)) or not shutil.which("java"):
        pytest.skip(f"{', '.join(NEEDED)} and Java are not all installed")
    given = as_columns(knowledge, make_class(knowledge, 300))
    local = read_class(knowledge, write_class(tmp_path / "class.csv", given))
    kinds = dict.fromkeys((question.id for question in knowledge.questions), "tinyint")
    schema = ", ".join(f"`{name}` {kinds.get(name, 'string')}" for name in given)
    code = re.search(r"```python\n(.*?)```", DOCS.read_text(encoding="utf-8"), re.DOTALL)
    assert code
    rows = list(zip(*given.values(), strict=True))
    (tmp_path / "given.json").write_text(json.dumps([rows, schema, code.group(1)]), encoding="utf-8")
    path = [
        place for place in sys.path if "no_network" not in place
    ]  # Spark talks to Java over a local socket
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(path)}
    done = subprocess.run(
        [sys.executable, "-c", AROUND],
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-3000:]
    found = {
        row["student_id"]: row for row in json.loads((tmp_path / "found.json").read_text(encoding="utf-8"))
    }
    table = columns(score_class(local)).select("student_id", "program", "band", "role_1", "stamp")
    assert found == {row["student_id"]: row for row in table.to_dicts()}
