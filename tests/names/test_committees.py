"""COMMITTEE: names as they stand in minutes of any municipality. Written with the rules; all sentences invented."""

import pytest
from growth import assert_linear
from marked import unmark

from nlp_referat.names.aliases import initials
from nlp_referat.names.canonical import Unbroken, agreed_names, canonical_committee, committee_key
from nlp_referat.names.committees import find_committees, parse_committee

NAMED = [
    "Sagen behandles i [[Børne-, Unge- og Familieudvalget]] den 3. marts.",
    "[[Klima- Miljø- og Teknikudvalget]] drøftede sagen.",
    "[[Ældre og Sundhedsudvalget]] tog sagen til efterretning.",
    "[[Udvalget for Teknik, Miljø og Klima]] anbefaler, at planen vedtages.",
    "[[Udvalget for Børn, Unge og Familie]] drøfter sagen på næste møde.",
    "Direktionen og [[Økonomiudvalget]] har drøftet sagen.",
    "Forvaltningen indstiller til [[Teknisk Udvalg]], at planen godkendes.",
    "[[Teknisk udvalg]] har godkendt planen.",
    "Sagen sendes til [[Det Lokale Beskæftigelsesråd]] og [[Handicaprådet]].",
    "[[§ 17, stk. 4-udvalget]] har afgivet sin rapport.",
    "Et § 17, stk. 4-udvalg kan nedsættes af [[kommunalbestyrelsen]].",
    "[[Handicaprådet]], [[Ældrerådet]], [[Seniorrådet]] og [[Ungerådet]] er hørt.",
    "[[Faxe Kommunes Byråd]] vedtog planen, og [[Lyngby-Taarbæk Kommunalbestyrelse]] fulgte efter.",
    "[[Valby Lokaludvalg]] og [[Indre By Lokaludvalg]] har svaret.",
    "[[Regionsrådet]] i Region Sjælland",
    "[[Region Sjællands Regionsråd]] har møde.",
    "[[Børne- og ungeudvalget]] og [[økonomiudvalget]] har godkendt.",
    "[[social- og sundhedsudvalget]] har godkendt.",
    "[[Kultur- og Fritidsudvalgets]] budget.",
    "[[Udvalget for Kultur og Fritid]], [[Økonomiudvalget]] og [[Byrådet]].",
    "Indstilling til [[Økonomi- og Erhvervsudvalget]] samt [[Borgerrepræsentationen]].",
    "Formanden for [[Udvalget for Grøn Omstilling]] bød velkommen.",
    "[[UDVALGET FOR KULTUR OG FRITID]]",
    "[[Folkeoplysningsudvalget]] og [[Hegnsynet]] er hørt.",
    "[[Bevillingsnævnet]], [[Huslejenævnet]] og [[Beboerklagenævnet]] er hørt.",
    "[[Magistraten]] tiltrådte. [[Forretningsudvalget]] godkendte.",
    "Det nye [[Børne- og Skoleudvalg]] konstituerer sig.",
    "Indkaldt er [[Opgaveudvalget Fremtidens Skole]].",
    "[[Det Regionale Arbejdsmarkedsråd]] har svaret.",
    "[[Økonomi og Planudvalg]]",
    "[[Sundhedssamarbejdsudvalget]] og [[Kontaktudvalget]].",
    "[[Rådet for Socialt Udsatte]] er hørt.",
    "[[Grønt Råd]] har drøftet det.",
    "[[Plan- og Teknikudvalget]]_2. marts",
    "Se **[[Erhvervs- og  \nArbejdsmarkedsudvalget]]**",
    "Sag fra [[Arbejdsmarkeds-\nudvalget]] her.",
    "Sag fra [[Erhvervs- og Arbejds-\nmarkedsudvalget]] her.",
    "Sag til [[Kommunal-\nbestyrelsen]] her.",
    "[[Social- og Sundhedsudvalget]] og [[Børne- og Skoleudvalget]] holder fællesmøde.",
    "[[Natur-, miljø- og klimaudvalget]] besøger havnen.",
    "Formand for [[Beskæftigelses- og Integrationsudvalget]], Per Hansen, og [[Social & Ældreudvalget]].",
    "Medlem af [[Udvalget for Kultur]] Lene Holm.",
    "[[Udvalget for Social og Sundhed]] behandler sagen.",
    "[[Udvalget for Klima og grøn omstilling]] behandler sagen.",
    "[[Udvalget for Byudvikling og Almene Boliger]] behandler sagen.",
    "[[Teknik- og Miljø Udvalget]] behandler.",
    "[[Klima-udvalget]] besluttede.",
    "Der er valg til [[byrådet]] i november.",
    "Kommunens [[Handicapråd]] skal høres.",
    "[[Odense Byråds]] beslutning.",
    "Køge og [[Stevns Kommunalbestyrelse]].",
    "[[Ankenævnet for Patienterstatningen]]",
    "[[Miljø- og Fødevareklagenævnet]] har stadfæstet afgørelsen.",
    "[[Planklagenævnet]] har hjemvist sagen.",
    "[[Erhvervs- og Beskæftigelsesudvalget]] ([[EBU]]) mødes. [[EBU's]] budget. Sagen gik til [[EBU]].",
    "Sagen behandles i [[ØU]] og [[KB]].",
    "[[MBU]]/[[BSU]]/[[ØU]]/[[KB]] - Budgetopfølgning",
    "Beslutningskompetence: [[KB]]",
    "Sagsforløb: [[TMU]], [[ØU]], [[BY]]",
    "[[Køge Erhvervsudviklingsråd]] ([[EUR]]) får 1,7 mio. EUR. [[EUR]] mødes igen.",
    "Medlemmer af [[Socialudvalget]] (SF) og [[Økonomiudvalget]] (DF). SF og DF stemte imod.",
    "[[Teknik- og Miljøudvalget]] har møde. I [[TMU]] blev sagen drøftet.",
    "[[Socialudvalget]] drøftede SU til unge.",
    "[[Kommunalbestyrelsen]] vedtog. [[KB]] mødes.",
    "[[TMU]] anbefaler indstillingen. [[TMU]] og forvaltningen.",
    "[[Beredskabskommissionen]] og [[Taksationskommissionen]] er nedsat. Europa-Kommissionen svarede.",
    "[[Byrådets]] medlemmer",
    "Indstillingen går videre til [[Plan-, Bolig- og Erhvervsudvalget]] og derefter til [[Kommunalbestyrelsen]].",
    "[[Vej- og Trafikudvalget]], [[Park & Naturudvalget]] samt [[Kultur, Fritid og Idrætsudvalget]] er hørt.",
    "Formanden for [[Udvalget for Arbejdsmarked og Erhverv]], Jonna Krogh, orienterede.",
    "[[Udvalget for Sundhed, Ældre og Handicap]] holder møde den 4. juni.",
    "[[Udvalget for Landdistrikter, Natur og Turisme]] besøgte øen.",
    "Sagen er drøftet i [[Det Tværgående Ungeudvalg]] og i [[Ungdomsrådet]].",
    "[[Trafiksikkerhedsrådet]] anbefaler et fodgængerfelt.",
    "[[Ældrerådets]] formand",
    "Det kommende [[Ældre- og Omsorgsudvalg]] får ni medlemmer.",
    "Formandskabet for Kommunernes Landsforening og KL's [[Sundheds- og Ældreudvalg]].",
    "Redningsberedskabets [[Beredskabskommission]] mødes.",
    "Det er [[byrådet]], der har kompetencen. [[Byrådet]] 2022-2025.",
    "Møde i [[Hørsholm Kommunalbestyrelse]] den 3. maj.",
    "Mødet i [[Frederiksberg Kommunalbestyrelse]] og [[Ringkøbing-Skjern Byråd]].",
    "[[Aabenraa Byråd]] og [[Aarhus Byråd]] samt [[Høje-Taastrup Byråd]].",
    "Sagsfremstilling\n[[Byrådet]]",
    "Direktionen, [[Udvalget for Kultur og Fritid]], Direktionen.",
    "Borgmesterens afdeling indstiller til [[Magistraten]] og [[Aarhus Byråd]].",
    "[[SOCIALUDVALGET]]\nMØDE NR. 4",
    "[[Teknik & Miljøudvalget]] 12. maj kl. 15",
    "Bygge- og Teknikforvaltningen indstiller til [[Bygge- og Teknikudvalget]].",
    "[[Fritidsudvalget]] og sportsudvalg",
    "[[Sundheds- og Omsorgsudvalget]] samt [[Beskæftigelses- og Integrationsudvalget]] godkendte.",
    "En arbejdsgruppe under [[Børneudvalget]] og et underudvalg.",
    "[[Integrationsrådet]] og [[Udsatterådet]] er nedsat af [[Kommunalbestyrelsen]].",
    "[[Økonomi- og Planudvalget]]\tMøde 3",
    "| [[Økonomiudvalget]] | 12 | [[Byrådet]] | 14 |",
    "[[Økonomiudvalget]]: 12. maj. [[Byråd]]: 26. maj.",
    "Indstilling fra [[Social- og Arbejdsmarkedsudvalget]] den 3. marts: Godkendt.",
    "Valg af medlem til [[Hegnsyn]] og [[Huslejenævn]].",
    "Medlem af [[Beboerklagenævnet]] og af skolebestyrelsen.",
    "Sagen sendes i høring i [[Skolerådet]] og i [[Børne- og Ungerådet]].",
    "Brugen af ØU-midler. [[ØU]] mødes 3. maj.",
    "I [[PMU]] og [[ØU]]?",
    "Sagen forelægges [[BSU]] den 3. maj og [[ØU]] den 7. maj.",
    "Sagsgang: [[BFU]] → [[ØU]] → [[KB]].",
    "([[PMU]]/[[ØU]]/[[KB]])",
    "[[Byrådet]] ([[BY]])",
    "[[Børne- og Uddannelsesudvalget]] (herefter [[BUU]])",
    "[[Forretningsudvalget]] og [[Regionsrådet]] godkendte. [[Udvalget for Nære Sundhedstilbud]] fik sagen.",
    "[[Social- og Psykiatriudvalget]] i Region Nordjylland.",
    "[[Kultur- og Idrætsudvalget]], der er nyt, mødes.",
    "[[Klimarådet]] og Vismandsrådet har udgivet rapporter.",
    "Det særlige [[§ 17, stk. 4-udvalg om Bosætning]] mødes.",
    "I [[Turismeudvalget]] og [[Erhvervs-, Beskæftigelses- og Kulturudvalget]] enedes man.",
    "[[Teknik- & Miljøudvalget]]",
    "Sag nr. 4 [[Børne -og Ungeudvalget]]",
    "[[Job- og Vækstudvalget]] og [[Ø-udvalget]] mødes.",
    "Ny formand i [[Landsbyrådet]].",
    "[[Sundhedsrådet]] og [[Psykiatriudvalget]] fik sagen.",
    "Medlemmer: [[Børne- og Kulturudvalget]] 7, [[Teknisk Udvalg]] 5.",
    "[[Social-, Sundheds- og\nSeniorudvalget]] godkendte.",
    "[[Region Hovedstadens Regionsråd]] godkendte.",
    "Tal fra [[Det Regionale Arbejdsmarkeds Råd]] ([[RAR]]). [[RAR Sjælland]] og [[KKR Hovedstaden]] mødes.",
]

# Generic words, compounds, associations, and bodies that are none of local, regional or state government.
UNNAMED = [
    "Der nedsættes et udvalg, og udvalget holder møde hver måned. Fagudvalgene orienteres.",
    "I byrådsperioden holdes udvalgsmøder, og udvalgsformanden deltager.",
    "Vi giver råd og vejledning. Et udvalg af bøger. Området er stort.",
    "Beskæftigelsesområdet og Socialområdet er ens.",
    "Aarhus har et byråd, og ethvert byråd skal lave budget.",
    "FN's Sikkerhedsråd og Sikkerhedsrådet og Europarådet mødes.",
    "Menighedsrådet i Hellested har søgt.",
    "Nyt Udvalg konstituerer sig.",
    "Dialogforum, Elevrådet og Forældrerådet er hørt. Skolebestyrelsen har svaret.",
    "MED-udvalget og Hovedudvalget er hørt.",
    "Folketinget, Finansministeriet og Direktionen er orienteret.",
    "Et bredt udvalg af varer i Bogudvalget.",
    "Ansættelsesudvalget består af to medlemmer.",
    "Rådet består af ni medlemmer.",
    "Der er 1,7 mio. EUR til EU-projektet. FGU og STU. Filen er 200 KB.",
    "BY OG LAND er en rapport om BR18.",
    "ØU-sagen og KB-møde.",
    "Kommunalbestyrelserne i regionen samt udvalgene i byrådene.",
    "Byrådssalen og Udvalgslokale 3.",
    "Trafik- og byrådsbudget",
    "byråds- og udvalgsmøder",
    "På udvalgs mødet blev det drøftet. Byråds mødet er flyttet.",
    "Hvert fagudvalg skal aflevere; økonomiudvalg i andre kommuner gør ligeså.",
    "Et nyt socialudvalg er på vej i en anden kommune.",
    "Der er udarbejdet et katalog med gode råd til forældre.",
    "Forældreråd og elevråd er hørt; brugerrådet på plejecentret ligeså.",
    "Sikkerhedsrådgivning og rådgivning om gæld.",
    "Hovedudvalget og MED-udvalgene er hørt. Medarbejderne i Lokal-MED ligeså.",
    "Der var godt vejr i området og på rådhuset. Byrådssekretariatet noterede.",
    "Partierne SF, DF og KF stemte imod; LA undlod.",
    "Uddannelser: STU, FGU, EUD og HF.",
    "AAU og SDU deltager, og KU er inviteret.",
    "Udvalget består af fem medlemmer. Udvalgets formand. Udvalget for god ordens skyld.",
    "Udvalget for orienterede om planen, og udvalget med flest medlemmer vandt.",
    "Et udvalg for bosætning nedsættes. Udvalgets arbejde for børn og unge roses.",
]


@pytest.mark.parametrize("marked", NAMED)
def test_finds_the_marked_bodies(marked: str) -> None:
    text, expected = unmark(marked)
    assert expected
    assert [f"{m.start}:{text[m.start : m.end]}" for m in find_committees(text)] == expected


@pytest.mark.parametrize("text", UNNAMED)
def test_finds_no_body(text: str) -> None:
    assert find_committees(text) == []


@pytest.mark.parametrize(
    ("line", "name", "written"),
    [
        (
            "REFERAT Erhvervs- og Arbejdsmarkedsudvalget 2022-2025 d. 07-02-2023",
            "Erhvervs- og Arbejdsmarkedsudvalget",
            "Erhvervs- og Arbejdsmarkedsudvalget",
        ),
        ("Økonomiudvalget – Referat – 1. oktober 2018", "Økonomiudvalget", "Økonomiudvalget"),
        ("Referat - Kommunalbestyrelsen den 28. oktober 2014", "Kommunalbestyrelsen", "Kommunalbestyrelsen"),
        ("Udvalg: Teknik- og Miljøudvalget", "Teknik- og Miljøudvalget", "Teknik- og Miljøudvalget"),
        ("UDVALGET FOR KULTUR OG FRITID", "Udvalget for Kultur og Fritid", "UDVALGET FOR KULTUR OG FRITID"),
        ("Udvalget for Børn og Unge", "Udvalget for Børn og Unge", "Udvalget for Børn og Unge"),
        ("Udvalg for Børn og Unge", "Udvalget for Børn og Unge", "Udvalg for Børn og Unge"),
        ("TEKNISK UDVALG", "Teknisk Udvalg", "TEKNISK UDVALG"),
        ("Socialudvalg", "Socialudvalget", "Socialudvalg"),
        ("BYRÅDET", "Byrådet", "BYRÅDET"),
        ("Køge Byråd", "Køge Byråd", "Køge Byråd"),
        ("Det Grønne Udvalg", "Det Grønne Udvalg", "Det Grønne Udvalg"),
        ("KLIMA-, MILJØ- OG TEKNIKUDVALGET", "Klima-, Miljø- og Teknikudvalget", "KLIMA-, MILJØ- OG TEKNIKUDVALGET"),
        ("Kultur og Fritidsudvalget", "Kultur og Fritidsudvalget", "Kultur og Fritidsudvalget"),
        ("Udvalget for Social\nReferat", "Udvalget for Social", "Udvalget for Social"),
        (
            "# Referat **Udvalget for Plan og Teknik** tirsdag",
            "Udvalget for Plan og Teknik",
            "Udvalget for Plan og Teknik",
        ),
        ("Åbent referat for Byrådets møde den 3.", "Byrådet", "Byrådets"),
        ("Beslutning i Økonomiudvalget den 16-03-2026", "Økonomiudvalget", "Økonomiudvalget"),
        (
            "Erhvervs- og\nArbejdsmarkedsudvalget",
            "Erhvervs- og Arbejdsmarkedsudvalget",
            "Erhvervs- og\nArbejdsmarkedsudvalget",
        ),
    ],
)
def test_parses_a_heading(line: str, name: str, written: str) -> None:
    found = parse_committee(line)
    assert found is not None
    assert (found[0], line[found[1] : found[2]]) == (name, written)


@pytest.mark.parametrize(
    "line", ["", "Indholdsfortegnelse", "Udvalg", "Mødelokale Udvalgslokale 3", "Byrådsmøde den 3. maj 2021", "Området"]
)
def test_parses_no_body_in_other_lines(line: str) -> None:
    assert parse_committee(line) is None


@pytest.mark.parametrize(
    ("written", "canonical"),
    [
        ("Erhvervs- og  \nArbejdsmarkedsudvalgets", "Erhvervs- og Arbejdsmarkedsudvalget"),
        ("Arbejdsmarkeds-\nudvalget", "Arbejdsmarkedsudvalget"),
        ("Social- og Beskæftigelsesudvalg", "Social- og Beskæftigelsesudvalget"),
        ("byrådets", "Byrådet"),
        ("Beskæftigelses & Integrationsudvalgets", "Beskæftigelses & Integrationsudvalget"),
        ("Teknisk udvalgs", "Teknisk Udvalg"),
        ("Udvalget for Kultur og Fritids", "Udvalget for Kultur og Fritid"),
        ("Faxe Kommunes Byråd", "Faxe Kommunes Byråd"),
        ("Stevns Kommunalbestyrelse", "Stevns Kommunalbestyrelse"),
        ("Køge Kommunes Kultur- og Fritidsudvalgs", "Køge Kommunes Kultur- og Fritidsudvalg"),
        ("børne- og ungeudvalget", "Børne- og Ungeudvalget"),
        ("Borgerrepræsentationens", "Borgerrepræsentationen"),
        ("Grønt Råd", "Grønt Råd"),
        ("", ""),
    ],
)
def test_canonical_name(written: str, canonical: str) -> None:
    assert canonical_committee(written) == canonical
    assert canonical_committee(canonical) == canonical


def test_variants_of_a_document_share_the_frequent_name() -> None:
    text = "Natur & Miljøudvalget mødes. Natur- og miljøudvalget mødes. Natur & Miljøudvalgets møde er slut."
    assert {m.canonical for m in find_committees(text)} == {"Natur & Miljøudvalget"}
    assert agreed_names(["byrådet", "byrådet", "Byrådet"]) == {"byrådet": "Byrådet", "Byrådet": "Byrådet"}
    assert committee_key("Ældre og Sundhedsudvalget") == committee_key("Ældre- og Sundhedsudvalget")


def test_abbreviation_has_the_full_name() -> None:
    text = "EBU mødes. Erhvervs- og Beskæftigelsesudvalget (EBU) indstiller til ØU."
    names = ["Erhvervs- og Beskæftigelsesudvalget"] * 3 + ["Økonomiudvalget"]
    assert [m.canonical for m in find_committees(text)] == names
    text = "Forkortelser: KIL = Kultur- og Landdistriktsudvalget. KIL tiltrådte, at der gives 2 t. KIL."
    assert [m.start for m in find_committees(text)] == [14, 20, 54]  # the last is no body, but a unit


def test_the_meetings_own_body_explains_its_initials_and_small_letters() -> None:
    text = "På mødet drøftede KFU planen. Det tidligere trivselsråds- og spejderudvalg deltog ikke."
    assert [text[m.start : m.end] for m in find_committees(text)] == []
    assert [text[m.start : m.end] for m in find_committees(text, own="Kultur- og Fritidsudvalget")] == ["KFU"]
    assert initials("Økonomiudvalget") == {"ØU"} | initials("Økonomiudvalg")


@pytest.mark.parametrize("text", ["", "-\n", "a-\nb-\nc", "Kommunal-\nbestyrelsen og By-\n rådet.", "Børne-\nog"])
def test_unbroken_text_leads_back(text: str) -> None:
    whole = Unbroken(text)
    for index, letter in enumerate(whole.text):
        start, end = whole.span(index, index + 1)
        assert text[start:end] == letter


@pytest.mark.parametrize(
    "text", ["udvalget for ", "Udvalg for", "§ 17, stk. 4-udvalg om ", "Køge", "Det Udvalg", "\ud800udvalget"]
)
def test_survives_cut_text(text: str) -> None:
    assert find_committees(text) == []
    assert find_committees(text + "\nByrådet")[-1].canonical == "Byrådet"


UNITS = ["1.", "A-, ", "A- ", " ", "og ", "udvalg ", "Udvalg ", "-\n", "Udvalget for A, B, ", "Børne- og ", "udvalg"]
UNITS += [
    "a",
    "EU/",
    "ØU/KB/",
    "(",
    "Socialudvalget (",
    "Klima, ",
    "§ 17, stk. 4-udvalg om A, ",
    "Køge Byråd",
    "\n",
    "Råd ",
]


@pytest.mark.parametrize("unit", UNITS)
def test_time_grows_linearly(unit: str) -> None:
    assert_linear(find_committees, unit)
