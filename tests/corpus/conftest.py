"""What the tests of the corpus tooling share."""

import pytest

from nlp_referat.corpus.document import Document
from nlp_referat.corpus.marked import parse

SMALL = """id: {id}
municipality: Vester Kommune
layout: api
committee: Byrådet
date: 2024-03-12
present: Ida Holm
facts: final; votes; scope
---
Vester Kommune, Byrådet. Til stede: ⟦PERSON:Ida
Holm⟧

 Punkt 1: ⟦ITEM 1 case=24-1 kind=B:Sti ved ⟦LOC:Åen⟧⟧
⟦?ORG:Æ & "Ø" \\ A/S⟧ får ⟦MONEY=350000 max role=decided in=each_year,2025..:\
350 t.kr.⟧ 💩 i\u00a0alt, ⟦PERCENT=2..3:2-3 pct.⟧\t.

Beslutning
⟦OUT INDSTILLES proposal=GODKENDT recipient=Byrådet final=no unanimous:Indstilles⟧. ⟦PAST UDSAT:Udsat i ⟦COMMITTEE:BUU⟧⟧
⟦OUT INGEN_BESLUTNING:⟧
"""


@pytest.fixture
def document() -> Document:
    """A document with everything in it: a broken name, quotes, an astral letter, an empty outcome."""
    return parse(SMALL.format(id="vester-1"))
