"""Need 6: what is cut, failed, missing or not understood is a warning with its place, never silently absent.

Minimal pairs: the same text with one thing missing and without.
"""

from dataclasses import dataclass

import pytest
from spacy.language import Language

FIRSTAGENDA = """REFERAT Teknik- og Miljøudvalget d. 03-06-2025

Indholdsfortegnelse

Punkt 41: Sti langs Møllebækken........3
Punkt 42: Nye vejskilte i Lund........5
{contents}
# **Punkt 41: Sti langs Møllebækken**

## Indstilling

Forvaltningen indstiller, at stien anlægges.

## Sagsfremstilling

{body}

## Beslutning

Godkendt.

{attachments}# **Punkt 42: Nye vejskilte i Lund**

## Beslutning

Taget til efterretning.
"""

PLAIN = """Tornby Kommune
Økonomiudvalget
Referat fra mødet den 12. november 2024 kl. 15.00

Punkt 7. Rammer for det kommende år

Indstilling:
Direktionen indstiller, at rammerne godkendes.

Økonomi:
{body}

{decision}Punkt {number}. Leje af lokaler

Beslutning:
Godkendt.
"""

DECISION_FIRST = """Kultur- og Fritidsudvalget - Referat - 4. marts 2026

1. Tilskud til havnefesten (B)
Sagsnr. 26-000417

Beslutning
Godkendt.

Sagens indhold
Festen varer tre dage.
{attachments}
2. Status for svømmehallen (O)
Sagsnr. 26-000502

{second}
"""

_TABLE = "I hele 1.000 kr.\n\t2025\t2026\nStier\t250\t300{}\nVeje\t1.200\t900\n"


@dataclass(frozen=True)
class Gap:
    """A text with a hole ("@"): filled with `whole` nothing is missing; with `broken` there is a gap at `place`."""

    text: str
    whole: str
    broken: str
    code: str
    place: str


def _firstagenda(contents: str = "", body: str = "Stien er smal.", attachments: str = "") -> str:
    return FIRSTAGENDA.format(contents=contents, body=body, attachments=attachments)


def _plain(body: str = "Ingen bemærkninger.", decision: str = "Beslutning:\nGodkendt.\n\n", number: str = "8") -> str:
    return PLAIN.format(body=body, decision=decision, number=number)


def _decision_first(attachments: str = "", second: str = "Beslutning\nTaget til efterretning.") -> str:
    return DECISION_FIRST.format(attachments=attachments, second=second)


_LONG = "Svømmehallen har haft flere gæster end ventet, og personalet har arbejdet på at få bedre tider for skolerne. "

GAPS = {
    "an announced item does not follow": Gap(
        _firstagenda(contents="@"),
        "",
        "Punkt 43: Salg af grunden ved havnen........7\n",
        "contents_item_missing",
        "Punkt 43: Salg af grunden ved havnen........7",
    ),
    "a number is left out": Gap(_plain(number="@"), "8", "9", "number_gap", "Punkt 7"),
    "a sentence stops": Gap(
        _decision_first(second="Sagens indhold\n" + _LONG + "@"),
        "Tiderne ses på hjemmesiden.",
        "Tiderne er lagt sammen med",
        "text_cut",
        "Tiderne er lagt sammen med",
    ),
    "a word stops": Gap(
        _decision_first(second="Sagens indhold\n" + _LONG + "Der er også kommet flere @"),
        "skoler.",
        "kommu-",
        "text_cut",
        "flere kommu-",
    ),
    "the text says that it was cut": Gap(
        _firstagenda(body="Stien er smal. @"),
        "Den er fra 1972.",
        "[teksten er afkortet]",
        "text_cut",
        "[teksten er afkortet]",
    ),
    "letters without a meaning": Gap(
        _plain(body="Der er afsat @ til lokaler."),
        "midler",
        "(cid:18)(cid:7)(cid:31)",
        "part_failed",
        "(cid:18)(cid:7)(cid:31)",
    ),
    "characters that were not decoded": Gap(
        _firstagenda(body="Stien er sm@l."), "a", "\ufffd\ufffd", "part_failed", "\ufffd\ufffd"
    ),
    "a part was not converted": Gap(
        _decision_first(second="Sagens indhold\n@\n\nBeslutning\nDrøftet."),
        "Dokumentet om hallen er langt.",
        "Dokumentet om hallen kunne ikke konverteres.",
        "part_failed",
        "Dokumentet om hallen kunne ikke konverteres",
    ),
    "a picture in place of text": Gap(
        _plain(body="Se tallene her: @"), "3 mio. kr.", "[billede 2]", "part_failed", "[billede 2]"
    ),
    "an attachment is not listed": Gap(
        _firstagenda(
            body="Stien er tegnet på kortet, jf. bilag @.", attachments="## Bilag\n\nBilag 1 Kort\n\nBilag 2 Notat\n\n"
        ),
        "2",
        "3",
        "attachment_missing",
        "bilag 3",
    ),
    "no attachments at all": Gap(
        _plain(body="Rammerne @."), "ses nedenfor", "fremgår af bilag 1", "attachment_missing", "bilag 1"
    ),
    "an attachment is said to be missing": Gap(
        _decision_first(attachments="\nBilag\n- Program.pdf\n- @\n"),
        "Bilag 2 Budget.pdf",
        "Bilag 2 eftersendes",
        "attachment_missing",
        "Bilag 2 eftersendes",
    ),
    "an item without text": Gap(
        _decision_first(second="@"), "Beslutning\nDrøftet.", "", "item_empty", "2. Status for svømmehallen"
    ),
    "an item that was not understood": Gap(
        _decision_first(second="@" + _LONG * 2), "Sagens indhold\n", "", "item_unparsed", "2. Status for svømmehallen"
    ),
    "minutes without the decision": Gap(
        _plain(decision="@"), "Beslutning:\nGodkendt.\n\n", "", "decision_missing", "Punkt 7. Rammer"
    ),
    "a table with a broken row": Gap(
        _plain(body=_TABLE.format("@")), "", "\t17", "table_unparsed", "Stier\t250\t300\t17"
    ),
}


def _found(nlp: Language, text: str, code: str) -> list[str]:
    warnings = [warning for warning in nlp(text)._.referat.warnings if warning.code == code]
    assert all(warning.start is not None and warning.end is not None for warning in warnings)
    return [text[warning.start : warning.end] for warning in warnings]


@pytest.mark.parametrize("gap", GAPS.values(), ids=GAPS)
def test_a_whole_text_has_no_warning(nlp: Language, gap: Gap) -> None:
    assert _found(nlp, gap.text.replace("@", gap.whole), gap.code) == []


@pytest.mark.parametrize("gap", GAPS.values(), ids=GAPS)
def test_a_gap_is_shown_where_it_is(nlp: Language, gap: Gap) -> None:
    [place] = _found(nlp, gap.text.replace("@", gap.broken), gap.code)
    assert gap.place in place


def test_every_need_has_its_pairs() -> None:
    assert len(GAPS) >= 12
