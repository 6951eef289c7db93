"""Minutes by the thousand: found in folders, read by several processes, written in order, resumable.

`run` does what ``nlp-referat extract`` does; `read_all` gives the results to a program.

>>> [result.failure.error for result in read_all(["findes-ikke.txt"], model="rules")]
['FileNotFoundError']
"""

from nlp_referat.batch.results import Failure, Result, Source
from nlp_referat.batch.resuming import ResumeError
from nlp_referat.batch.running import Request, RequestError, Summary, read_all, run
from nlp_referat.batch.sources import find_sources
from nlp_referat.batch.workers import WorkerError, Workers

__all__ = [
    "Failure",
    "Request",
    "RequestError",
    "Result",
    "ResumeError",
    "Source",
    "Summary",
    "WorkerError",
    "Workers",
    "find_sources",
    "read_all",
    "run",
]
