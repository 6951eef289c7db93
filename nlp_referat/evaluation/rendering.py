"""A report as Markdown, as one self-contained HTML page, and as files in a folder."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, Final

from jinja2 import Environment, PackageLoader, StrictUndefined

from nlp_referat.errors import ReferatError
from nlp_referat.evaluation import plots
from nlp_referat.evaluation.report import Figure, Interval, Report, System
from nlp_referat.writing import folder_beside

FILES: Final = ("report.json", "report.md", "report.html")


def to_markdown(report: Report) -> str:
    """The report as Markdown, for people and for the summary of a CI run."""
    return _environment(is_html=False).get_template("report.md.j2").render(_context(report))


def to_html(report: Report) -> str:
    """The report as one page that holds all that it shows."""
    return _environment(is_html=True).get_template("report.html.j2").render(_context(report))


def write_report(report: Report, folder: Path) -> list[Path]:
    """Write ``report.json``, ``report.md`` and ``report.html``; none is ever half-written.

    Raises:
        ReferatError: when the folder cannot be made or written to.
    """
    contents = dict(zip(FILES, (report.to_json(), to_markdown(report), to_html(report)), strict=True))
    try:
        folder.mkdir(parents=True, exist_ok=True)
        return _write_all(folder, contents)
    except OSError as error:
        raise ReferatError(f"Cannot write the report to {folder}: {error.strerror}.") from None


def _write_all(folder: Path, contents: Mapping[str, str]) -> list[Path]:
    """All files beside their places first; only when each is whole are they put there."""
    with folder_beside(folder) as beside:
        for name, content in contents.items():
            (beside / name).write_text(content, encoding="utf-8", newline="\n")
    return [folder / name for name in contents]


def _context(report: Report) -> dict[str, Any]:
    return {"report": report, "model": report.model, "main": report.model.groups[0], "plots": plots}


@cache
def _environment(is_html: bool) -> Environment:
    environment = Environment(
        loader=PackageLoader("nlp_referat", "data/evaluation"),
        autoescape=is_html,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters |= {"figure": figure, "span": span, "points": points, "cell": cell}
    environment.globals |= {"clean_names": clean_names, "claim_of": claim_of}
    return environment


def clean_names(report: Report) -> Figure:
    """The model's names F1 on the text as it is."""
    names = report.model.groups[0].exact[0]
    return Figure(name="names F1", value=names.f1, interval=names.interval)


def claim_of(system: System, group: str, claim: str) -> float | None:
    """Another system's accuracy in a claim; None where it has none."""
    claims = (one for each in system.groups if each.name == group for one in each.claims)
    return next((one.found.share for one in claims if one.name == claim), None)


def figure(value: float | None) -> str:
    """Three decimals, or a dash for nothing.

    >>> figure(0.93456), figure(None)
    ('0.935', '–')
    """
    return "–" if value is None else f"{value:.3f}"


def span(interval: Interval | None) -> str:
    """Both ends of an interval.

    >>> span(Interval(low=0.9, high=0.95))
    '0.900–0.950'
    """
    return "–" if interval is None else f"{interval.low:.3f}–{interval.high:.3f}"


def points(value: float | None) -> str:
    """Points with a sign.

    >>> points(1.25), points(-0.04), points(None)
    ('+1.2', '0.0', '–')
    """
    if value is None:
        return "–"
    shown = f"{value:+.1f}"
    return "0.0" if shown in ("+0.0", "-0.0") else shown


def cell(text: str) -> str:
    """Text that cannot break a Markdown table.

    >>> cell("a|b")
    'a\\\\|b'
    """
    return text.replace("\\", "\\\\").replace("|", "\\|").replace("`", "'")
