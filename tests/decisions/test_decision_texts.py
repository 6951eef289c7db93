"""Decision texts and what they decide: the table that a clerk could check line by line.

Each row is a text and its (point, label) pairs, in order. Names, places and sums are invented.
"""

import pytest
from decision_terms import COMMITTEE, COUNCIL, A, D, F, G, N, R, S, T, U, X

from nlp_referat.decisions.reading import read_decision

FORMULAS = [
    # approved
    ("Godkendt.", G),
    ("godkendt", G),
    ("GODKENDT", G),
    ("**Godkendt.**", G),
    ("_Godkendt_", G),
    ("”Godkendt”", G),
    ("- Godkendt", G),
    ("Godkendt som indstillet.", G),
    ("Godkendt i henhold til indstillingen", G),
    ("Enstemmigt godkendt.", G),
    ("Indstillingen godkendt.", G),
    ("Indstillingen blev godkendt.", G),
    ("Indstillingen er godkendt", G),
    ("Indstilling tiltrådt", G),
    ("Indstillingen tiltrådtes.", G),
    ("Tiltrådt.", G),
    ("Tiltrædes", G),
    ("Indstillingen følges.", G),
    ("Administrationens indstilling følges", G),
    ("Forvaltningens indstilling blev fulgt.", G),
    ("Udvalget fulgte indstillingen.", G),
    ("Udvalget følger forvaltningens anbefaling.", G),
    ("Vedtaget.", G),
    ("Budgettet vedtaget", G),
    ("Lokalplanen blev vedtaget endeligt.", G),
    ("Bevilget.", G),
    ("Ansøgningen imødekommet.", G),
    ("Imødekommes", G),
    ("Byrådet godkendte indstillingen.", G),
    ("Udvalget godkendte.", G),
    ("Udvalget godkender indstillingen.", G),
    ("Udvalget har godkendt indstillingen", G),
    ("Kommunalbestyrelsen besluttede at godkende anlægsregnskabet.", G),
    ("Det blev besluttet at godkende skitseprojektet.", G),
    ("Udvalget var enige om at godkende forslaget.", G),
    ("Sagen blev godkendt", G),
    ("Dagsordenen godkendt.", G),
    ("Dagsordenen blev godkendt uden bemærkninger.", G),
    ("Referatet blev godkendt og underskrevet.", G),
    ("Der meddeles dispensation.", G),
    ("Udvalget frigav 940.000 kr. til hallen.", G),
    ("Byrådet stillede garantien uden en eneste stemme imod.", G),
    ("Udvalget frigav ikke beløbet.", A),
    ("Der gives tilladelse til nedrivning.", G),
    ("Tilladelse gives", G),
    ("Udvalget meddelte dispensation til tagterrassen.", G),
    ("Anlægsbevillingen frigives", G),
    ("Der ydes et tilskud på 40.000 kr. til svømmeklubben.", G),
    ("Udvalget tilsluttede sig indstillingen.", G),
    ("Udvalget tilslutter sig forvaltningens vurdering.", G),
    ("Udvalget kan tiltræde indstillingen.", G),
    ("Som indstillet", G),
    ("Besluttet som indstillet", G),
    ("Udvalget vedtog planforslaget.", G),
    ("Byrådet vedtog, at der oprettes en ny børnehave på Lærkevej.", G),
    ("Et flertal i udvalget godkendte indstillingen.", G),
    ("Da der ikke er indkommet indsigelser, vedtages planen endeligt.", G),
    ("Udvalget godkendte at sende forslaget i høring.", G),
    ("Mødeplanen for 2025 godkendt.", G),
    # took note
    ("Taget til efterretning.", T),
    ("Tages til efterretning", T),
    ("Til efterretning", T),
    ("TIL EFTERRETNING", T),
    ("Efterretning.", T),
    ("Taget til orientering", T),
    ("Til orientering.", T),
    ("Orienteringen blev taget til efterretning.", T),
    ("Orienteringen tages til efterretning", T),
    ("Redegørelsen toges til efterretning.", T),
    ("Udvalget tog orienteringen til efterretning.", T),
    ("Udvalget tog redegørelsen om børn, unge og familier til efterretning.", T),
    ("Udvalget besluttede at tage status til efterretning.", T),
    ("Orientering givet", T),
    ("Orientering foretaget.", T),
    ("Orienteret", T),
    ("Status taget til efterretning", T),
    ("Taget ad notam", T),
    ("Der blev orienteret om anlægsarbejdet på havnen.", T),
    ("Udvalget blev orienteret om nye boligtal.", T),
    ("Forvaltningen orienterede om sommerens trafikomlægninger.", T),
    ("Formanden og direktøren orienterede kort om mødet med ministeriet.", T),
    ("Signe Vad (V) fortalte om besøget på biblioteket.", T),
    ("På mødet orienterede forvaltningen om støjmålingerne.", T),
    ("Udvalget fik en orientering om kystsikringen.", T),
    # recommends
    ("Indstilles godkendt.", R),
    ("Indstilles til godkendelse", R),
    ("Indstilles til Byrådets godkendelse", R),
    ("Anbefales.", R),
    ("Anbefales godkendt", R),
    ("Anbefalet.", R),
    ("Indstillingen anbefales.", R),
    ("Anbefales over for Byrådet", R),
    ("Udvalget anbefaler Byrådet, at lokalplanen vedtages.", R),
    ("Udvalget anbefaler indstillingen.", R),
    ("Udvalget indstiller, at bevillingen gives.", R),
    ("Udvalget besluttede at anbefale indstillingen over for Kommunalbestyrelsen.", R),
    ("Det anbefales, at projektet fremmes.", R),
    ("Fremsendes til Byrådet med anbefaling.", R),
    ("Oversendes til Økonomiudvalget med udvalgets anbefaling", R),
    ("Videresendes til Byrådet med indstilling om godkendelse", R),
    ("Godkendt til videre behandling i Byrådet", R),
    ("Indstilles afvist", R),
    ("Udvalget anbefaler afslag.", R),
    ("Udvalget kan ikke anbefale forslaget.", R),
    ("Indstillingen anbefales ikke.", R),
    ("Et flertal anbefaler, at skolen bevares.", R),
    # discussed
    ("Drøftet.", D),
    ("Sagen blev drøftet.", D),
    ("Udvalget drøftede oplægget.", D),
    ("Udvalget drøftede, hvordan borgerne kan inddrages.", D),
    ("Temadrøftelse gennemført", D),
    ("Drøftelsen blev gennemført.", D),
    ("Emnet drøftedes.", D),
    ("Udvalget havde en indledende drøftelse af strategien.", D),
    # rejected
    ("Afvist.", A),
    ("Forkastet", A),
    ("Forslaget blev forkastet.", A),
    ("Ikke godkendt.", A),
    ("Kunne ikke godkendes", A),
    ("Indstillingen blev ikke godkendt.", A),
    ("Indstillingen godkendes ikke.", A),
    ("Udvalget godkendte ikke indstillingen.", A),
    ("Udvalget kan ikke på det foreliggende grundlag godkende projektet.", A),
    ("Forslaget faldt.", A),
    ("Forslaget bortfaldt", A),
    ("Nedstemt", A),
    ("Stemt ned.", A),
    ("Imødekommes ikke", A),
    ("Ansøgningen blev ikke imødekommet.", A),
    ("Afslag", A),
    ("Der gives afslag.", A),
    ("Udvalget meddelte afslag på ansøgningen.", A),
    ("Der meddeles ikke dispensation.", A),
    ("Udvalget besluttede at afvise henvendelsen.", A),
    ("Udvalget besluttede ikke at godkende indstillingen.", A),
    ("Udvalget besluttede, at indstillingen ikke følges.", A),
    ("Udvalget undlod at godkende regnskabet.", A),
    ("Der var ikke flertal for indstillingen.", A),
    ("Et flertal stemte imod.", A),
    # put off
    ("Udsat.", U),
    ("Sagen udsættes.", U),
    ("Punktet udsat", U),
    ("Sagen udsættes til næste møde.", U),
    ("Behandlingen af sagen udsættes, idet notatet mangler.", U),
    ("Udsat til fornyet behandling", U),
    ("Genoptages på næste møde", U),
    ("Sagen genoptages på et senere møde.", U),
    ("Udvalget besluttede at udsætte sagen.", U),
    ("Udvalget udsatte punktet.", U),
    ("Udvalget ønsker sagen udsat.", U),
    ("Overføres til næste møde", U),
    # sent on
    ("Oversendes til Økonomiudvalget.", S),
    ("Oversendes til Økonomiudvalget uden anbefaling.", S),
    ("Henvist til budgetforhandlingerne", S),
    ("Henvises til budgetbehandlingen for 2026.", S),
    ("Sendes i høring.", S),
    ("Forslaget sendes i offentlig høring i otte uger.", S),
    ("Sendt tilbage til forvaltningen.", S),
    ("Sagen sendes tilbage til administrationen.", S),
    ("Hjemvist", S),
    ("Udvalget besluttede at sende sagen retur til forvaltningen.", S),
    ("Udvalget besluttede, at oplægget sendes i høring hos skolebestyrelserne.", S),
    ("Oversendt til budgetlægningen", S),
    # taken off
    ("Udgår.", X),
    ("Udgået", X),
    ("Punktet udgik.", X),
    ("Sagen udgår af dagsordenen", X),
    ("Punktet blev taget af dagsordenen.", X),
    ("Taget af dagsordenen", X),
    ("Trukket", X),
    ("Sagen er trukket tilbage.", X),
    ("Udvalget tog sagen af dagsordenen.", X),
    # none
    ("", N),
    (".", N),
    ("-", N),
    ("  \n ", N),
    ("Intet.", N),
    ("Intet at bemærke", N),
    ("Intet til referat.", N),
    ("Intet til protokollen.", N),
    ("Intet at føre til protokols.", N),
    ("Der var intet til punktet.", N),
    ("Ingen", N),
    ("Ingen bemærkninger.", N),
    ("Der var ingen meddelelser.", N),
    ("Beslutning ikke frigivet", N),
    ("Beslutningen er ikke offentlig.", N),
    ("Fortroligt", N),
    ("Lukket punkt", N),
    ("Der blev ikke truffet beslutning.", N),
    ("Fraværende: Signe Vad", N),
    # free words
    ("Udvalget besluttede, at følgende emner drøftes på et kommende møde: havnen og torvet.", F),
    ("Udvalget besluttede, at der udarbejdes en analyse af parkeringen.", F),
    ("Som ny næstformand blev valgt Ole Friis.", F),
    ("Udvalget ønsker en ny beregning til august.", F),
    ("Administrationen bemyndiges til at indgå aftalen.", F),
    ("Besigtigelse af plejehjemmet Solgården.", F),
    ("Farven på bænkene skal være grøn.", F),
    ("Underskrevet.", F),
    ("Udvalget bemærkede, at stien bør belyses.", F),
    ("De godkendte planer hænger i foyeren.", F),
    ("Der henvises til bilag 2.", F),
    ("Indsatsen for udsatte børn er vigtig.", F),
]


@pytest.mark.parametrize(("text", "label"), FORMULAS)
def test_decision_of_one_clause(text: str, label: str) -> None:
    context = COUNCIL if text.startswith(("Byrådet", "Kommunalbestyrelsen")) else COMMITTEE
    outcomes = read_decision(text, context).outcomes
    assert [(o.point, o.label) for o in outcomes] == [(None, label)]


SEVERAL = [
    # two clauses
    ("Drøftet og taget til efterretning.", [(None, D), (None, T)]),
    ("Udvalget drøftede sagen og besluttede at udsætte den.", [(None, D), (None, U)]),
    ("Udvalget drøftede, hvem der skal inviteres, og besluttede at udsætte sagen.", [(None, D), (None, U)]),
    ("Udsat og sendt tilbage til forvaltningen.", [(None, U), (None, S)]),
    ("Drøftet. Genoptages på næste møde.", [(None, D), (None, U)]),
    ("Indstillingen blev godkendt. Sagen genoptages på næste møde.", [(None, G)]),
    ("Indstillingen blev godkendt, og sagen oversendes til Byrådet.", [(None, G), (None, S)]),
    ("Anbefales. Sagen oversendes til Byrådet.", [(None, R)]),
    ("Sagen udsættes, og punktet genoptages på næste møde.", [(None, U)]),
    ("Taget til efterretning.\n\nUdvalget ønsker, at midlerne bruges i Rosenlund.", [(None, T), (None, F)]),
    ("Taget til efterretning. Udvalget opfordrer til flere cykelstativer.", [(None, T), (None, F)]),
    ("Drøftet. Udvalget bad forvaltningen om et notat til juni.", [(None, D), (None, F)]),
    ("Godkendt. Forvaltningen anmodes om at følge udgiften.", [(None, G), (None, F)]),
    ("Ingen bemærkninger. Godkendt.", [(None, G)]),
    # what stands beside a formula and gives nothing
    ("Godkendt.\n\nFraværende: Signe Vad (V)", [(None, G)]),
    ("Fraværende: \nGodkendt.", [(None, G)]),
    ("Godkendt. Forvaltningen oplyste, at prisen er uændret.", [(None, G)]),
    ("Formanden orienterede om høringssvarene. Godkendt.", [(None, G)]),
    ("Formanden orienterede om status, og udvalget tog orienteringen til efterretning.", [(None, T)]),
    ("Godkendt. Ole Friis (A) forlod mødet kl. 18.15.", [(None, G)]),
    ("Centerchef Ida Holm deltog under punktet.\nTaget til efterretning.", [(None, T)]),
    ("Godkendt. Liste Ø ønskede ført til protokol, at de ikke kan godkende prisen.", [(None, G)]),
    ("Godkendt.\nProtokoltilførsel fra Ø: Vi afviser planen. Sagen burde udsættes.", [(None, G)]),
    ("Godkendt.\nØ stemte imod, idet de ønskede sagen udsat.", [(None, G)]),
    ("Et mindretal (Ø og Å) ønskede forslaget afvist. Indstillingen blev godkendt.", [(None, G)]),
    ("Indstillingen blev godkendt, mens et mindretal ønskede den afvist.", [(None, G)]),
    ("Enhedslisten kan ikke tiltræde indstillingen. Tiltrådt.", [(None, G)]),
    ("Godkendt, jf. bilag 2, som blev omdelt.", [(None, G)]),
    ("Udvalget udtrykte ros. Godkendt.", [(None, G)]),
    # motions and amendments
    (
        "Ændringsforslaget blev forkastet med 5 stemmer mod 8. Indstillingen blev herefter godkendt.",
        [(None, G)],
    ),
    (
        "Liste Ø stillede ændringsforslag om at hæve beløbet.\nFor: Ø\nImod: A, V og C\nForslaget faldt.\n"
        "Indstillingen blev godkendt med 14 stemmer mod 3.",
        [(None, G)],
    ),
    ("Ændringsforslag fra V blev vedtaget. Indstillingen som ændret blev godkendt.", [(None, G)]),
    ("Formanden foreslog, at sagen udsættes. Godkendt.", [(None, U)]),
    ("Venstre foreslog, at sagen udsættes. Forslaget blev nedstemt. Indstillingen godkendt.", [(None, G)]),
    ("Venstre foreslog, at punktet udsættes. Forslaget blev vedtaget med 13 stemmer mod 12.", [(None, U)]),
    ("Indstillingen blev godkendt. Forslaget fra Ø blev forkastet.", [(None, G)]),
    ("Forslaget blev nedstemt med 10 stemmer mod 15.", [(None, A)]),
    # lists as content
    ("Udvalget besluttede følgende:\n1. Cyklister prioriteres.\n2. Der opsættes skilte.", [(None, F)]),
    ("Godkendt med følgende ændringer:\n1. Hegnet udgår.\n2. Sagen om porten udsættes.", [(None, G)]),
    ("Godkendt med følgende bemærkninger:\n- Prisen drøftes årligt\n- Sagen sendes i høring", [(None, G)]),
    # point by point
    ("At 1: Godkendt.\nAt 2: Drøftet.", [(1, G), (2, D)]),
    ("Ad 1) Godkendt\nAd 2) Afvist", [(1, G), (2, A)]),
    ("Ad pkt. 1 Godkendt.\nAd pkt. 2 Udsat.", [(1, G), (2, U)]),
    ("ad 1)\nGodkendt\n\nad 2)\nTaget til efterretning", [(1, G), (2, T)]),
    ("Ad. 1\n\nAnbefales.\n\nAd. 2\n\nAnbefales ikke.", [(1, R), (2, R)]),
    ("1. Indstilles godkendt\n2. Taget til efterretning", [(1, R), (2, T)]),
    ("1) Godkendt. 2) Udsat.", [(1, G), (2, U)]),
    ("1.-3. Godkendt", [(1, G), (2, G), (3, G)]),
    ("1. at: Godkendt.\n2. at: Godkendt.", [(1, G), (2, G)]),
    ("At-punkt 1 og 2 blev godkendt. At-punkt 3 blev forkastet.", [(1, G), (2, G), (3, A)]),
    ("Pkt. 1-2 godkendt, pkt. 3 udsat.", [(1, G), (2, G), (3, U)]),
    ("Pkt. 1 og 2: Godkendt. Pkt. 3: Sendes tilbage til forvaltningen.", [(1, G), (2, G), (3, S)]),
    ("Punkt 1: Godkendt\nPunkt 2: Ikke godkendt", [(1, G), (2, A)]),
    ("Indstillingens punkt 1-2 godkendt.", [(1, G), (2, G)]),
    ("**Ad 1:** Godkendt.\n**Ad 2:** Godkendt.", [(1, G), (2, G)]),
    ("Godkendt, dog ikke pkt. 3.", [(None, G), (3, A)]),
    ("Godkendt med undtagelse af pkt. 2, som udsættes.", [(None, G), (2, U)]),
    ("Ad 1: Godkendt.\nØ stemte imod.\nAd 2: Godkendt.", [(1, G), (2, G)]),
    ("At 1: Godkendt.\n(A) stemmer imod, idet planen er for dyr.\nAt 2: Godkendt.", [(1, G), (2, G)]),
    # subordinate clauses tell, they do not decide
    ("Udvalget ønsker at se planen, når den er godkendt.", [(None, F)]),
    ("Udvalget drøftede planen, som Byrådet godkendte i maj.", [(None, D)]),
    ("Udvalget drøftede budgettet, der er godkendt af Byrådet.", [(None, D)]),
    ("Udvalget blev orienteret om, at Byrådet har godkendt planen.", [(None, T)]),
    ("Formanden orienterede om, at Økonomiudvalget har afvist ansøgningen.", [(None, T)]),
    ("Udvalget anbefaler, at planen vedtages, og at indsigelsen afvises.", [(None, R)]),
    ("Tiltrådt, idet Byrådet skal godkende regnskabet.", [(None, G)]),
    ("Planen skal godkendes af Byrådet i september.", [(None, F)]),
    ("Udvalget besluttede, at planen skal sendes i høring.", [(None, S)]),
    ("Forslaget skal sendes i høring inden sommerferien.", [(None, F)]),
    ("Udvalget overvejer at godkende planen.", [(None, F)]),
    ("Sagen er under behandling. Når budgettet er vedtaget, vender forvaltningen tilbage.", [(None, F)]),
    ("Udvalget afventer Byrådets godkendelse.", [(None, F)]),
    ("Tidligere godkendt.", [(None, F)]),
    # the main clause goes on behind them
    ("Forslaget om at oprette et ungeråd blev afvist.", [(None, A)]),
    ("Forslaget, som Ole Friis havde stillet, blev forkastet.", [(None, A)]),
    ("Udvalget tog sagen til efterretning og bad om en ny status.", [(None, T), (None, F)]),
    ("Udvalget godkendte planen og besluttede, at der laves en evaluering.", [(None, G), (None, F)]),
    # approving a refusal in one's own words
    ("Udvalget godkendte forslaget om at afvise ansøgningen.", [(None, A)]),
    ("Udvalget godkendte, at der meddeles afslag.", [(None, A)]),
    ("Udvalget godkendte, at planen vedtages, og at indsigelsen afvises.", [(None, G)]),
    # points named as objects
    ("Udvalget godkendte indstillingens pkt. 1 og 2, mens pkt. 3 udsættes.", [(1, G), (2, G), (3, U)]),
    ("Udvalget godkendte pkt. 1-2 og afviste pkt. 3.", [(1, G), (2, G), (3, A)]),
    ("a) Godkendt\nb) Udsat", [(None, G), (None, U)]),
    ("Orientering om:\n1. Ny skoleleder\n2. Vandskade på biblioteket", [(None, T)]),
    # split over lines by the page
    ("Oversendes til\nØkonomiudvalget med ud-\nvalgets anbefaling.", [(None, R)]),
    ("Udvalget tog orienteringen til efter-\nretning.", [(None, T)]),
    # damaged by the scan
    ("Godkendl.", [(None, G)]),
    ("Tiltradt", [(None, G)]),
    ("Til efterretniug", [(None, T)]),
]


@pytest.mark.parametrize(("text", "expected"), SEVERAL)
def test_decision_of_several_clauses(text: str, expected: list[tuple[int | None, str]]) -> None:
    outcomes = read_decision(text, COMMITTEE).outcomes
    assert [(o.point, o.label) for o in outcomes] == expected


MINIMAL_PAIRS = [
    ("Indstillingen blev godkendt.", G, "Indstillingen blev ikke godkendt.", A),
    ("Ansøgningen imødekommes.", G, "Ansøgningen imødekommes ikke.", A),
    ("Der meddeles dispensation.", G, "Der meddeles ikke dispensation.", A),
    ("Indstilles godkendt.", R, "Godkendt som indstillet.", G),
    ("Udvalget besluttede at godkende planen.", G, "Udvalget besluttede at forkaste planen.", A),
    ("Udvalget besluttede at godkende planen.", G, "Udvalget besluttede at drøfte planen igen.", F),
    ("Oversendes til Byrådet med anbefaling.", R, "Oversendes til Byrådet uden anbefaling.", S),
    ("Udvalget godkendte at sende planen i høring.", G, "Udvalget besluttede at sende planen i høring.", S),
    ("Orienteringen taget til efterretning.", T, "Orienteringen taget af dagsordenen.", X),
    ("Sagen drøftes.", D, "Sagen drøftes på næste møde.", U),
    ("Udvalget udsatte sagen.", U, "Udvalget hjælper udsatte borgere.", F),
    ("Udvalget fulgte indstillingen.", G, "Udvalget fulgte ikke indstillingen.", A),
    ("Forslaget faldt.", A, "Forslaget vedtaget.", G),
    ("Forvaltningen anbefaler planen. Drøftet.", D, "Udvalget anbefaler planen.", R),
    ("Intet at bemærke.", N, "Intet at bemærke. Godkendt.", G),
    ("Midlerne frigives.", G, "Beslutning ikke frigivet.", N),
    ("Punktet udgår.", X, "Godkendt, idet sidste afsnit udgår.", G),
    ("Der er flertal. Godkendt.", G, "Der er ikke flertal for forslaget.", A),
]


@pytest.mark.parametrize(("one", "label", "other", "other_label"), MINIMAL_PAIRS)
def test_one_word_changes_the_answer(one: str, label: str, other: str, other_label: str) -> None:
    assert [o.label for o in read_decision(one, COMMITTEE).outcomes] == [label]
    assert [o.label for o in read_decision(other, COMMITTEE).outcomes] == [other_label]


def test_evidence_is_the_clause_in_the_source() -> None:
    text = "Formanden bød velkommen.\n\n**Indstillingen blev godkendt.**\nFraværende: Signe Vad"
    (outcome,) = read_decision(text, COMMITTEE).outcomes
    assert outcome.text == "Indstillingen blev godkendt"
    assert text[outcome.start : outcome.end] == outcome.text


def test_evidence_of_joined_clauses_is_apart() -> None:
    outcomes = read_decision("Udvalget drøftede sagen og besluttede at udsætte den.", COMMITTEE).outcomes
    assert [o.text for o in outcomes] == ["Udvalget drøftede sagen", "besluttede at udsætte den"] or [
        o.text for o in outcomes
    ] == ["Udvalget drøftede sagen og besluttede at", "udsætte den"]


@pytest.mark.parametrize("text", [text for text, _ in FORMULAS] + [text for text, _ in SEVERAL])
def test_offsets_and_order_hold_everywhere(text: str) -> None:
    reading = read_decision(text, COUNCIL)
    assert reading.outcomes
    assert [o.start for o in reading.outcomes] == sorted(o.start for o in reading.outcomes)
    for outcome in reading.outcomes:
        assert text[outcome.start : outcome.end] == outcome.text
    assert reading == read_decision(text, COUNCIL)


def test_whole_field_formula_is_surer_than_a_wording_inside_a_sentence() -> None:
    formula = read_decision("Indstillingen blev godkendt.", COMMITTEE).outcomes[0]
    inside = read_decision("Planen for havnens østlige del blev efter en del debat godkendt.", COMMITTEE).outcomes[0]
    assert formula.score == 0.99
    assert inside.label == "GODKENDT"
    assert inside.score < formula.score
