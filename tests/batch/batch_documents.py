"""Generated minutes for batches, and the command that reads them, in a process of its own."""

import json
import os
import subprocess
import sys
from pathlib import Path

_BODIES = ("Børne- og Ungeudvalget", "Teknisk Udvalg", "Kultur- og Fritidsudvalget", "Økonomiudvalget")
_OUTCOMES = ("Godkendt.", "Taget til efterretning.", "Sagen udsættes.", "Indstilles til Byrådets godkendelse.")
COMMAND = (sys.executable, "-c", "from nlp_referat.cli import main; main()")


def text_of(number: int) -> str:
    """A document of two items; each number gives another body, outcome and amount."""
    return (
        f"REFERAT {_BODIES[number % 4]} d. {number % 28 + 1:02}-03-2025\n\n"
        f"Punkt 1: Stiforbindelse nr. {number}\n\nBeslutning\n\n{_OUTCOMES[number % 4]}\n\n"
        f"Punkt 2: Tilskud\n\nBeslutning\n\nGodkendt. Der gives {number + 1}.500 kr. af puljen.\n"
    )


def write_documents(folder: Path, count: int) -> list[Path]:
    """`count` documents in folders of a hundred, in the order in which they are found."""
    paths = [folder / f"{number // 100:03}" / f"{number:05}.txt" for number in range(count)]
    for number, path in enumerate(paths):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text_of(number), encoding="utf-8")
    return paths


def command(*args: str | Path, **env: str) -> tuple[int, str, str]:
    """Exit status, standard output and standard error."""
    done = subprocess.run([*COMMAND, *map(str, args)], capture_output=True, env=os.environ | env, timeout=600)
    return done.returncode, done.stdout.decode(), done.stderr.decode()


def sources_in(output: Path) -> list[str]:
    """The sources of the whole lines of an output, in order."""
    return [json.loads(line)["source"] for line in output.read_bytes().splitlines(keepends=True) if line[-1:] == b"\n"]
