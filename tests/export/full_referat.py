"""A `Referat` in which every field is filled, so that no column of the tables may be empty; all of it invented."""

from typing import Any

from nlp_referat.schema import Referat

TEXT = (
    "Teknisk Udvalg, Køge Kommune, 3. december 2025 kl. 16.30. Afbud: Ida Holm (V).\n"
    "Punkt 4: Sti ved Åen\nIndstilling: at der gives 1.234,50 kr. af 5-7 mio. kr. i 2026, 3-4 pct.\n"
    "Beslutning: Godkendt med 20 mod 6, idet Bo Lund tog forbehold. Ida Holm deltog ikke.\n"
)


def place(words: str) -> dict[str, int]:
    """Where the words stand."""
    start = TEXT.index(words)
    return {"start": start, "end": start + len(words)}


def evidence(words: str) -> dict[str, Any]:
    return {"text": words} | place(words)


def _outcome() -> dict[str, Any]:
    return {
        "point": 1,
        "label": "GODKENDT",
        "of_proposal": "GODKENDT",
        "of_matter": "GODKENDT",
        "recommended": "GODKENDT",
        "recipient": "Byrådet",
        "body": "Teknisk Udvalg",
        "stage": "final",
        "final": True,
        "finality": "wording",
        "finality_evidence": evidence("Godkendt"),
        "conditional": True,
        "reservations": [{"kind": "condition"} | evidence("idet"), {"kind": "remark"} | evidence("forbehold")],
        "mover": "Bo Lund",
        "votes": {"for": ["A", "V"], "against": ["Ø"], "abstain": ["Bo Lund"]}
        | {"for_count": 20, "against_count": 6, "abstain_count": 1, "majority": True},
        **evidence("Godkendt"),
    }


def _amounts() -> list[dict[str, Any]]:
    scope = {
        "role": "proposed",
        "role_evidence": evidence("gives"),
        "period": {"kind": "year", "first": 2026, "last": 2026} | evidence("i 2026"),
        "direction": "expense",
        "purpose": evidence("Sti ved Åen"),
        "point": 1,
        "covered": True,
        "part_of": place("5-7 mio. kr.")["start"],
    }
    common = {"label": "MONEY", "item": "4", "section": "indstilling"}
    one = {"value": "1234.50", "bound": "max", "period": "year"}
    return [
        evidence("1.234,50 kr.") | common | {"money": one, "scope": scope},
        evidence("5-7 mio. kr.") | common | {"money": {"low": "5000000", "high": "7000000", "approx": True}},
    ]


FULL = Referat.model_validate(
    {
        "source": "ud/køge.txt",
        "model": {"name": "referat_rules", "version": "0.1.0"},
        "kind": "referat",
        "meeting": {
            "committee": {"name": "Teknisk Udvalg"} | place("Teknisk Udvalg"),
            "municipality": "Køge Kommune",
            "date": "2025-12-03",
            "time": "16:30",
            "location": "Mødelokale 3",
            "participants": [{"name": "Ida Holm", "status": "absent", "party": "V"} | place("Ida Holm (V)")],
        },
        "items": [
            {
                "number": "4",
                "title": "Sti ved Åen",
                "case_number": "2025-000123",
                "kind": "B",
                "nature": "decision",
                "formality": "eventuelt",
                "kle": "05",
                "key": "k-05-sti",
                "closed": True,
                "start": TEXT.index("Punkt 4"),
                "end": len(TEXT),
                "proposal": {
                    "by": "Forvaltningen",
                    "points": [
                        {"point": 1} | evidence("at der gives 1.234,50 kr."),
                        {"point": None} | evidence("3-4 pct."),
                    ],
                },
                "decision": {
                    "outcomes": [_outcome()],
                    "unmentioned": [2, 3],
                    "absent": ["Ida Holm", "Per Friis"],
                    "substitutes": [{"name": "Liv Bech", "party": "M", "for": "Ida Holm"}],
                    "attendance": [{"name": "Ida Holm", "status": "absent"} | evidence("Ida Holm deltog ikke")],
                    **evidence("Godkendt med 20 mod 6, idet Bo Lund tog forbehold. Ida Holm deltog ikke."),
                },
                "history": [
                    {"date": "2025-11-20", "committee": "Økonomiudvalget", "outcomes": [_outcome()], **place("Punkt 4")}
                ],
            }
        ],
        "entities": [
            evidence("Køge Kommune") | {"label": "ORG", "canonical": "Køge Kommune", "score": 0.9, "source": "model"},
            evidence("3. december 2025") | {"label": "DATE", "date": {"start": "2025-12-03", "end": "2025-12-03"}},
            *_amounts(),
            evidence("3-4 pct.")
            | {"label": "PERCENT", "item": "4", "percent": {"percent": "3.5", "low": "3", "high": "4", "point": True}},
        ],
        "warnings": [{"code": "cut", "message": "Teksten er klippet."} | place("Punkt 4")],
    }
)
