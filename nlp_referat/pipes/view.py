"""The cleaned reading of a Doc, computed once for all components.

Every component reads the same `View`. Putting the text of a long Doc together costs as much as a
component, so the last Doc's view is kept until its pipeline is through.
"""

from spacy.tokens import Doc

from nlp_referat.text import View

_last: tuple[Doc, View] | None = None


def remember(doc: Doc, text: str) -> View:
    """The view of the text that `doc` was made of, kept for the components to come."""
    global _last
    view = View(text)
    _last = (doc, view)
    return view


def view_of(doc: Doc) -> View:
    """The view of the Doc's text.

    >>> import spacy
    >>> view_of(spacy.blank("da")("350\\u00a0t.kr.")).text
    '350 t.kr.'
    """
    last = _last  # another thread may replace it between the test and the use
    if last is not None and last[0] is doc:
        return last[1]
    return remember(doc, doc.text)


def forget() -> None:
    """Let go of the last Doc."""
    global _last
    _last = None
