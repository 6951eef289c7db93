"""Evaluation reports: how well a pipeline reads annotated minutes, and whether a retraining helped.

`evaluate` gives a `Report`; `nlp-referat evaluate` writes it as JSON, Markdown and one HTML page.
"""

from nlp_referat.evaluation.evaluating import evaluate
from nlp_referat.evaluation.report import Report, read_report

__all__ = ["Report", "evaluate", "read_report"]
