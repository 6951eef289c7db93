"""Every item of a document with its nature, formality, subject and key.

>>> item = Item(number="1", title="Godkendelse af dagsorden", case_number="00.22.02-A26-1-26", start=0, end=9)
>>> told = with_topics(Referat(items=(item,))).items[0]
>>> told.nature, told.formality, told.kle, told.key
('formality', 'dagsorden', '00', '::1:00.22.02-a26-1-26:godkendelse-af-dagsorden')
"""

from nlp_referat.layout.formalities import find_formality
from nlp_referat.schema import Item, Meeting, Referat
from nlp_referat.topics.identity import key_of
from nlp_referat.topics.nature import nature_of
from nlp_referat.topics.subject import kle_group


def with_topics(referat: Referat) -> Referat:
    """`referat` with `nature`, `formality`, `kle` and `key` of every item, read anew."""
    return referat.model_copy(update={"items": tuple(_told(item, referat.meeting) for item in referat.items)})


def _told(item: Item, meeting: Meeting) -> Item:
    return item.model_copy(
        update={
            "nature": nature_of(item),
            "formality": find_formality(item.title),
            "kle": kle_group(item.case_number),
            "key": key_of(meeting, item.number, item.case_number, item.title),
        }
    )
