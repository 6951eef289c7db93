"""The same matter's way through the bodies, out of the extractions of several documents."""

from nlp_referat.linking.matters import link
from nlp_referat.linking.result import Ambiguity, Links, Matter, Step

__all__ = ["Ambiguity", "Links", "Matter", "Step", "link"]
