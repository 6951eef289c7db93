"""The process that reads: paths come in on standard input, results go out on standard output.

    python -P -m nlp_referat.batch.worker MODEL [LIMITS [JOBS]]

LIMITS are the readers' limits as a JSON object. All JOBS workers together take no more than half of the memory, so
that a document made to use it all ends its worker and not the machine.

It ends when its standard input does, so that none is left behind when the batch is killed.
"""

import json
import os
import signal
import sys

from nlp_referat.batch.reading import Reader
from nlp_referat.batch.results import send
from nlp_referat.errors import ReferatError
from nlp_referat.pipeline import load
from nlp_referat.readers import Limits

_LEAST = 2 << 30  # bytes for a document, however small the machine and however many the workers


def main(model: str, limits: str = "{}", jobs: str = "1") -> None:
    """Load the pipeline once, say which it is or why there is none, then read what is asked for."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches all of the group; the batch ends its workers
    out = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # what a library prints must not get between the results
    try:
        reader = Reader(load(model), Limits(**json.loads(limits)))
    except ReferatError as error:
        out.write(json.dumps({"refused": str(error)}).encode("ascii") + b"\n")
        out.close()
        return
    _bound_memory(int(jobs))
    out.write(reader.model.model_dump_json().encode("utf-8") + b"\n")
    out.flush()
    for line in sys.stdin.buffer:
        send(reader.read(json.loads(line)), out)


def _bound_memory(jobs: int) -> None:
    """Beyond this, Python raises MemoryError and pdfium ends the process. Only Linux counts so that it can be told."""
    if sys.platform != "linux":
        return
    import resource

    page = os.sysconf("SC_PAGE_SIZE")
    with open("/proc/self/statm", encoding="ascii") as file:
        used = int(file.read().split()[5]) * page
    share = os.sysconf("SC_PHYS_PAGES") * page // (2 * jobs)
    _, hard = resource.getrlimit(resource.RLIMIT_DATA)
    wanted = max(share, used + _LEAST)
    resource.setrlimit(resource.RLIMIT_DATA, (wanted if hard == resource.RLIM_INFINITY else min(wanted, hard), hard))


if __name__ == "__main__":
    try:
        main(*sys.argv[1:])
    except BrokenPipeError:
        os._exit(1)  # nobody is left to tell; at exit Python would try to write again
