"""From a path, bytes or text to a `Source`, and from there to a `Referat`.

Read are PDF, web pages, Word files (.docx), Markdown, plain text (UTF-8, UTF-16, Windows-1252) and the JSON of
FirstAgenda. Which of them a file is, its content tells, never its name. Nothing in a document is run, and nothing that
it points to is fetched.

`read` gives the one document of a file; `read_all` those of a file that may hold several (FirstAgenda JSON);
`extract_source` runs a pipeline on a `Source`.

>>> source = read(b"<h2>Punkt 1: Budget</h2><h3>Beslutning</h3><p>Godkendt.</p>")
>>> source.kind, source.text
('html', '## Punkt 1: Budget\\n\\n### Beslutning\\n\\nGodkendt.\\n')
>>> extract("Punkt 1: Budget\\n\\nBeslutning\\n\\nGodkendt.\\n").items[0].title
'Budget'
"""

from nlp_referat.readers.encoding import decode
from nlp_referat.readers.extraction import extract, extract_source, extract_text
from nlp_referat.readers.opening import read, read_all
from nlp_referat.readers.source import KnownHeading, KnownItem, Limits, Place, Source, SourceKind, Stretch

__all__ = [
    "KnownHeading",
    "KnownItem",
    "Limits",
    "Place",
    "Source",
    "SourceKind",
    "Stretch",
    "decode",
    "extract",
    "extract_source",
    "extract_text",
    "read",
    "read_all",
]
