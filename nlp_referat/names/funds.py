"""Funds, foundations, endowments and named grant pools: fond, legat, pulje.

Like bodies, funds are recognised by how their names are built: a compound ("Landsbyggefonden"), a capitalised
name before the head ("Augustinus Fonden", "Den Sociale Kapitalfond", "EU's Regionalfond"), or a describing name
after it ("Pulje til styrkelse af ungeindsatsen"). Small letters count where the document names the fund elsewhere.

>>> text = "Landsbyggefondens (LBF) tilsagn og LBF's regler"
>>> [text[m.start:m.end] for m in find_funds(text)]
['Landsbyggefondens', 'LBF', "LBF's"]
"""

import re
from dataclasses import replace
from functools import cache
from typing import Final

from nlp_referat.lexicon import read_toml
from nlp_referat.names import body_grammar as grammar
from nlp_referat.names.aliases import alias_mentions, introduced, without_overlap
from nlp_referat.names.body_grammar import Head
from nlp_referat.names.canonical import Unbroken, agreed_names
from nlp_referat.text import Mention

_HEADS: Final = grammar.head_patterns({"fond": "ene|en|et", "legat": "et", "pulje": "n"})
_GAP: Final = grammar.GAP
# One capitalised word of a name: "A.P.", "EU's", "Louis-Hansens", "McKinney", "&".
_NAME_WORD: Final = r"(?:[A-ZÆØÅ][\w.'’&-]{0,30}+|&)"
_NAME_RUN: Final = re.compile(rf"(?<![\w.'’&/-]){_NAME_WORD}(?:(?:{_GAP}|{_GAP}og{_GAP}){_NAME_WORD}){{0,6}}{_GAP}?\Z")
_RUN_WORD: Final = re.compile(r"\S+")
_SUFFIX: Final = re.compile(r" (?P<word>[A-ZÆØÅ][^\W\d_]{2,20})(?![^\W_]|['’-]| [A-ZÆØÅ])")
_FOND_NAME: Final = re.compile(r"(?: for| til)? [A-ZÆØÅ][\w-]+(?: (?:og |af |i |for )?[A-ZÆØÅ][\w-]+){0,4}")
_PURPOSE: Final = re.compile(r" (?:til|for|vedr\.|vedrørende) ")
_POOL_FOR: Final = re.compile(r" for (?=[^\W\d_])")  # "til" after a pool's name tells what somebody gets from it
_PURPOSE_WORD: Final = re.compile(r"[^\W\d_]{1,40}+(?:-[^\W\d_]{1,40}+)*+-?")
# A comma goes on only as a list that "og" closes: "Pulje til leg, bevægelse og samvær".
_PURPOSE_GAP: Final = re.compile(rf"{_GAP}|, (?=[^\W\d_]{{1,30}}(?:, [^\W\d_]{{1,30}})?+ og )")
_VERB_ENDING: Final = re.compile(r".+(?:møntes|sættes|føres|deles|søges|lægges|nyttes|skrives|eres|slås|vendes)")
_PARAGRAPH: Final = re.compile(r"§ ?\d{1,3} ?[a-z]?[- ]\Z")
_SMALL_ARTICLE: Final = re.compile(r"\b[Dd]en (?:[a-zæøå]{2,20}e ){1,2}\Z")
_GENITIVE: Final = re.compile(
    r"(?:(?<=fond|ulje)|(?<=legat|onden|ondet|uljen|dania)|(?<=egatet))['’]?s\Z", re.IGNORECASE
)
_IN_SENTENCE: Final = re.compile(r"[a-zæøå,] \Z")
_LAST_WORD: Final = re.compile(r"\S+\s?\Z")


@cache
def _words(key: str) -> frozenset[str]:
    return frozenset(read_toml("funds")[key])


@cache
def _listed() -> re.Pattern[str]:
    """The names that have no regular form, longest first; a genitive may follow."""
    names = sorted(read_toml("funds")["names"], key=len, reverse=True)
    patterns = (r"\s{1,3}".join(re.escape(word) for word in name.split()) for name in names)
    return re.compile(rf"(?<![\w-])(?:{'|'.join(patterns)})(?:['’]?s)?(?![^\W_]|-[^\W\d_])")


def _run_start(text: str, head: Head) -> int:
    """Where the capitalised name before the head begins: "|Hedorfs Fond", "|Den Sociale Kapitalfond"."""
    match = _NAME_RUN.search(text, max(0, head.word - 90), head.word)
    if match is None:
        return head.word
    words = list(_RUN_WORD.finditer(match[0]))
    first = 0
    for index in range(len(words) - 1, -1, -1):
        word = words[index][0]
        if word == "og":
            # "Aage og Johanne Hansens Fond" is one name, "Realdania og Hansens Fond" are two.
            if len(words) - index < 3 or index != 1 or not _is_given_name(words[0][0]):
                first = index + 1
                break
        elif word.lower() in _words("no_prefix") or (word[-1] == "." and len(word) > 3 and word.count(".") == 1):
            first = index + 1
            break
        elif word in ("Den", "Det"):
            first = index
            break
    words = words[first:]
    if not words or words[0][0] == "&":
        return head.word
    start = match.start() + words[0].start()
    line = text.rfind("\n", start, head.word)
    if line >= 0 and words[0][0] not in ("Den", "Det"):
        # A heading above is no part of the name; a name broken in mid sentence is.
        before = text[text.rfind("\n", 0, start) + 1 : start] if start else ""
        if not before.strip(" *#-•\t"):
            rest = [match.start() + w.start() for w in words if match.start() + w.start() > line]
            return rest[0] if rest else head.word
    return start


def _is_given_name(word: str) -> bool:
    """Whether a word before "og" may be a person's first name; municipalities, funds and bodies are none."""
    small = word.lower()
    other = small in grammar.places() or small in _words("no_prefix") or _listed().fullmatch(word) is not None
    return word.isalpha() and not other and not grammar.is_body(small) and not small.endswith("fonden")


def _is_name_article(text: str, start: int) -> bool:
    """Whether the article has its capital for a name: "udmøntning af |Den store kulturpulje"."""
    return text[start] == "D" and _IN_SENTENCE.search(text, max(0, start - 3), start) is not None


def _fund(text: str, head: Head) -> tuple[int, int, bool] | None:
    """Names on -fond(en) and -legat(et): start, end, certain."""
    generic = head.stem in _words("generic_funds")
    start = _run_start(text, head) if head.word and text[head.word - 1].isspace() else head.word
    before = text[start : head.word].rstrip()
    if head.stem.endswith("-"):  # "Nordea-fonden", "Novo Nordisk-fonden"
        hyphened = (head.capital and not head.noun_capital) or head.definite
        return (start, head.end, head.capital) if hyphened else None
    if head.definite:
        if not head.stem:
            return _named_after(text, head, start)
        if not generic and head.stem != "rejse":
            listed = grammar.list_start(text, head.word, head.capital)
            end = head.end if head.genitive or not head.capital else grammar.beneficiary_end(text, head.end)
            return listed, end, text[listed].isupper() or head.stem in _words("named_funds")
        return head.word, head.end, False
    if before.startswith(("Den ", "Det ", "Den\n")) and (head.capital or not generic or len(before) > 4):
        suffix = _SUFFIX.match(text, head.end)
        if suffix is None or head.genitive or suffix["word"].lower() in _words("no_suffix"):
            return start, head.end, True
        return start, suffix.end(), True
    owner = before.rpartition(" ")[2].rpartition("\n")[2]
    if before and (owner[-1] in "s'’" or (head.noun_capital and not head.stem)):
        small = not head.capital and head.stem not in _words("named_funds") and bool(head.stem)
        end = head.end if head.stem else grammar.beneficiary_end(text, head.end, ("for", "til"))
        return None if small else (start, end, True)
    # "Danmarks Grønne Investeringsfond"
    if before and head.capital and any(word[-1] == "s" for word in before.split()):
        return start, head.end, True
    place = grammar.place_start(text, head.word, any_place=False) if head.capital and head.stem else head.word
    if place < head.word:  # "Svendborg Klimafond"
        return place, head.end, True
    article = _SMALL_ARTICLE.search(text, max(0, head.word - 50), head.word)
    if article is not None:
        if _is_name_article(text, article.start()):
            return article.start(), head.end, True
        phrase = " ".join(text[article.start() : head.end].lower().split())
        return article.start(), head.end, phrase.removesuffix("s") in _words("small_names")
    owner_word = _LAST_WORD.search(text, max(0, head.word - 20), head.word)
    if owner_word is not None:
        phrase = " ".join(text[owner_word.start() : head.end].lower().split())
        if phrase in _words("small_names"):
            return owner_word.start(), head.end, True
    return None


def _named_after(text: str, head: Head, start: int) -> tuple[int, int, bool] | None:
    """The bare head with a name beside it: "Augustinus Fonden", "Fonden for Entreprenørskab"."""
    if start < head.word:
        before = text[max(0, start - 2) : start].rstrip(" ")
        in_sentence = before != "" and before[-1] not in ".:!?\n"
        return (start, head.end, True) if head.noun_capital or in_sentence else None
    if head.noun_capital and text.startswith("Fonden ", head.word):
        after = _FOND_NAME.match(text, head.end)
        if after is not None:
            return head.word, after.end(), True
    if head.noun_capital and head.noun == "legat" and (purpose := _PURPOSE.match(text, head.end)):
        end = _purpose_end(text, purpose.end())
        return (head.word, end, True) if end else None
    return None


def _purpose_end(text: str, position: int) -> int | None:
    """End of the describing name after "Pulje til ": before a verb, a number, a full stop or a new clause."""
    end = None
    for count in range(9):
        match = _PURPOSE_WORD.match(text, position)
        if match is None:
            break
        word = match[0].lower()
        if word in _words("name_ends") or (count and _VERB_ENDING.fullmatch(word)):
            break
        if word not in _words("name_links"):  # no name ends in "af", "og", "den"
            end = match.end()
        gap = _PURPOSE_GAP.match(text, match.end())
        if gap is None or ("\n" in gap[0] and text[gap.end() : gap.end() + 1].isupper()):
            break
        position = gap.end()
    return end


def _pool(text: str, head: Head) -> tuple[int, int, bool] | None:
    """Names on -pulje(n): start, end, certain."""
    paragraph = _PARAGRAPH.search(text, max(0, head.word - 8), head.word)
    if paragraph is not None:  # "§ 18-puljen"
        return (paragraph.start(), head.end, True) if head.definite else None
    if not head.stem:
        purpose = _PURPOSE.match(text, head.end)
        if purpose is not None and (head.capital or head.definite) and not head.genitive:
            end = _purpose_end(text, purpose.end())
            return (head.word, end, True) if end is not None else None
    start = _run_start(text, head) if head.word and text[head.word - 1].isspace() else head.word
    before = text[start : head.word].rstrip()
    named = before.startswith(("Den", "Det")) or before.endswith(("s", "'", "’"))
    if named and head.capital and not head.definite:
        return start, head.end, True
    article = None if head.definite else _SMALL_ARTICLE.search(text, max(0, head.word - 50), head.word)
    if article is not None and _is_name_article(text, article.start()):
        return article.start(), head.end, True
    adjective = grammar.adjective_start(text, head.word) if head.capital and not head.definite else head.word
    if adjective < head.word and not text.startswith(("Ny", "Fælles", "Lokal"), adjective):
        return adjective, head.end, True  # "Grøn Pulje", "Grøn Omstillingspulje"
    if not head.stem or head.stem in _words("generic_pools"):
        return None
    if head.definite and head.capital and len(before.split()) > 1:
        return start, head.end, True  # "SE Blue Vækstpuljen"
    start = grammar.list_start(text, head.word, head.capital)
    known = head.stem.rstrip("-") in _words("named_pools")
    if head.definite:
        purpose = _POOL_FOR.match(text, head.end)
        end = _purpose_end(text, purpose.end()) if purpose and head.capital and not head.genitive else None
        return start, end or head.end, text[start].isupper() or known
    if text[start].isupper() and known:
        purpose = _PURPOSE.match(text, head.end)
        end = _purpose_end(text, purpose.end()) if purpose and not head.genitive else None
        return start, end or head.end, True
    return None


def _canonical(name: str) -> str:
    """The name on one line and without its genitive: "Landsbyggefondens" -> "Landsbyggefonden"."""
    name = _GENITIVE.sub("", " ".join(name.split()))
    return name if name != name.lower() else name[0].upper() + name[1:]


def _key(name: str) -> str:
    """What the spellings of one fund have in common: no case, spaces, hyphens, article."""
    return re.sub(r"[\s-]+", "", name.lower())


def find_funds(text: str) -> list[Mention]:
    """Every mention of a fund, foundation, endowment or named pool, in order, with its canonical name.

    Args:
        text: a cleaned text (`nlp_referat.text.View`).

    >>> text = "Den Sociale Kapitalfond trak sig. Aftalen med den sociale kapitalfond er ophørt."
    >>> [(text[m.start:m.end], m.canonical) for m in find_funds(text)][1]
    ('den sociale kapitalfond', 'Den Sociale Kapitalfond')
    """
    whole = Unbroken(text)
    certain: list[Mention] = []
    doubtful: list[Mention] = []
    for match in _listed().finditer(whole.text):
        certain.append(Mention(match.start(), match.end(), "FUND", _canonical(match[0])))
    for head in grammar.find_heads(whole.text, _HEADS):
        found = _pool(whole.text, head) if head.noun == "pulje" else _fund(whole.text, head)
        if found is not None:
            start, end, sure = found
            name = _canonical(whole.text[start:end])
            (certain if sure else doubtful).append(Mention(start, end, "FUND", name, score=0.95))
    keys = {_key(mention.canonical or "") for mention in certain}
    certain += [m for m in doubtful if _key(m.canonical or "") in keys]
    certain = without_overlap(certain)
    aliases = {**read_toml("funds")["abbreviations"], **_initials(certain), **introduced(whole.text, certain)}
    certain = without_overlap(certain + alias_mentions(whole.text, aliases, "FUND"))
    agreed = agreed_names((m.canonical or "" for m in certain), _key)
    return [_restored(whole, mention, agreed) for mention in certain]


def _restored(whole: Unbroken, mention: Mention, agreed: dict[str, str]) -> Mention:
    start, end = whole.span(mention.start, mention.end)
    return replace(mention, start=start, end=end, canonical=agreed[mention.canonical or ""])


def _initials(mentions: list[Mention]) -> dict[str, str]:
    """Initials of three-word names: "DSI" for Den Sociale Investeringsfond, where that is named."""
    names = sorted({mention.canonical or "" for mention in mentions if mention.canonical})
    split = ((name, name.split()) for name in names if name.startswith("Den "))
    return {"".join(w[0] for w in words): name for name, words in split if len(words) == 3 and words[2][0].isupper()}
