"""What the tests of training share: a dozen small documents, and a stand-in for an encoder."""

from pathlib import Path

import pytest

from nlp_referat.corpus.document import Document
from nlp_referat.corpus.marked import parse
from nlp_referat.corpus.storage import write_documents

_MINUTES = """id: {id}
municipality: {town} Kommune
committee: Byrådet
date: 2024-03-12
---
{town} Kommune, Byrådet den 12. marts 2024

Punkt 1: ⟦ITEM 1:Ny sti ved ⟦LOC:{place}⟧⟧

⟦PERSON:{person}⟧ skriver til ⟦COMMITTEE:Byrådet⟧, at ⟦ORG:Foreningen {place}⟧ har søgt ⟦FUND:{place}puljen⟧ om støtte.
Forvaltningen har talt med ⟦PERSON:{other}⟧ om sagen, og stien koster ⟦MONEY=350000:350 t.kr.⟧ i alt.

Beslutning

⟦OUT {label}:{decision}⟧.
"""


def minutes(id: str, town: str, person: str, other: str, label: str, decision: str) -> Document:
    """A small annotated document."""
    place = f"{town}bakken"
    return parse(
        _MINUTES.format(id=id, town=town, place=place, person=person, other=other, label=label, decision=decision)
    )


PEOPLE = ("Ida Holm", "Jonas Brix", "Fatma Yıldız", "Per Krogh Lund", "Signe Aagaard", "Torben Bro", "Anne Dam")
TOWNS = (
    "Aaby",
    "Brobæk",
    "Dalum",
    "Egeby",
    "Fjordby",
    "Gammelby",
    "Højby",
    "Indby",
    "Kærby",
    "Lundby",
    "Møllby",
    "Nyby",
)
DECISIONS = (("GODKENDT", "Godkendt"), ("UDSAT", "Sagen hviler til maj"), ("AFVIST", "Byrådet sagde nej"))


@pytest.fixture(scope="session")
def documents() -> list[Document]:
    """A document of each town."""
    return [
        minutes(f"d{place}", town, PEOPLE[place % 7], PEOPLE[(place + 3) % 7], *DECISIONS[place % 3])
        for place, town in enumerate(TOWNS)
    ]


@pytest.fixture(scope="session")
def corpus(documents: list[Document], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with train.jsonl (all documents but one) and dev.jsonl."""
    folder = tmp_path_factory.mktemp("corpus")
    write_documents(folder / "train.jsonl", documents[:-1])
    write_documents(folder / "dev.jsonl", documents[-1:])
    return folder


@pytest.fixture(scope="session")
def start(documents: list[Document], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A Hugging Face folder with a random encoder, to start training from."""
    torch = pytest.importorskip("torch")
    torch.set_num_threads(1)  # more of them wait for each other when other tests run beside
    from training.tiny import make_encoder

    folder = tmp_path_factory.mktemp("start")
    make_encoder(folder, [document.text for document in documents], pieces=300)
    return folder
