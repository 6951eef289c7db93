"""Roles that hang on what governs the clause: a proposal, what commas set off, the sum before, who pays and gives."""

import pytest

from nlp_referat.amounts import find_money
from nlp_referat.schema import AmountScope, Money
from nlp_referat.scope.amounts import Amount, scope_amounts
from nlp_referat.scope.frames import wishes
from nlp_referat.scope.joining import Joined
from nlp_referat.scope.passages import read_passages
from nlp_referat.scope.roles import read_role
from nlp_referat.scope.setting import Setting


def _scopes(text: str) -> list[AmountScope]:
    amounts = [
        Amount(found.start, found.end, found.value) for found in find_money(text) if isinstance(found.value, Money)
    ]
    return scope_amounts(text, amounts)[0]


ROLES = [
    # what is put forward in a clause of its own, and what only stands beside it
    ("Rådmanden foreslog, at der blev overført 2 mio. kr. fra havnen.", ["proposed"]),
    ("Direktøren indstillede, at prisen blev sat op fra 40 kr. til 45 kr.", ["described", "proposed"]),
    ("Rådmanden foreslog at vente, fordi broen koster 2 mio. kr. i år.", ["described"]),
    ("Rådmanden foreslår en park og har regnet udgiften til 2 mio. kr. om året.", ["described"]),
    ("Det foreslås, at havnepuljen på 3 mio. kr. holdes i reserve.", ["budgeted"]),
    # what commas set off stands between a subject and its verb
    ("Kajaklauget, der har to huse, søger nu om 12.000 kr. til en dør.", ["applied"]),
    ("Prisen for de meter, der skal bruges, er sat til 900 kr. pr. meter.", ["described"]),
    ("Tilskuddet, som regionen betaler til ruten, blev på 2 mio. kr. i alt.", ["received"]),
    # parts of the sum in the sentence before
    ("Der er afsat 5 mio. kr. til veje. Heraf går 2 mio. kr. til broer.", ["budgeted", "budgeted"]),
    ("Havnen sparer 5 mio. kr. på drift, hvoraf 2 mio. kr. hidrører fra kranen.", ["saved", "saved"]),
    # lists whose lead only goes on with the sentence before it
    (
        "Ni klubber har sendt ansøgninger for 90.000 kr. De største er:\n- Kajaklauget, 12.000 kr.\n- Koret, 9.000 kr.",
        ["applied", "applied", "applied"],
    ),
    ("Puljen er på 90.000 kr. Husene er:\n- Nordhuset, 12.000 kr.", ["budgeted", None]),
    # words broken at the end of a line
    ("Rådet venter et merfor-\nbrug på 2 mio. kr. i år.", ["extra"]),
    ("Regeringen har udmeldt en service-\nramme på 90 mio. kr. i år.", ["ceiling"]),
    # who pays, who gives, who is given
    ("Deltagerne betalte 250 kr. for seks aftener.", ["described"]),
    ("Kommunen betalte 250.000 kr. for skuret.", ["spent"]),
    ("Urmager Ellen Brix giver 5.000 kr. til et ur.", ["received"]),
    ("Friluftsrådet giver 5.000 kr., hvis der bygges.", ["received"]),
    ("Puljen til private fællesveje rummer 80.000 kr. i år.", ["budgeted"]),
    ("Folketinget har afsat 40 mio. kr. over tre år.", ["budgeted"]),
    ("Lodsejerne har tilbudt at betale 40.000 kr. til diget.", ["received"]),
    ("Et udlæg på 50.000 kr. har Banestyrelsen givet tilsagn om at refundere.", ["received"]),
    ("Staten har sendt de 68.000 kr. tilbage igen.", ["received"]),
    ("Skolen har fået 36.000 kr. for meget udbetalt.", ["spent"]),
    ("Kurset ansætter en lærer, der får 29.000 kr. om måneden.", ["described"]),
    ("Laden kan købes for 512.000 kr. i foråret.", ["described"]),
    ("Laden købes for 512.000 kr. efter aftale i foråret.", ["budgeted"]),
    ("Firmaet er lukket med et tab for ejeren på 740.000 kr. i alt.", ["described"]),
    ("Menighedsrådet har fået en pris på 180.000 kr. for muren.", ["described"]),
    # verbs with particles, and statements of size
    ("Sidste år blev der delt 96.000 kr. ud.", ["spent"]),
    ("Formanden måtte lægge 20.000 kr. ud.", ["spent"]),
    ("Planen kan bringe udgifterne 2 mio. kr. ned næste år.", ["saved"]),
    ("Rengøringen er forhandlet ned med 36.000 kr. om året.", ["saved"]),
    ("Salt og grus kom 312.000 kr. over det budgetterede.", ["extra"]),
    ("Skolen har sprængt sit budget med 1,9 mio. kr. i år.", ["extra"]),
    ("Kassen mangler bilag for 11.000 kr. i alt.", ["described"]),
    ("I gadepuljen til træer står der 612.000 kr., når alt er betalt.", ["budgeted"]),
    ("Hertil er der kun et beløb på 30.000 kr. i driften.", ["budgeted"]),
    ("Kommunens samlede anlægsramme er i år på 55 mio. kr.", ["ceiling"]),
    ("Efter reglerne kan ingen klub få mere end 60.000 kr. om året.", ["ceiling"]),
    ("Byrådet afsatte ved sidste forlig 750.000 kr. til ruten.", ["decided"]),
    ("Byrådet gav den 3. maj en anlægsbevilling på 6 mio. kr. til kajen.", ["decided"]),
    ("Forvaltningen foreslog Byrådet at give en anlægsbevilling på 6 mio. kr.", ["proposed"]),
    ("Vandrehjemmet spørger om 9.500 kr. til senge.", ["applied"]),
]
PLACES = [
    ("Prisen på 15.000 kr. tildeles Læselauget.", Setting("decision", "ANDET"), "decided"),
    ("Ad 2. Kajaklauget tildeles 43.000 kr., idet bådene ikke tæller.", Setting("decision", "AFVIST"), "decided"),
    ("Forslaget om 43.000 kr. faldt.", Setting("decision", "AFVIST"), "proposed"),
    ("Ib Vang havde hellere givet 25.000 kr. til koret.", Setting("decision", "GODKENDT"), "proposed"),
    ("afslår ønsket om en kommunegaranti på 800.000 kr.", Setting("proposal"), "applied"),
    ("giver Kajaklauget 35.000 kr. fra anlægspuljen", Setting("proposal"), "proposed"),
]


@pytest.mark.parametrize(("text", "roles"), ROLES, ids=[text for text, _ in ROLES])
def test_roles(text: str, roles: list[str | None]) -> None:
    assert [scope.role for scope in _scopes(text)] == roles


@pytest.mark.parametrize(("text", "setting", "role"), PLACES, ids=[row[0] for row in PLACES])
def test_role_in_its_place(text: str, setting: Setting, role: str) -> None:
    [found] = find_money(text)
    [passage] = read_passages(text, [(found.start, found.end)])
    assert read_role(text, passage, setting).role == role


PERIODS = [
    ("Tilskuddet skal fra 2026 være 4 mio. kr. årligt.", ("each_year", 2026, None)),
    ("Huset fra 1926 koster 4 mio. kr. i drift.", None),
    ("For hele 2022 ventes et merforbrug på 7 mio. kr. i alt.", ("year", 2022, 2022)),
]


@pytest.mark.parametrize(("text", "expected"), PERIODS)
def test_period(text: str, expected: tuple[str, int | None, int | None] | None) -> None:
    [scope] = _scopes(text)
    assert (scope.period and (scope.period.kind, scope.period.first, scope.period.last)) == expected


def test_a_person_wishes_and_a_body_does_not() -> None:
    assert wishes("Ib Vang (A) foreslog")
    assert wishes("Godkendt, idet Ib Vang ønskede")
    assert not wishes("Udvalget ønskede")


@pytest.mark.parametrize(
    ("text", "whole"),
    [("mer-\nforbrug", "merforbrug"), ("anlægs-\nog drift", "anlægs-\nog drift"), ("2015-\n2018", "2015-\n2018")],
)
def test_broken_words_are_joined(text: str, whole: str) -> None:
    joined = Joined(text)
    assert joined.text == whole
    assert joined.outward((0, len(whole))) == (0, len(text))
    assert [joined.inward(offset) for offset in (0, len(text))] == [0, len(whole)]


def test_evidence_is_raw_text_where_a_word_is_broken() -> None:
    text = "Rådet venter et merfor-\nbrug på 2 mio. kr. i 2026."
    [scope] = _scopes(text)
    assert scope.role_evidence is not None
    assert scope.period is not None
    assert scope.role_evidence.text == text[scope.role_evidence.start : scope.role_evidence.end] == "merfor-\nbrug"
    assert text[scope.period.start : scope.period.end] == "i 2026"
