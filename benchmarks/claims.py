"""What it costs to say of an outcome who decided and how final, and of an amount what it is about.

These readings (`claims`) came on top of items, labels, votes and amounts, and may cost little. `referat.scope` is a
component and can be left out. The others are functions inside `referat.decisions` and `referat.document`: stand-ins
that find nothing take their places here, so that what is left is the pipeline without them. Some of them answer what
was always asked, as who a matter is sent to; without them nobody does. So the cost measured is rather too high.
"""

import sys
import time
from collections.abc import Callable, Sequence
from functools import cache
from importlib import import_module
from math import inf
from typing import Any, Final

from spacy.language import Language

import nlp_referat
from nlp_referat.decisions.finality import Verdict
from nlp_referat.decisions.polarity import Polarity

VARIANTS: Final = ("without", "decisions", "whole")

# By module and name; each takes what the function takes.
_STANDINS: Final[dict[str, Callable[..., Any]]] = {
    "decisions.finality.judge": lambda *_, **__: Verdict(None, "silent"),
    "decisions.polarity.read_polarity": lambda label, *_: Polarity(label, None, None),
    "decisions.told.find_told": lambda *_: iter(()),
    "decisions.amended.is_about_amendment": lambda *_: False,
    "decisions.amendments.find_amendments": lambda *_: [],
    "decisions.statements.find_statements": lambda *_: (),
    "decisions.reservations.find_notes": lambda *_, **__: (),
    "decisions.dissent.route": lambda units: None,
    "decisions.dissent.lines_for": lambda unit, point: unit.vote_lines,
    "decisions.vote_words.with_words": lambda votes, lines: votes,
    "decisions.vote_words.void_votes": lambda text: [],
    "decisions.presence.may_move": lambda text: False,
    "decisions.presence.merged": list,
    "decisions.proposed.numbered": lambda proposal: proposal,
    "decisions.proposed.unmentioned": lambda *_: (),
    "decisions.doubts.doubts": lambda item: iter(()),
    "topics.items.with_topics": lambda referat: referat,
}


class Claims:
    """Turns the functions of `_STANDINS` on and off, wherever they were imported; make it behind the pipelines.

    Raises:
        ImportError, AttributeError, LookupError: when one is no longer where this module looks for it, or nothing
            imports it; correct `_STANDINS` then.
    """

    def __init__(self) -> None:
        self._places: list[tuple[dict[str, Any], str, Any, Any]] = []
        for path, standin in _STANDINS.items():
            home, _, name = path.rpartition(".")
            function = getattr(import_module(f"nlp_referat.{home}"), name)
            modules = [vars(module) for place, module in sys.modules.items() if place.startswith("nlp_referat.")]
            found = [(module, name, function, standin) for module in modules if module.get(name) is function]
            if len(found) < 2:
                raise LookupError(f"No module of the rules imports {path}: it cannot be switched off there.")
            self._places += found

    def turn(self, is_on: bool) -> None:
        """Put the functions, or their stand-ins, in their places."""
        for place, name, function, standin in self._places:
            place[name] = function if is_on else standin


def measure(documents: Sequence[str], repeats: int) -> dict[str, float]:
    """Seconds of processor time of each of `VARIANTS`, text in and JSON out; of each document the best of the repeats.

    Every document is read by all three right behind each other, in an order that changes each time.
    """
    whole, shorter = nlp_referat.load("rules"), nlp_referat.load("rules")
    shorter.remove_pipe("referat.scope")
    claims = Claims()
    pipelines = {"without": (shorter, False), "decisions": (shorter, True), "whole": (whole, True)}
    seconds = dict.fromkeys(VARIANTS, 0.0)
    for text in documents:
        best = dict.fromkeys(VARIANTS, inf)
        for place in range(repeats + 1):  # the first time is to warm up
            for variant in (*VARIANTS[place % 3 :], *VARIANTS[: place % 3]):
                nlp, is_on = pipelines[variant]
                claims.turn(is_on)
                spent = _seconds(nlp, text)
                best[variant] = min(best[variant], spent) if place else inf
        seconds = {variant: seconds[variant] + best[variant] for variant in VARIANTS}
    claims.turn(True)
    return seconds


def _seconds(nlp: Language, text: str) -> float:
    for memory in _memories():
        memory.cache_clear()
    start = time.process_time()
    nlp(text)._.referat.model_dump_json()
    return time.process_time() - start


@cache
def _memories() -> tuple[Any, ...]:
    """What the rules remember of texts they have read; what they have loaded, which has no bound, stays."""
    functions = [
        function
        for name, module in sys.modules.items()
        if name.startswith("nlp_referat.")
        for function in vars(module).values()
        if hasattr(function, "cache_parameters") and function.cache_parameters()["maxsize"] is not None
    ]
    return tuple({id(function): function for function in functions}.values())
