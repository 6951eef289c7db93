"""The recipes for datasets, pandas, polars, Spark and Ray, on a small input."""

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import numpy as np
import pytest

pd = pytest.importorskip("pandas")

from nlp_referat.export import export, read_referats, records  # noqa: E402  # behind the skip
from nlp_referat.schema import Referat  # noqa: E402

from recipes import amounts_of, pipeline, read_batch, read_example, read_frames  # noqa: E402  # isort: skip

TEXTS = [
    "Punkt 1: Sti\n\nBeslutning\n\nGodkendt. Der gives 1,5 mio. kr.\n",
    "Punkt 2: Bro\n\nBeslutning\n\nSagen udsættes.\n",
    "Punkt 3: Hal\n\nBeslutning\n\nTaget til efterretning.\n\nPunkt 4: Mole\n\nBeslutning\n\nAfvist.\n",
]
LABELS = [["GODKENDT"], ["UDSAT"], ["TAGET_TIL_EFTERRETNING", "AFVIST"]]
SOURCES = ["a.txt", "b.txt", "c.txt"]
FRAME = pd.DataFrame({"source": SOURCES, "text": TEXTS})


def labels(line: str) -> list[str]:
    """Labels of all outcomes in a document's JSON."""
    items = json.loads(line)["items"]
    return [outcome["label"] for item in items for outcome in item["decision"]["outcomes"]]


@pytest.fixture
def referats() -> list[Referat]:
    return [pipeline()(text)._.referat.model_copy(update={"source": s}) for s, text in zip(SOURCES, TEXTS, strict=True)]


def test_datasets() -> None:
    datasets = pytest.importorskip("datasets")
    read = datasets.Dataset.from_dict({"source": SOURCES, "text": TEXTS}).map(read_example)
    assert list(read["outcomes"]) == LABELS
    assert [labels(line) for line in read["referat"]] == LABELS


def test_pandas() -> None:
    amounts = amounts_of(FRAME)
    assert amounts[["document_id", "text", "currency"]].values.tolist() == [[1, "1,5 mio. kr.", "DKK"]]
    assert amounts["value"].sum() == Decimal("1500000")


def test_pandas_reads_the_exported_tables(referats: list[Referat], tmp_path: Path) -> None:
    pytest.importorskip("pyarrow")
    export(referats, tmp_path, "parquet")
    items = pd.read_parquet(tmp_path / "items.parquet")
    documents = pd.read_parquet(tmp_path / "documents.parquet")
    joined = items.merge(documents, on="document_id")
    assert joined[["source", "title", "outcomes"]].values.tolist() == [
        ["a.txt", "Sti", "GODKENDT"],
        ["b.txt", "Bro", "UDSAT"],
        ["c.txt", "Hal", "TAGET_TIL_EFTERRETNING"],
        ["c.txt", "Mole", "AFVIST"],
    ]


def test_polars(referats: list[Referat], tmp_path: Path) -> None:
    polars = pytest.importorskip("polars")
    outcomes = polars.DataFrame(list(records(referats, "outcomes")), infer_schema_length=None)
    assert outcomes["label"].to_list() == [label for found in LABELS for label in found]
    path = tmp_path / "out.jsonl"
    path.write_text("".join(referat.model_dump_json() + "\n" for referat in referats), encoding="utf-8")
    assert list(read_referats(path)) == referats
    pytest.importorskip("pyarrow")
    export(path, tmp_path / "tables", "parquet")
    amounts = polars.scan_parquet(tmp_path / "tables" / "amounts.parquet").select("value", "currency").collect()
    assert amounts.rows() == [(Decimal("1500000.000000"), "DKK")]


def test_spark_function_on_frames() -> None:
    frames = list(read_frames(iter([FRAME[:2], FRAME[2:], FRAME[:0]])))
    assert [len(frame) for frame in frames] == [2, 1, 0]
    assert [list(frame.columns) for frame in frames] == [["source", "referat"]] * 3
    together = pd.concat(frames)
    assert together["source"].tolist() == SOURCES
    assert [labels(line) for line in together["referat"]] == LABELS


def test_spark() -> None:
    sql = pytest.importorskip("pyspark.sql")
    spark = sql.SparkSession.builder.master("local[1]").getOrCreate()
    try:
        frame = spark.createDataFrame(FRAME).mapInPandas(read_frames, "source string, referat string")
        found: dict[str, Any] = {row["source"]: labels(row["referat"]) for row in frame.collect()}
    finally:
        spark.stop()
    assert found == dict(zip(SOURCES, LABELS, strict=True))


def test_ray_function_on_a_batch() -> None:
    batch = read_batch({"source": np.array(SOURCES), "text": np.array(TEXTS)})
    assert list(batch["source"]) == SOURCES
    assert [labels(line) for line in batch["referat"]] == LABELS
    assert [json.loads(line)["source"] for line in batch["referat"]] == SOURCES


def test_ray() -> None:
    ray = pytest.importorskip("ray")
    rows = ray.data.from_items([{"source": s, "text": t} for s, t in zip(SOURCES, TEXTS, strict=True)])
    found = {row["source"]: labels(row["referat"]) for row in rows.map_batches(read_batch).take_all()}
    assert found == dict(zip(SOURCES, LABELS, strict=True))


def test_the_readme_shows_these_functions() -> None:
    """What is printed there is what is tested here."""
    root = Path(__file__).parents[2]
    recipes = (Path(__file__).parent / "recipes.py").read_text(encoding="utf-8")
    readme = (root / "README.md").read_text(encoding="utf-8")
    if "read_frames" not in readme:
        pytest.skip("the README has no such section yet")
    for name in ("read_example", "amounts_of", "read_frames", "read_batch"):
        function = next(part for part in recipes.split("\n\n\n") if part.startswith(f"def {name}("))
        assert function.rstrip("\n") in readme, name
