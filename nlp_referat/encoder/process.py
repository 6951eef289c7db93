"""What has to be made anew in every process."""

import os
from collections.abc import Callable
from typing import Generic, TypeVar

Made = TypeVar("Made")


class PerProcess(Generic[Made]):
    """Something made when it is first needed in a process: threads made before a fork are not there after it.

    >>> made = PerProcess(list)
    >>> made.get() is made.get()
    True
    """

    def __init__(self, make: Callable[[], Made]) -> None:
        self._make = make
        self._made: tuple[int, Made] | None = None

    def get(self) -> Made:
        """What was made in this process."""
        if self._made is None or self._made[0] != os.getpid():
            self._made = os.getpid(), self._make()
        return self._made[1]
