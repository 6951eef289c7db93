"""Annotated minutes: what a document of a corpus holds, how it is stored, checked and converted."""
