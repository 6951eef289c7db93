"""Need 9: attendance changes per item. Absent, late, gone, disqualified; absence from the meeting is another matter.

`Decision.absent` names who took no part in the item by the item's own text; `attendance` says it of everybody whose
presence changed, with the words. Minimal pairs: neighbouring cases differ in one wording, and so do the answers.
"""

import pytest
from minute_layouts import LAYOUTS, Minutes, item_seven, read
from spacy.language import Language

from nlp_referat.schema import Decision


def decided(nlp: Language, layout: str, text: str) -> Decision:
    raw = LAYOUTS[layout](Minutes(text))
    decision = item_seven(read(nlp, layout, Minutes(text))).decision
    assert decision is not None
    assert all(raw[one.start : one.end] == one.text for one in decision.attendance)
    assert all(one.name in one.text for one in decision.attendance)
    return decision


# (id, decision, names in `absent`, (name, status) in `attendance`)
CASES: list[tuple[str, str, list[str], list[tuple[str, str]]]] = [
    ("absent", "Godkendt.\n\nFraværende: Bo Dam (V)", ["Bo Dam"], [("Bo Dam", "absent")]),
    ("nobody", "Godkendt.\n\nFraværende: Ingen", [], []),
    (
        "two",
        "Godkendt.\n\nAfbud: Bo Dam (V) og Eva Holm (A)",
        ["Bo Dam", "Eva Holm"],
        [("Bo Dam", "absent"), ("Eva Holm", "absent")],
    ),
    ("with and without excuse", "Godkendt.\n\nFraværende uden afbud: Bo Dam", ["Bo Dam"], [("Bo Dam", "absent")]),
    ("late", "Bo Dam (V) ankom kl. 17.10 under behandlingen af punktet. Godkendt.", [], [("Bo Dam", "late")]),
    ("from then on", "Bo Dam (V) deltog fra kl. 17.10. Godkendt.", [], [("Bo Dam", "late")]),
    ("until then", "Bo Dam (V) deltog til kl. 17.10. Godkendt.", [], [("Bo Dam", "left")]),
    ("left", "Godkendt. Bo Dam (V) forlod mødet kl. 18.", [], [("Bo Dam", "left")]),
    (
        "left and back",
        "Bo Dam (V) forlod mødet kl. 18 og vendte tilbage kl. 18.30. Godkendt.",
        [],
        [("Bo Dam", "left"), ("Bo Dam", "late")],
    ),
    (
        "both left",
        "Godkendt. Bo Dam (V) og Eva Holm (A) forlod mødet kl. 18.",
        [],
        [("Bo Dam", "left"), ("Eva Holm", "left")],
    ),
    (
        "each his own",
        "Eva Holm ankom kl. 17.10, og Bo Dam forlod mødet kl. 18. Godkendt.",
        [],
        [("Eva Holm", "late"), ("Bo Dam", "left")],
    ),
    ("asked to leave", "Formanden bad Bo Dam om at forlade mødet. Godkendt.", [], []),
    (
        "disqualified",
        "Bo Dam (V) erklærede sig inhabil og forlod mødet under punktet. Godkendt.",
        ["Bo Dam"],
        [("Bo Dam", "disqualified")],
    ),
    ("not disqualified", "Bo Dam (V) var ikke inhabil. Godkendt.", [], []),
    (
        "disqualified in brackets",
        "Bo Dam deltog ikke i sagens behandling (inhabil). Godkendt.",
        ["Bo Dam"],
        [("Bo Dam", "disqualified")],
    ),
    (
        "took no part",
        "Bo Dam deltog ikke i sagens behandling. Godkendt.",
        ["Bo Dam"],
        [("Bo Dam", "not_participating")],
    ),
    ("took part", "Bo Dam deltog i sagens behandling. Godkendt.", [], []),
    ("did not vote", "Bo Dam deltog ikke i afstemningen. Godkendt.", [], []),
    (
        "said twice",
        "Godkendt.\nBo Dam deltog ikke i behandlingen. Bo Dam er inhabil.",
        ["Bo Dam"],
        [("Bo Dam", "disqualified")],
    ),
    ("elected", "Udvalget valgte Bo Dam som stedfortræder for Eva Holm.", [], []),
    (
        "two kinds",
        "Godkendt.\n\nFraværende: Bo Dam. Eva Holm deltog ikke i behandlingen, da hun er inhabil.",
        ["Bo Dam", "Eva Holm"],
        [("Bo Dam", "absent"), ("Eva Holm", "disqualified")],
    ),
]


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize(
    ("text", "absent", "attendance"), [case[1:] for case in CASES], ids=[case[0] for case in CASES]
)
def test_attendance(
    nlp: Language, layout: str, text: str, absent: list[str], attendance: list[tuple[str, str]]
) -> None:
    decision = decided(nlp, layout, text)
    assert list(decision.absent) == absent
    assert [(one.name, one.status) for one in decision.attendance] == attendance


# (id, decision, (name, party, for whom) of the substitutes)
SUBSTITUTES: list[tuple[str, str, list[tuple[str, str | None, str | None]]]] = [
    (
        "for whom",
        "Godkendt.\n\nFraværende: Bo Dam (V), Eva Holm (A). Som stedfortræder for Eva Holm deltog Per Vang (A).",
        [("Per Vang", "A", "Eva Holm")],
    ),
    (
        "for the other",
        "Godkendt.\n\nFraværende: Bo Dam (V), Eva Holm (A). Som stedfortræder for Bo Dam deltog Per Vang (V).",
        [("Per Vang", "V", "Bo Dam")],
    ),
    ("for one of two", "Godkendt.\n\nFraværende: Bo Dam (V) og Eva Holm (A).", []),
    (
        "instead",
        "Godkendt.\n\nBo Dam (V) deltog ikke på grund af inhabilitet. I stedet deltog Per Vang (V).",
        [("Per Vang", "V", "Bo Dam")],
    ),
    (
        "also there",
        "Godkendt.\n\nBo Dam (V) deltog ikke på grund af inhabilitet. Desuden deltog direktør Per Vang.",
        [],
    ),
]


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize(
    ("text", "expected"), [case[1:] for case in SUBSTITUTES], ids=[case[0] for case in SUBSTITUTES]
)
def test_substitutes(nlp: Language, layout: str, text: str, expected: list[tuple[str, str | None, str | None]]) -> None:
    decision = decided(nlp, layout, text)
    assert [(one.name, one.party, one.for_) for one in decision.substitutes] == expected
    assert not {one.name for one in decision.substitutes} & set(decision.absent)


MEETING = """REFERAT Kulturudvalget d. 12. marts 2024

Medlemmer: Ida Krogh (V), Bo Lind (A)
Afbud: Eva Holm (C)

## **Punkt 1: Biblioteket**

### **Beslutning**

Godkendt.
{first}
## **Punkt 2: Museet**

### **Beslutning**

Godkendt.
{second}"""


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ("", "", [(), ()]),  # absent from the meeting: the items say nothing
        ("\nFraværende: Eva Holm\n", "", [("Eva Holm",), ()]),
        ("", "\nFraværende: Eva Holm\n", [(), ("Eva Holm",)]),
        ("\nBo Lind deltog ikke i behandlingen.\n", "", [("Bo Lind",), ()]),
    ],
)
def test_the_meeting_is_not_the_item(nlp: Language, first: str, second: str, expected: list[tuple[str, ...]]) -> None:
    referat = nlp(MEETING.format(first=first, second=second))._.referat
    assert [item.decision.absent for item in referat.items] == expected
    assert {one.name: one.status for one in referat.meeting.participants} == {
        "Ida Krogh": "present",
        "Bo Lind": "present",
        "Eva Holm": "absent",
    }
