"""Roles by construction: what is adopted, noted, told in a relative clause, or hangs on a noun of its own kind."""

import pytest

from nlp_referat.amounts import find_money
from nlp_referat.schema import AmountScope, Money
from nlp_referat.scope.amounts import Amount, scope_amounts
from nlp_referat.scope.matching import WordPattern
from nlp_referat.scope.passages import read_passages
from nlp_referat.scope.roles import read_role
from nlp_referat.scope.setting import Setting


def _scopes(text: str) -> list[AmountScope]:
    amounts = [
        Amount(found.start, found.end, found.value) for found in find_money(text) if isinstance(found.value, Money)
    ]
    return scope_amounts(text, amounts)[0]


ROLES = {
    "applied": [
        "Bådelauget har henvendt sig til kommunen om 40.000 kr. til en kran.",
        "Bådelauget beder kommunen om de sidste 40.000 kr. til kranen.",
        "Bådelauget opfordrer kommunen til at træde til med 40.000 kr. i år.",
        "Der ønskes et tilsvarende tilskud på 40.000 kr. til kranen.",
    ],
    "received": [
        "Provstiet har bekræftet at ville yde 450.000 kr. til tagene.",
        "Statens anlægstilskud udgør 450.000 kr. i alt.",
        "Fra Lions er der indgået 15.000 kr. til kranen.",
        "Fra Lions er 15.000 kr. kommet ind.",
        "Turismeforeningen skyder 15.000 kr. ind i løbet.",
        "Bygherren indbetaler 2 mio. kr. til svingbanen.",
    ],
    "saved": [
        "Kontrakten giver en rabat på 42.000 kr. om året.",
        "Der gennemføres reduktioner for 5 mio. kr. i administrationen.",
        "Udvalget blev pålagt at finde 2 mio. kr. inden maj.",
        "Ved en lukning undgår man desuden en udgift på 350.000 kr. til taget.",
        "Klubben kan skære 31.000 kr. af de årlige udgifter.",
        "Ruten nedlægges, så der hvert år hentes 400.000 kr. i alt.",
        "Den ventede gevinst på 430.000 kr. er allerede indarbejdet.",
    ],
    "extra": [
        "Den manglende dækning på 575.000 kr. er endnu uafklaret.",
        "Havbadet gav en merindtægt, men driften er 140.000 kr. dyrere end ventet.",
        "Loven giver en merudgift, som anslås til 1,9 mio. kr. i år.",
    ],
    "ceiling": [
        "Ingen landsby kan få over 75.000 kr. i tilskud.",
        "Vederlaget må ikke overstige 145.000 kr. på et år.",
        "Loftet for støtte pr. ansøger er 25.000 kr. i dag.",
        "Beløbet skal findes inden for udvalgets ramme på 139 mio. kr. i år.",
    ],
    "decided": [
        "Udvalget imødekom ansøgningen med 225.000 kr. til taget.",
        "Medborgerhuset blev tilkendt en hjælp på 50.000 kr. fra puljen.",
        "Der er hidtil givet tilsagn for 237.500 kr. af puljen.",
        "Byrådet godkendte, at der blev anvendt 240.000 kr. til en analyse.",
    ],
    "spent": [
        "Alarmen er udskiftet for 37.400 kr. efter indbruddet.",
        "Fyret blev i 2016 kalket for 96.000 kr. i alt.",
        "Der er bogført 6.204.118 kr. på stedet.",
        "Bussen belastede sidste år kassen med 2,6 mio. kr. i alt.",
        "Udgifterne har i årets første kvartaler været 7,8 mio. kr. i alt.",
        "Kommunen spenderede 3,9 mio. kr. på turister.",
        "Hidtil har kommunen givet 275.000 kr. om året.",
    ],
    "budgeted": [
        "Budgettet til slidlag er i dag 14,2 mio. kr. i alt.",
        "Udvalget rådede ved årets begyndelse over 325.000 kr. til forsøg.",
        "Udgiften kan rummes i fortovspuljen med 291.500 kr. i år.",
        "Puljens saldo er 700.000 kr. i dag.",
        "Ordningen støttes af kommunen med 140.000 kr. om året.",
    ],
    "proposed": [
        "Økonomiudvalget: Anbefales godkendt, at der gives 4 mio. kr. til hallen.",
        "Der skal efter forslaget tilføres 500.000 kr. til hallerne.",
    ],
}
# Words of a cue where they must not speak: role that the amount has instead.
NOT = [
    ("Bygningen er forsikret for 9,5 mio. kr. i alt.", "spent"),
    ("Udlejer har tilbudt at sælge huset for 5,8 mio. kr. i år.", "spent"),
    ("Der er modtaget 31 ansøgninger for tilsammen 3,8 mio. kr. i år.", "spent"),
    ("Posthuset er sat til salg for 1,9 mio. kr. i maj.", "spent"),
    ("Der forventes et samlet forbrug på 118 mio. kr. i år.", "spent"),
    ("Bygherren har stillet sikkerhed for 1,5 mio. kr. i banken.", "received"),
    ("Salgsgevinsten på 2 mio. kr. blev overført.", "saved"),
    ("De overskydende 150.000 kr. hentes 150.000 kr. fra kassen.", "saved"),
    ("Udgiften kan ikke rummes i budgettet på 18 mio. kr. i år.", "spent"),
    ("Der er afskrevet restancer for 611.000 kr. i år.", "spent"),
]
SETTINGS = [
    # a decision that takes note of a fact adopts nothing
    ("Udvalget bemærkede, at puljen er på 2 mio. kr. i år.", Setting("decision", "GODKENDT"), "budgeted"),
    ("Udvalget bevilger 2 mio. kr. til puljen.", Setting("decision", "GODKENDT"), "decided"),
    (
        "Udvalget ønsker belyst, om den foreslåede bevilling på 2 mio. kr. rækker.",
        Setting("decision", "UDSAT"),
        "proposed",
    ),
    # a proposal that names what is in force asks for nothing of it
    ("at stadeafgiften, der er 125 kr., hæves.", Setting("proposal"), "described"),
    ("at der gives 125.000 kr. til torvet.", Setting("proposal"), "proposed"),
    ("at kælderen ikke bygges, idet prisen anslås til 4 mio. kr., der er for meget.", Setting("proposal"), "described"),
    # a promise that is handed out is a grant
    ("at meddele roklubben tilsagn om 22.000 kr. til en ponton.", Setting("decision", "GODKENDT"), "decided"),
    ("at 1 mio. kr. omplaceres til ældreområdet.", Setting("proposal"), "proposed"),
]
DIRECTIONS = [
    ("Til Statens Kunstfond er sendt en ansøgning om 450.000 kr. til en skulptur.", "income"),
    ("Vejlaget ansøger om 310.000 kr. til den private fællesvej.", "expense"),
    ("Broen er kalkuleret til 512.000 kr. med maling.", "expense"),
    ("Forpagteren betaler nu 186.000 kr. årligt.", "income"),
]


@pytest.mark.parametrize(("text", "role"), [(text, role) for role, texts in ROLES.items() for text in texts])
def test_role(text: str, role: str) -> None:
    assert _scopes(text)[0].role == role


@pytest.mark.parametrize(("text", "role"), NOT)
def test_cue_does_not_fire(text: str, role: str) -> None:
    assert _scopes(text)[-1].role != role


@pytest.mark.parametrize(("text", "setting", "role"), SETTINGS)
def test_setting(text: str, setting: Setting, role: str) -> None:
    [span] = [(found.start, found.end) for found in find_money(text)]
    [passage] = read_passages(text, [span])
    assert read_role(text, passage, setting).role == role


@pytest.mark.parametrize(("text", "direction"), DIRECTIONS)
def test_direction(text: str, direction: str) -> None:
    assert _scopes(text)[0].direction == direction


PATTERN = WordPattern([["(?:an)?søgt", r"(?<!ikke )rummes"], [r"\w*(?:budget|konto)(?:en)?", "om"], [r"[\w-]*fond"]])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ansøgt om", [(0, "ansøgt"), (1, "om")]),
        ("ansøgte omkring", []),
        ("kan ikke rummes, men rummes", [(0, "rummes")]),
        ("vejkontoen og budget", [(1, "vejkontoen"), (1, "budget")]),
        ("A.P.-fond og kultur-fond", [(2, "-fond"), (2, "kultur-fond")]),
    ],
)
def test_word_pattern_reads_as_one_alternation(text: str, expected: list[tuple[int, str]]) -> None:
    assert [(found.group, text[found.start : found.end]) for found in PATTERN.finditer(text)] == expected


@pytest.mark.parametrize("separator", ["\t", " | "])
def test_the_head_of_a_row_says_the_role(separator: str) -> None:
    rows = {"Bevilling": "14.200.000 kr.", "Forbrug": "14.655.310 kr.", "Merforbrug": "455.310 kr."}
    lines = [f"Post{separator}Beløb", *(f"{head}{separator}{amount}" for head, amount in rows.items()), ""]
    text = "\n".join(lines)
    assert [scope.role for scope in _scopes(text)] == ["budgeted", "spent", "extra"]


def test_a_row_whose_head_says_nothing_has_no_role_from_it() -> None:
    [scope] = _scopes("Post\tBeløb\nBorde og stole\t14.000 kr.\n")
    assert scope.role is None


def test_points_with_letters_are_sentences_of_their_own() -> None:
    text = "a) 60.000 kr. bevilges.\nb) Afslag.\nc) Der bevilges ikke 95.000 kr."
    layouts = read_passages(text, [(3, 13), (text.index("95"), text.index("95") + 10)])
    assert [text[p.sentence_start : p.sentence_end] for p in layouts] == [
        "a) 60.000 kr. bevilges.",
        "c) Der bevilges ikke 95.000 kr.",
    ]
