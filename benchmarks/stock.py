"""A stand-in for da_core_news_lg, which is too large to ship with benchmarks and tests.

`build` gives a pipeline of the same components and architectures: a tok2vec of hashed embeddings and
static vectors that morphologizer, parser and lemmatizer listen to, an attribute ruler, and a named entity
recogniser with a tok2vec of its own. Weights and vectors are random, trained for a few steps on made
sentences: its answers mean nothing, its cost is the original's, which depends on sizes only.

>>> build(vector_keys=100, steps=1).pipe_names
['tok2vec', 'morphologizer', 'parser', 'lemmatizer', 'attribute_ruler', 'ner']
"""

import random
from collections.abc import Iterator
from typing import Any, Final

import numpy
import spacy
from spacy.language import Language
from spacy.tokens import Doc
from spacy.training import Example
from spacy.vectors import Vectors

VECTOR_KEYS: Final = 500_000  # rows of 300 numbers, as in the vectors of the lg pipelines
VECTOR_WIDTH: Final = 300
WIDTH: Final = 96
DEPTH: Final = 4
ROWS: Final = {"NORM": 5000, "PREFIX": 1000, "SUFFIX": 2500, "SHAPE": 2500}
MORPH_LABELS: Final = 150  # about what the Danish Dependency Treebank has
LEMMA_TREES: Final = 300
DEPENDENCIES: Final = (
    *("acl:relcl", "advcl", "advmod", "advmod:lmod", "amod", "appos", "aux", "case", "cc", "ccomp", "compound:prt"),
    *("conj", "cop", "det", "expl", "fixed", "flat", "goeswith", "iobj", "list", "mark", "nmod", "nmod:poss", "nsubj"),
    *("nummod", "obj", "obl", "obl:lmod", "obl:tmod", "punct", "vocative", "xcomp"),
)
ENTITY_LABELS: Final = ("PER", "ORG", "LOC", "MISC")
STEPS: Final = 60

# Two sentences of one text: word, part of speech, lemma, place of the head, dependency, entity.
_WORDS: Final = (
    ("Ida", "PROPN", "Ida", 2, "nsubj", "B-PER"),
    ("Holm", "PROPN", "Holm", 0, "flat", "L-PER"),
    ("bor", "VERB", "bo", 2, "ROOT", "O"),
    ("i", "ADP", "i", 4, "case", "O"),
    ("Vejle", "PROPN", "Vejle", 2, "obl", "U-LOC"),
    (".", "PUNCT", ".", 2, "punct", "O"),
    ("Havnefonden", "PROPN", "Havnefonden", 7, "nsubj", "U-ORG"),
    ("støtter", "VERB", "støtte", 7, "ROOT", "O"),
    ("den", "DET", "den", 10, "det", "O"),
    ("danske", "ADJ", "dansk", 10, "amod", "U-MISC"),
    ("sejlsport", "NOUN", "sejlsport", 7, "obj", "O"),
    (".", "PUNCT", ".", 7, "punct", "O"),
)


def build(*, vector_keys: int = VECTOR_KEYS, steps: int = STEPS, seed: int = 0) -> Language:
    """A blank Danish pipeline with the components of da_core_news_lg, at its sizes but for the vectors.

    Args:
        vector_keys: rows of the table of static vectors.
        steps: training steps on the made sentences.
        seed: for the weights and the vectors.
    """
    spacy.util.fix_random_seed(seed)
    nlp = spacy.blank("da")
    nlp.meta.update(name="stock", version="0.0.1", description="Component layout of da_core_news_lg, random")
    examples = [_example(nlp)]
    listener = {"@architectures": "spacy.Tok2VecListener.v1", "width": WIDTH, "upstream": "tok2vec"}
    tagger = {"@architectures": "spacy.Tagger.v2", "tok2vec": listener}
    nlp.add_pipe("tok2vec", config={"model": _tok2vec(ROWS | {"SPACY": 50, "IS_SPACE": 50})})
    nlp.add_pipe("morphologizer", config={"model": tagger})
    nlp.add_pipe("parser", config={"model": _transitions("parser", listener)})
    nlp.add_pipe("trainable_lemmatizer", name="lemmatizer", config={"model": tagger, "min_tree_freq": 1})
    ruler = nlp.add_pipe("attribute_ruler")
    nlp.add_pipe("ner", config={"model": _transitions("ner", _tok2vec(ROWS))})
    nlp.vocab.vectors = _vectors(nlp, vector_keys, seed)
    for label in ENTITY_LABELS:
        nlp.get_pipe("ner").add_label(label)  # type: ignore[attr-defined]
    for label in DEPENDENCIES:
        nlp.get_pipe("parser").add_label(label)  # type: ignore[attr-defined]
    for number in range(MORPH_LABELS):
        nlp.get_pipe("morphologizer").add_label(f"POS=NOUN|Number=N{number}")  # type: ignore[attr-defined]
    optimizer = nlp.initialize(lambda: [*examples, *_lemma_examples(nlp)])
    for pattern in ("at", "som", "der"):
        ruler.add([[{"LOWER": pattern}]], {"POS": "SCONJ"})  # type: ignore[attr-defined]
    for _ in range(steps):
        nlp.update(examples, sgd=optimizer)
    return nlp


def _tok2vec(rows: dict[str, int]) -> dict[str, Any]:
    return {
        "@architectures": "spacy.Tok2Vec.v2",
        "embed": {
            "@architectures": "spacy.MultiHashEmbed.v2",
            "width": WIDTH,
            "attrs": list(rows),
            "rows": list(rows.values()),
            "include_static_vectors": True,
        },
        "encode": {
            "@architectures": "spacy.MaxoutWindowEncoder.v2",
            "width": WIDTH,
            "depth": DEPTH,
            "window_size": 1,
            "maxout_pieces": 3,
        },
    }


def _transitions(kind: str, tok2vec: dict[str, Any]) -> dict[str, Any]:
    return {
        "@architectures": "spacy.TransitionBasedParser.v2",
        "state_type": kind,
        "extra_state_tokens": False,
        "hidden_width": 64,
        "maxout_pieces": 2,
        "use_upper": True,
        "tok2vec": tok2vec,
    }


def _vectors(nlp: Language, keys: int, seed: int) -> Vectors:
    """A random table. The made words are in it; of other words about as many hit a row as chance has it."""
    table = numpy.random.default_rng(seed).standard_normal((keys, VECTOR_WIDTH), dtype="float32")
    names = [*dict.fromkeys(word for word, *_ in _WORDS), *(f"ord{number}" for number in range(keys))][:keys]
    return Vectors(strings=nlp.vocab.strings, data=table, keys=names, name="stock_vectors")


def _example(nlp: Language) -> Example:
    words, tags, lemmas, heads, dependencies, entities = (list(column) for column in zip(*_WORDS, strict=True))
    annotation = {
        "words": words,
        "pos": tags,
        "lemmas": lemmas,
        "heads": heads,
        "deps": dependencies,
        "entities": entities,
    }
    return Example.from_dict(Doc(nlp.vocab, words=words), annotation)


def _lemma_examples(nlp: Language) -> Iterator[Example]:
    """Words and lemmas with many endings: as many edit trees as real training leaves."""
    letters = random.Random(1)
    for _ in range(LEMMA_TREES):
        ending = "".join(letters.choices("abdefgiklmnoprstuvyæøå", k=3))
        word, lemma = f"ord{ending}", f"ord{ending[::-1]}e"
        yield Example.from_dict(Doc(nlp.vocab, words=[word]), {"words": [word], "lemmas": [lemma], "pos": ["NOUN"]})
