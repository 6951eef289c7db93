"""What can go wrong for a user, as exceptions whose message says what, where and what to do."""


class ReferatError(ValueError):
    """Base of this library's errors."""


class ModelNotFoundError(ReferatError):
    """No pipeline of that name is installed and no folder of that path exists."""


class UnreadableError(ReferatError):
    """An input that cannot be read as text; the message says why."""


class AnnotationError(ReferatError):
    """Annotated data that is wrong: the message names file, line and what to do."""
