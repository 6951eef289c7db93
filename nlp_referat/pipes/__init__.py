"""spaCy components: each puts what a string-level module found on the Doc."""

from nlp_referat.pipes.extensions import register

register()
