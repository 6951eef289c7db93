"""One self-contained page, in Danish, for people who read minutes: what was found, and where it stands.

>>> from nlp_referat.schema import Referat
>>> render_page(Referat(), "Punkt 1").startswith("<!doctype html>")
True
"""

from nlp_referat.page.rendering import render_page

__all__ = ["render_page"]
