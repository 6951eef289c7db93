"""The declared rules keep what they declare, and nothing in them runs away."""

import re
import re._parser
from collections.abc import Iterable
from typing import Any

import pytest
from growth import assert_linear

from nlp_referat.decisions.outcomes import read_sentence
from nlp_referat.decisions.reading import DecisionContext, read_decision
from nlp_referat.decisions.wordings import Rule, fold, wordings

RULES = [rule for rule in wordings().rules if rule.example]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_example_reads_as_declared(rule: Rule) -> None:
    findings = read_sentence(rule.example)
    assert [f.label for f in findings] == [rule.label]
    assert findings[0].rule is not None
    assert rule.pattern.search(fold(rule.example))


@pytest.mark.parametrize("rule", [rule for rule in RULES if rule.counter], ids=lambda rule: rule.id)
def test_counter_example_does_not_match(rule: Rule) -> None:
    assert all(f.rule is not rule for f in read_sentence(rule.counter))


def test_ids_are_unique_and_every_rule_has_an_example() -> None:
    ids = [rule.id for rule in wordings().rules]
    assert len(ids) == len(set(ids))
    assert [rule.id for rule in wordings().rules if not rule.example] == ["free.decided"]


def needs_one(parsed: Iterable[tuple[object, Any]], needs: tuple[str, ...]) -> bool:
    """Whether everything that the parsed pattern matches holds one of `needs`."""
    literal = ""
    for operator, argument in parsed:
        match str(operator):
            case "LITERAL":
                literal += chr(argument)
                if any(need in literal for need in needs):
                    return True
                continue
            case "SUBPATTERN":
                found = needs_one(argument[3], needs)
            case "ATOMIC_GROUP":
                found = needs_one(argument, needs)
            case "MAX_REPEAT" | "MIN_REPEAT" | "POSSESSIVE_REPEAT":
                found = argument[0] > 0 and needs_one(argument[2], needs)
            case "BRANCH":
                found = all(needs_one(branch, needs) for branch in argument[1])
            case _:
                found = False
        if found:
            return True
        literal = ""
    return False


def declared() -> list[tuple[str, str, tuple[str, ...]]]:
    inner = [(rule.id, rule.pattern.pattern, rule.needs) for rule in wordings().rules if not rule.is_whole]
    modifiers = [*wordings().negations, *wordings().conditions, *wordings().limits]
    sentences = [(entry.kind, entry.pattern.pattern, entry.needs) for entry in wordings().sentences]
    return inner + [(entry.id, entry.pattern.pattern, entry.needs) for entry in modifiers] + sentences


@pytest.mark.parametrize(("name", "pattern", "needs"), declared())
def test_a_pattern_matches_nothing_without_one_of_its_needs(name: str, pattern: str, needs: tuple[str, ...]) -> None:
    assert not needs or needs_one(re._parser.parse(pattern), needs), name


# fmt: off
FILLERS = [
    "1. ", "A-", " ", "og ", "Godkendt ", "Bo Dam, ", "( ", "1-", "ikke ", "at ", "Udvalget besluttede at ", "imod ",
    "For: ", "Ad 1 ", "Økonomiudvalget ", "stemte ", "\n", "Fraværende: ", "taget ", "A, B og ", "Forslaget ",
]
# fmt: on


@pytest.mark.parametrize("filler", FILLERS)
def test_time_grows_linearly(filler: str) -> None:
    assert_linear(lambda text: read_decision(text, DecisionContext(body="Byrådet")), filler)
