"""Need 1: who decided, at which stage. A committee's approval is not a final adoption.

Minimal pairs: neighbouring cases differ in one wording, and so do the answers.
"""

import pytest
from minute_layouts import LAYOUTS, Minutes, all_outcomes, item_seven, read
from spacy.language import Language

OWN = "Teknik- og Miljøudvalget"
ASKS = "Forvaltningen indstiller, at planen godkendes."

# (id, minutes, (final, finality, words that it rests on, recipient, stage))
FINALITY = [
    # competence section
    ("own", Minutes("Godkendt.", competence=OWN), (True, "competence", OWN, None, "final")),
    ("council", Minutes("Godkendt.", competence="Byrådet"), (False, "competence", "Byrådet", "Byrådet", "forwarding")),
    ("afgøres af", Minutes("Godkendt.", competence_heading="Sagen afgøres af", competence="Udvalget."),
     (True, "competence", "Udvalget", None, "final")),
    ("afgøres af 2", Minutes("Godkendt.", competence_heading="Sagen afgøres af", competence="Byrådet."),
     (False, "competence", "Byrådet", "Byrådet", "forwarding")),
    ("short", Minutes("Godkendt.", competence_heading="Beslutningskompetence", competence="TMU"),
     (True, "competence", "TMU", None, "final")),
    ("short 2", Minutes("Godkendt.", competence_heading="Beslutningskompetence", competence="KB"),
     (False, "competence", "KB", "Kommunalbestyrelsen", "forwarding")),
    ("way", Minutes("Godkendt.", competence_heading="Sagsgang", competence="TMU, ØU og KB"),
     (False, "competence", "KB", "Økonomiudvalget", "forwarding")),
    ("way's end", Minutes("Godkendt.", body="Kommunalbestyrelsen", competence_heading="Sagsgang",
                          competence="TMU, ØU og KB"), (True, "competence", "KB", None, "final")),
    ("advice", Minutes("Godkendt.", body="Økonomiudvalget",
                        competence="Byrådet efter indstilling fra Økonomiudvalget."),
     (False, "competence", "Byrådet", "Byrådet", "forwarding")),
    ("advice 2", Minutes("Godkendt.", body="Økonomiudvalget",
                          competence="Økonomiudvalget efter indstilling fra Socialudvalget."),
     (True, "competence", "Økonomiudvalget", None, "final")),
    ("only told", Minutes("Godkendt.", competence=f"{OWN}. Byrådet til orientering."),
     (True, "competence", OWN, None, "final")),
    ("delegated", Minutes("Godkendt.", competence=f"{OWN}, jf. Byrådets delegationsplan."),
     (True, "competence", OWN, None, "final")),
    ("not", Minutes("Godkendt.", competence=f"{OWN}. Sagen skal ikke forelægges Byrådet."),
     (True, "competence", OWN, None, "final")),
    ("depends", Minutes("Godkendt.", competence=f"{OWN}. Byrådet, hvis udgiften overstiger rammen."),
     (None, "silent", None, None, None)),
    # chain in the title
    ("chain", Minutes("Godkendt.", title="TMU/ØU/KB - Sti langs Lillebæk"),
     (False, "chain", "KB", "Økonomiudvalget", "forwarding")),
    ("chain's end", Minutes("Godkendt.", body="Kommunalbestyrelsen", title="TMU/ØU/KB - Sti langs Lillebæk"),
     (True, "chain", "KB", None, "final")),
    ("no chain", Minutes("Godkendt."), (None, "silent", None, None, None)),
    # whom the proposal speaks to
    ("spoken to", Minutes("Godkendt.", proposal=f"Forvaltningen indstiller til {OWN}, at planen godkendes."),
     (True, "chain", OWN, None, "final")),
    ("spoken to 2", Minutes("Godkendt.", proposal="Forvaltningen indstiller til Byrådet, at planen godkendes."),
     (False, "chain", "Byrådet", "Byrådet", "forwarding")),
    ("spoken to 3", Minutes("Godkendt.", proposal=f"Forvaltningen indstiller til {OWN}, Økonomiudvalget og Byrådet, at "
                            "planen godkendes."), (False, "chain", "Byrådet", "Økonomiudvalget", "forwarding")),
    ("beside", Minutes("Godkendt.", proposal=f"Forvaltningen indstiller til {OWN} og Skoleudvalget, at planen "
                       "godkendes."),
     (False, "chain", "Skoleudvalget", None, "forwarding")),
    ("to advise", Minutes("Godkendt.", proposal="Forvaltningen indstiller, at udvalget anbefaler Byrådet, at planen "
                          "godkendes."),
     (False, "chain", "Byrådet", "Byrådet", "forwarding")),
    ("genitive", Minutes("Godkendt.", proposal=f"Forvaltningen indstiller, at {OWN}\n\n1. godkender planen med "
                         "Skoleudvalgets "
                         "bemærkninger."), (True, "chain", OWN, None, "final")),
    # the meeting's own body
    ("committee", Minutes("Godkendt.", proposal=ASKS), (None, "silent", None, None, None)),
    ("the council", Minutes("Godkendt.", body="Byrådet", proposal=ASKS), (True, "body", "Byrådet", None, "final")),
    ("own agenda", Minutes("Godkendt.", title="Godkendelse af dagsorden"),
     (True, "body", "Godkendelse af dagsorden", None, "final")),
    ("first reading", Minutes("Godkendt.", body="Byrådet", title="Budget 2025, 1. behandling"),
     (False, "wording", "Godkendt", None, "forwarding")),
    ("second reading", Minutes("Godkendt.", body="Byrådet", title="Budget 2025, 2. behandling"),
     (True, "body", "Byrådet", None, "final")),
    # the words themselves
    ("for good", Minutes("Endeligt vedtaget."), (True, "wording", "Endeligt vedtaget", None, "final")),
    ("recommended", Minutes("Indstilles til Byrådets godkendelse."),
     (False, "wording", "Indstilles til Byrådets godkendelse", "Byrådet", "forwarding")),
    ("recommended by the way", Minutes("Anbefales.", competence_heading="Sagsgang", competence="TMU, ØU og BY"),
     (False, "wording", "Anbefales", "Økonomiudvalget", "forwarding")),
    ("awaits", Minutes("Godkendt under forudsætning af Byrådets godkendelse."),
     (False, "wording", "Godkendt under forudsætning af Byrådets godkendelse", "Byrådet", "forwarding")),
    ("for good, apart", Minutes("Udvalget vedtog lokalplanen endeligt."),
     (True, "wording", "Udvalget vedtog lokalplanen endeligt", None, "final")),
    ("adviser", Minutes("Godkendt.", competence=f"{OWN}, Ældrerådet"), (True, "competence", OWN, None, "final")),
    ("put off", Minutes("Udsat.", competence=OWN), (False, "wording", "Udsat", None, None)),
    ("discussed", Minutes("Drøftet.", competence=OWN), (False, "wording", "Drøftet", None, "discussion")),
    ("noted", Minutes("Taget til efterretning.", competence=OWN), (True, "competence", OWN, None, "information")),
    ("noted 2", Minutes("Taget til efterretning.", competence="Byrådet"),
     (False, "competence", "Byrådet", "Byrådet", "information")),
    ("nothing", Minutes("Intet at bemærke.", competence=OWN), (None, "silent", None, None, None)),
    # contradictions
    ("against the chain", Minutes("Godkendt.", competence=OWN, title="TMU/ØU/KB - Sti langs Lillebæk"),
     (None, "conflict", None, None, None)),
    ("with the chain", Minutes("Godkendt.", competence="KB", title="TMU/ØU/KB - Sti langs Lillebæk"),
     (False, "competence", "KB", "Kommunalbestyrelsen", "forwarding")),
    ("for good, but", Minutes("Endeligt vedtaget.", competence="Byrådet"), (None, "conflict", None, None, None)),
    ("own, but advised", Minutes("Anbefales over for Byrådet.", competence=OWN),
     (None, "conflict", None, "Byrådet", "forwarding")),
]  # fmt: skip


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize(("minutes", "expected"), [case[1:] for case in FINALITY], ids=[case[0] for case in FINALITY])
def test_who_settles_the_matter(
    nlp: Language, layout: str, minutes: Minutes, expected: tuple[bool | None, str, str | None, str | None, str | None]
) -> None:
    referat = read(nlp, layout, minutes)
    (outcome,) = item_seven(referat).decision.outcomes
    words = outcome.finality_evidence.text if outcome.finality_evidence else None
    assert (outcome.final, outcome.finality, words, outcome.recipient, outcome.stage) == expected
    assert outcome.body == minutes.body
    conflicts = [warning for warning in referat.warnings if warning.code == "finality_conflict"]
    assert [(w.start, w.end) for w in conflicts] == [(outcome.start, outcome.end)] * (expected[1] == "conflict")


# (id, minutes, history as (body, date, label, final, recipient))
HISTORY = [
    ("block", Minutes("Godkendt.", body="Byrådet", history="05-03-2024 Økonomiudvalget\nAnbefales."),
     [("Økonomiudvalget", "2024-03-05", "INDSTILLES", False)]),
    ("block approved", Minutes("Godkendt.", body="Byrådet", history="05-03-2024 Økonomiudvalget\nGodkendt."),
     [("Økonomiudvalget", "2024-03-05", "GODKENDT", False)]),
    ("two, by time", Minutes("Godkendt.", body="Byrådet", history="05-03-2024 Økonomiudvalget\nAnbefales.\n\n"
                             "27-02-2024 Teknisk Udvalg\nDrøftet."),
     [("Teknisk Udvalg", "2024-02-27", "DRØFTET", False), ("Økonomiudvalget", "2024-03-05", "INDSTILLES", False)]),
    ("sentence", Minutes("Godkendt.", body="Byrådet", text="Teknisk Udvalg har den 27. februar godkendt forslaget."),
     [("Teknisk Udvalg", "2024-02-27", "GODKENDT", False)]),
    ("sentence, last year", Minutes("Godkendt.", body="Byrådet", text="Teknisk Udvalg udsatte den 27. november sagen."),
     [("Teknisk Udvalg", "2023-11-27", "UDSAT", False)]),
    ("dealt with", Minutes("Godkendt.", body="Byrådet", text="Sagen blev den 27. februar behandlet i Teknisk Udvalg, "
                           "der anbefalede forslaget."), [("Teknisk Udvalg", "2024-02-27", "INDSTILLES", False)]),
    ("plan", Minutes("Godkendt.", body="Byrådet", text="Teknisk Udvalg skal den 27. februar godkende forslaget."), []),
    ("no day", Minutes("Godkendt.", body="Byrådet", text="Teknisk Udvalg har tidligere godkendt forslaget."), []),
    ("own, earlier", Minutes("Godkendt.", text="Udvalget udsatte sagen den 13. februar 2024."),
     [(OWN, "2024-02-13", "UDSAT", False)]),
    ("for good", Minutes("Godkendt.", body="Byrådet", text="Teknisk Udvalg har den 27. februar 2024 endeligt "
                         "godkendt skitsen."),
     [("Teknisk Udvalg", "2024-02-27", "GODKENDT", None)]),
    ("heading", Minutes("Beslutning i Økonomiudvalget den 05-03-2024:\nAnbefales.\n\n"
                        "Beslutning i Byrådet den 12-03-2024:\n"
                        "Godkendt.", body="Byrådet"), [("Økonomiudvalget", "2024-03-05", "INDSTILLES", False)]),
    ("told in the decision", Minutes("Teknisk Udvalg har den 27. februar godkendt forslaget. Vedtaget.",
                        body="Byrådet"),
     [("Teknisk Udvalg", "2024-02-27", "GODKENDT", False)]),
]  # fmt: skip


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize(("minutes", "expected"), [case[1:] for case in HISTORY], ids=[case[0] for case in HISTORY])
def test_what_earlier_bodies_decided(
    nlp: Language, layout: str, minutes: Minutes, expected: list[tuple[str, str, str, bool | None]]
) -> None:
    item = item_seven(read(nlp, layout, minutes))
    found = [(entry.committee, str(entry.date), o.label, o.final) for entry in item.history for o in entry.outcomes]
    assert found == expected
    assert [outcome.label for outcome in item.decision.outcomes] == ["GODKENDT"]
    assert [outcome.body for outcome in all_outcomes(item)] == [minutes.body, *(body for body, *_ in expected)]


def test_sources_that_agree_give_no_warning(nlp: Language) -> None:
    referat = read(nlp, "markdown", Minutes("Godkendt.", competence="TMU, ØU og KB"))
    assert referat.warnings == ()
