"""What can go wrong for a user, as exceptions whose message says what, where and what to do."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pydantic import ValidationError


class ReferatError(ValueError):
    """Base of this library's errors."""


class ModelNotFoundError(ReferatError):
    """No pipeline of that name is installed and no folder of that path exists."""


class UnreadableError(ReferatError):
    """An input that cannot be read as text; the message says why."""


class AnnotationError(ReferatError):
    """Annotated data that is wrong: the message names file, line and what to do."""


def first_problem(error: "ValidationError", *, with_input: bool = False) -> str:
    """Which field a validation stumbled over first, and why; `with_input` adds what stood there.

    >>> from pydantic import TypeAdapter, ValidationError
    >>> try:
    ...     _ = TypeAdapter(dict[str, int]).validate_python({"end": "x"})
    ... except ValidationError as error:
    ...     first_problem(error, with_input=True)
    "end: Input should be a valid integer, unable to parse string as an integer (is 'x')"
    """
    first = error.errors()[0]
    problem = f"{'.'.join(str(part) for part in first['loc'])}: {first['msg']}"
    return f"{problem} (is {first['input']!r})" if with_input else problem
