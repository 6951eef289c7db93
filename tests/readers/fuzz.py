"""Mutated files for every reader: each is read, or refused with a message, within ten seconds and little memory.

    python tests/readers/fuzz.py --count 20000 [--reader pdf] [--seed 1]

A file is told by reader, seed and number: ``--reader pdf --seed 1 --first 4711 --count 1`` makes it again. Files are
read in a process of their own, so that a crash or a hang is seen and counted, and the rest goes on.
"""

import argparse
import io
import multiprocessing
import random
import resource
import signal
import sys
import time
import zipfile
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

import routes

from nlp_referat.errors import UnreadableError
from nlp_referat.readers import Source, read_all
from nlp_referat.schema import Item, Referat

SECONDS = 10
MEMORY = 3 << 30
"""Address space of the reading process; the libraries and what they map take a part of it."""
_TOKENS = [
    *(b"<", b">", b"/", b'"', b"{", b"}", b"[", b"]", b"(", b")", b"\0", b"\xff", b"\xed\xa0\x80", b"&#55296;"),
    *(b"obj", b"endobj", b"stream", b"endstream", b"%%EOF", b"/Kids", b"/Parent 1 0 R", b"/Length 99999999", b"Tj"),
    *(b"<table>", b"</td>", b"<li>", b"</ol>", b"<main>", b"<!--", b"]]>", b"<![CDATA[", b"<ol start=999999>", b"&amp"),
    *(b"-1", b"0", b"99999999999", b"1e999", b"w:numId", b"w:tbl", b"<w:p>", b"</w:tc>", b"null", b"true", b"PK"),
    *(b'"Html":', b"\\ud800"),
]  # fmt: skip


@dataclass
class Result:
    """What came of the files of one reader; `failures` names each that failed and how."""

    read: int = 0
    refused: int = 0
    slowest: float = 0.0
    peak_mb: float = 0.0
    failures: list[str] = field(default_factory=list)


def seeds() -> dict[str, list[bytes]]:
    """Small files of every kind, from the corpus."""
    documents = [routes.Document(d.name, d.layout, d.lines[:40], d.meeting) for d in routes.documents("dev")[:4]]
    item = Item(number="1", title="Godkendelse af dagsorden", start=0, end=1500)
    files = {name: [make(document) for document in documents] for name, make in routes.ROUTES.items()}
    files["pdf"] += [routes.as_pdf(document, is_packed=False) for document in documents]
    files["json"] = [routes.as_json(document, Referat(items=(item, item))) for document in documents]
    files["text"] = [routes.as_text(document) for document in documents]
    return files


def mutate(data: bytes, random_: random.Random, most: int = 64) -> bytes:
    """The file with some bytes changed, taken out, put in, doubled, moved, or cut off."""
    changed = bytearray(data)
    for _ in range(min(most, random_.choice((1, 1, 2, 4, 16, 64)))):
        if not changed:
            break
        start = random_.randrange(len(changed))
        end = min(len(changed), start + random_.choice((1, 2, 8, 64, 1024)))
        way = random_.randrange(8)
        if way == 0:
            changed[start] ^= 1 << random_.randrange(8)
        elif way == 1:
            changed[start] = random_.randrange(256)
        elif way == 2:
            del changed[start:end]
        elif way == 3:
            changed[start:start] = changed[start:end] * random_.choice((1, 1, 2, 200))
        elif way in (4, 5):
            changed[start : start + random_.choice((0, 0, 3))] = random_.choice(_TOKENS)
        elif way == 6:
            other = random_.randrange(len(changed))
            changed[start:end] = changed[other : other + end - start]
        elif random_.random() < 0.2:
            del changed[start:]
    return bytes(changed)


def mutate_zip(data: bytes, random_: random.Random) -> bytes:
    """The zip with one of the parts inside mutated: most changes of the packed bytes only break the check sum."""
    if random_.random() < 0.3:
        return mutate(data, random_)
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new:
        chosen = random_.choice(("word/document.xml", "word/styles.xml", "word/numbering.xml"))
        for part in ("word/document.xml", "word/styles.xml", "word/numbering.xml"):
            content = old.read(part) if part in old.NameToInfo else b""
            new.writestr(part, mutate(content, random_, 2) if part == chosen else content)
    return buffer.getvalue()


def file_of(reader: str, files: list[bytes], seed: int, number: int) -> bytes:
    """The mutated file with this number; the same for ever."""
    random_ = random.Random(f"{reader} {seed} {number}")
    data = random_.choice(files)
    return mutate_zip(data, random_) if reader == "docx" else mutate(data, random_)


def check(source: Source) -> None:
    """Raise if what a reader gave is no sound `Source`."""
    text = source.text
    starts = [stretch.start for stretch in source.stretches]
    if starts != sorted(starts) or any(not 0 <= start <= len(text) for start in starts):
        raise AssertionError(f"stretches {starts[:9]} in a text of {len(text)}")
    for heading in source.headings:
        if not 0 <= heading.start < heading.end <= len(text) or not heading.level:
            raise AssertionError(f"{heading} in a text of {len(text)}")
    source.locate(len(text))
    text.encode()  # no lone surrogates


def _work(reader: str, files: list[bytes], seed: int, first: int, last: int, pipe: Connection) -> None:
    """In a process of its own: tell before each file which it is, and after it what came of it."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    signal.signal(signal.SIGALRM, signal.SIG_DFL)  # ends the process, also from inside a library
    for number in range(first, last):
        data = file_of(reader, files, seed, number)
        pipe.send(("begins", number))
        signal.setitimer(signal.ITIMER_REAL, SECONDS)
        begun = time.perf_counter()
        try:
            for source in read_all(data, name="file"):
                check(source)
            outcome = "read"
        except UnreadableError as error:
            outcome = "refused" if str(error).startswith("file") else f"nameless message: {error}"
        except Exception as error:  # what must not happen, whatever it is
            outcome = f"{type(error).__name__}: {error}"[:300]
        signal.setitimer(signal.ITIMER_REAL, 0)
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        pipe.send((outcome, time.perf_counter() - begun, peak))
    pipe.close()


def run(reader: str, files: list[bytes], count: int, seed: int = 0, first: int = 0) -> Result:
    """Read `count` mutated files of one kind."""
    result = Result()
    context = multiprocessing.get_context("fork")
    number, last = first, first + count
    while number < last:
        ours, theirs = context.Pipe(duplex=False)
        process = context.Process(target=_work, args=(reader, files, seed, number, last, theirs))
        process.start()
        theirs.close()
        number = _watch(ours, result, f"{reader} --seed {seed} --first", number)
        process.join()
        if number < last:  # it ended inside the file
            result.failures.append(f"{reader} --seed {seed} --first {number}: ended with {process.exitcode}")
            number += 1
    return result


def _watch(pipe: Connection, result: Result, called: str, number: int) -> int:
    """Take in what the process tells; the number of the file after the last that it finished."""
    while True:
        try:
            message = pipe.recv()
        except EOFError:
            return number
        if message[0] == "begins":
            continue
        outcome, seconds, peak = message
        result.slowest, result.peak_mb = max(result.slowest, seconds), max(result.peak_mb, peak)
        if outcome == "read":
            result.read += 1
        elif outcome == "refused":
            result.refused += 1
        else:
            result.failures.append(f"{called} {number}: {outcome}")
        number += 1


def main() -> int:
    """Entry point; the exit status is 1 if any file failed."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--count", type=int, default=200, help="files for each reader")
    parser.add_argument("--reader", choices=sorted(seeds()), action="append", help="only this one; repeat")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--first", type=int, default=0)
    asked = parser.parse_args()
    failed = False
    for reader, files in seeds().items():
        if asked.reader and reader not in asked.reader:
            continue
        begun = time.perf_counter()
        result = run(reader, files, asked.count, asked.seed, asked.first)
        print(
            f"{reader}: {result.read} read, {result.refused} refused, {len(result.failures)} failed; slowest "
            f"{result.slowest:.2f} s, peak {result.peak_mb:.0f} MB, {time.perf_counter() - begun:.0f} s in all",
            flush=True,
        )
        for failure in result.failures:
            print(f"  {failure}")
        failed |= bool(result.failures)
    return int(failed)


if __name__ == "__main__":
    raise SystemExit(main())
