"""The functions of the README's section on other people's tools, as they stand there; the tests call them.

Each takes what its tool hands over and needs of this library only `load`, `extract_text` and `records`.
"""

from collections.abc import Iterator
from functools import cache
from typing import Any

import pandas as pd
from spacy.language import Language

import nlp_referat
from nlp_referat.export import records
from nlp_referat.readers import extract_text


@cache
def pipeline() -> Language:
    """The pipeline, loaded once in each process that reads."""
    return nlp_referat.load("rules")


def read_example(example: dict[str, Any]) -> dict[str, Any]:
    """For `datasets.Dataset.map`: a document's JSON, and the labels of its outcomes."""
    referat = extract_text(pipeline(), example["text"], example["source"])
    return {
        "referat": referat.model_dump_json(),
        "outcomes": [row["label"] for row in records([referat], "outcomes")],
    }


def amounts_of(documents: pd.DataFrame) -> pd.DataFrame:
    """For pandas: the amounts of documents with `source` and `text`, a row each."""
    pairs = zip(documents["source"], documents["text"], strict=True)
    referats = [extract_text(pipeline(), text, source) for source, text in pairs]
    return pd.DataFrame(records(referats, "amounts"))


def read_frames(frames: Iterator[pd.DataFrame]) -> Iterator[pd.DataFrame]:
    """For Spark: ``df.mapInPandas(read_frames, "source string, referat string")``."""
    for frame in frames:
        pairs = zip(frame["source"], frame["text"], strict=True)
        lines = [extract_text(pipeline(), text, source).model_dump_json() for source, text in pairs]
        yield pd.DataFrame({"source": frame["source"], "referat": lines})


def read_batch(batch: dict[str, Any]) -> dict[str, Any]:
    """For Ray Data: ``dataset.map_batches(read_batch, batch_size=64)``."""
    pairs = zip(batch["source"], batch["text"], strict=True)
    lines = [extract_text(pipeline(), str(text), str(source)).model_dump_json() for source, text in pairs]
    return {"source": batch["source"], "referat": lines}
