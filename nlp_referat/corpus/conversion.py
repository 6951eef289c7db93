"""From one format to another: reading files, mapping labels, writing files, and what was left on the way.

>>> from tempfile import mkdtemp
>>> folder = Path(mkdtemp())
>>> _ = (folder / "a.iob2").write_text("Ida\\tB-PER\\nkom\\tO\\n")
>>> report = convert(folder / "a.iob2", folder / "a.jsonl")
>>> report.documents, report.spans, report.dropped, [path.name for path in report.written]
(1, 1, (), ['a.jsonl'])
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from nlp_referat.corpus.document import Document, MeetingGold
from nlp_referat.corpus.formats import FORMATS, SUFFIXES, Format, format_of
from nlp_referat.corpus.formats.transfer import Dropped, Transfer
from nlp_referat.corpus.storage import write_whole
from nlp_referat.errors import AnnotationError
from nlp_referat.labels import ENTITY_LABELS, EntityLabel


@dataclass(frozen=True, slots=True)
class Report:
    """What a conversion did.

    Attributes:
        documents, spans: how many were written.
        dropped: what was left out, and where it stood.
        not_carried: what the target format cannot hold, as "12 items".
        written: the files.
    """

    documents: int
    spans: int
    dropped: tuple[Dropped, ...]
    not_carried: tuple[str, ...]
    written: tuple[Path, ...]


def convert(
    source: Path,
    target: Path,
    source_format: str | None = None,
    target_format: str | None = None,
    mapping: Mapping[str, EntityLabel | None] | None = None,
    skip_misaligned: bool = False,
) -> Report:
    """Convert a file, or all files of a folder.

    Args:
        source: a file, or a folder of files of known endings.
        target: a file, which gets everything; or a folder, which gets a file for each source file.
        source_format, target_format: names in `FORMATS`; by ending and content where None.
        mapping: our label for each foreign one, None to leave its spans out.
        skip_misaligned: leave out spans that do not fit instead of raising.

    Raises:
        AnnotationError: naming file, document and place of what is wrong; nothing is written then.
        OSError: from files that cannot be read or written.
    """
    to_folder = target.is_dir() or not target.suffix
    format = _target_format(target, target_format, to_folder)
    transfers: list[Transfer] = []
    splits: dict[str, list[Document]] = {}
    for path in source_files(source):
        transfer = Transfer(str(path), mapping or {}, skip_misaligned)
        transfers.append(transfer)
        splits.setdefault(path.stem, []).extend(read_file(path, transfer, source_format))
    documents = [document for found in splits.values() for document in found]
    if not documents:
        raise AnnotationError(f"{source}: it holds no document; there is nothing to convert.")
    outputs = list(_outputs(splits, target, format, to_folder))
    contents = []
    spans = sum(len(document.entities) for document in documents)
    for path, found in outputs:
        transfer = Transfer(str(path), {}, skip_misaligned)
        before = len(transfer.dropped)
        contents.append(format.dumps(found, transfer))
        spans -= len(transfer.dropped) - before
        transfers.append(transfer)
    for (path, _), content in zip(outputs, contents, strict=True):
        write_whole(path, content)
    dropped = tuple(dropped for transfer in transfers for dropped in transfer.dropped)
    lost = tuple(_not_carried(documents)) if format.entities_only else ()
    return Report(len(documents), spans, dropped, lost, tuple(path for path, _ in outputs))


def label_mapping(given: Sequence[str]) -> dict[str, EntityLabel | None]:
    """What to map foreign labels to, from ``PER=PERSON``; ``none`` leaves a label's spans out.

    Raises:
        AnnotationError: when one is not written so, or ours is unknown.

    >>> label_mapping(["PER=PERSON", "MISC=none"])
    {'PER': 'PERSON', 'MISC': None}
    """
    mapping: dict[str, EntityLabel | None] = {}
    for each in given:
        theirs, _, ours = each.rpartition("=")
        known = {label: label for label in ENTITY_LABELS} | {"none": None}
        if not theirs or ours not in known:
            raise AnnotationError(
                f"{each!r} maps no label: write THEIRS=OURS, where ours is one of {', '.join(known)}."
            )
        mapping[theirs] = known[ours]
    return mapping


def source_files(path: Path) -> list[Path]:
    """The files that `path` stands for: itself, or those of known endings in the folder.

    Raises:
        AnnotationError: when the folder holds none.
    """
    if not path.is_dir():
        return [path]
    files = sorted(file for file in path.iterdir() if file.suffix.lower() in SUFFIXES and file.name[0] != ".")
    if not files:
        raise AnnotationError(f"{path}: no annotated file in this folder (endings: {', '.join(sorted(SUFFIXES))}).")
    return files


def read_file(path: Path, transfer: Transfer, name: str | None = None) -> list[Document]:
    """The documents of a file, in the format of that name or the one that it seems to have."""
    data = path.read_bytes()
    format = FORMATS[name] if name else format_of(path, data)
    return format.loads(data, transfer)


def _target_format(target: Path, name: str | None, to_folder: bool) -> Format:
    if name:
        return FORMATS[name]
    if to_folder:
        raise AnnotationError(f"{target} is a folder: say with --to what to write there: {', '.join(FORMATS)}.")
    return format_of(target)


def _outputs(
    splits: Mapping[str, Sequence[Document]], target: Path, format: Format, to_folder: bool
) -> Iterator[tuple[Path, Sequence[Document]]]:
    """Each file to write, with what goes into it."""
    documents = [document for found in splits.values() for document in found]
    if not to_folder:
        yield target, documents
    elif not format.one_a_file:
        yield from ((target / f"{stem}{format.suffixes[0]}", found) for stem, found in splits.items() if found)
    else:
        names: dict[str, str] = {}
        for document in documents:
            name = re.sub(r"[^\w .-]|^\.", "_", document.id)
            if name.casefold() in names:
                twin = names[name.casefold()]
                raise AnnotationError(
                    f"documents {twin!r} and {document.id!r} would be one file, {name}{format.suffixes[0]}; rename one."
                )
            names[name.casefold()] = document.id
            yield target / f"{name}{format.suffixes[0]}", [document]


def _not_carried(documents: Sequence[Document]) -> Iterator[str]:
    entities = [entity for document in documents for entity in document.entities]
    counts = {
        "meetings": sum(document.meeting not in (None, MeetingGold()) for document in documents),
        "items": sum(len(document.items or ()) for document in documents),
        "values of amounts": sum(entity.money is not None or entity.percent is not None for entity in entities),
        "scopes of amounts": sum(entity.scope is not None for entity in entities),
        "marks of being optional": sum(entity.optional for entity in entities),
    }
    yield from (f"{number} {what}" for what, number in counts.items() if number)
