"""Who took part in the meeting, from its lists of people.

A list stands behind its label with commas, or below it with one name a line, or in a table with a column
that says who was there.
"""

import re
from typing import Final, Literal

from nlp_referat.layout.contents import is_contents_heading
from nlp_referat.layout.facts import Fact, read_fact
from nlp_referat.layout.items import Items
from nlp_referat.layout.lines import Line
from nlp_referat.names.name_lists import STOP, split_name_list
from nlp_referat.names.name_shapes import is_title
from nlp_referat.schema import Participant

_MAX_LINES: Final = 120
_TAIL_LINES: Final = 60
_MAX_ASIDE: Final = 30
# "Til stede var Bo Lund og Ida Friis. Havnefoged Kim Holm førte pennen."
_NEXT_SENTENCE: Final = re.compile(rf"{STOP}(?!Afbud|Fraværende|Ikke |Forfald)")
_CONTINUES: Final = re.compile(r"[,(]|\bog\b")


def read_participants(text: str, items: Items, facts: list[Fact]) -> tuple[Participant, ...]:
    """Everyone whom the lists name, in order of first mention; absent if any list says so."""
    lists = [fact for fact in facts if fact.kind in ("present", "absent")]
    if not lists:
        lists = _at_the_end(items)
    found: dict[str, Participant] = {}
    for fact in lists:
        end = _list_end(items, fact)
        for entry in split_name_list(text[fact.start : end], is_absent=fact.kind == "absent"):
            status: Literal["present", "absent"] = "absent" if entry.absent else "present"
            span = {"start": fact.start + entry.start, "end": fact.start + entry.end}
            known = found.get(entry.name)
            if known is None:
                found[entry.name] = Participant(name=entry.name, status=status, party=entry.party, **span)
            elif status == "absent":  # listed as a member first and as absent later: the absence is the news
                found[entry.name] = known.model_copy(update={"status": status})
    return tuple(found.values())


def _at_the_end(items: Items) -> list[Fact]:
    """Lists below the last item, for minutes that close with who was there."""
    if not items.heads:
        return []
    start = max(items.heads[-1].body, len(items.lines) - _TAIL_LINES)
    facts = [fact for line in items.lines[start:] if line.core and (fact := read_fact(items.lines, line))]
    lists = [fact for fact in facts if fact.kind in ("present", "absent")]
    return lists if any(fact.kind == "present" for fact in lists) else []


def _list_end(items: Items, fact: Fact) -> int:
    """Offset where a list of people ends."""
    lines = items.lines
    if fact.is_told and (ended := _NEXT_SENTENCE.search(fact.value)):
        return fact.start + ended.start()
    stop = items.first_line if fact.line < items.first_line else len(lines)
    below = lines[fact.line + 1 : min(stop, fact.line + _MAX_LINES)]
    # What stands beside the label may be the other heads of a table: "Medlemmer  Parti  Til stede  Afbud".
    return _inline_end(lines, fact, below) if split_name_list(fact.value) else _column_end(lines, fact, below)


def _ends(items_lines: list[Line], line: Line) -> bool:
    return line.is_furniture or line.level > 0 or is_contents_heading(line) or read_fact(items_lines, line) is not None


def _inline_end(lines: list[Line], fact: Fact, below: list[Line]) -> int:
    """A list that begins on its label's line goes on over soft line breaks, up to the first blank line."""
    end = lines[fact.line].end
    for line in below:
        if not line.core or _ends(lines, line) or not split_name_list(line.core):
            break
        previous = lines[line.index - 1]
        is_indented = lines[line.index].core_start - lines[line.index].start >= 2
        # "Suppleant X var indkaldt for Y" below a list is a sentence of its own.
        if not (is_indented or previous.core.endswith((",", "og", "-")) or _CONTINUES.search(line.core)):
            break
        if line.core.endswith(".") and not is_indented:
            break
        end = line.end
    return end


def _is_aside(core: str) -> bool:
    return len(core) <= _MAX_ASIDE and (core.startswith("(") or is_title(core.split()[0]))


def _column_end(lines: list[Line], fact: Fact, below: list[Line]) -> int:
    """A list below its label goes on while lines hold names; blank lines may stand between them."""
    end, blanks, has_names = lines[fact.line].end, 0, False
    for line in below:
        if not line.core:
            blanks += 1
            continue
        if _ends(lines, line) or (blanks > 1 and has_names):
            break
        if split_name_list(line.core):
            has_names, end = True, line.end
        elif has_names and _is_aside(line.core):
            blanks = 0  # "Formand", "(A)" on lines of their own, below the name
        elif (has_names and not line.is_bullet) or (not has_names and (len(line.core) > 60 or blanks > 2)):
            break
        blanks = 0
    return end
