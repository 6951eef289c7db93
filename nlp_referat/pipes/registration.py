"""Registering component factories under names with a dot.

The contract's names are ``referat.money`` and so on. ``Language.factory`` refuses dots, because spaCy
writes factories of one language that way internally (``da.lemmatizer``); its registries take them. This is
what the decorator does, without that check.
"""

from collections.abc import Callable, Iterable
from typing import Any, TypeVar

from spacy.language import FactoryMeta, Language
from spacy.pipe_analysis import validate_attrs
from spacy.util import SimpleFrozenDict, get_arg_names, registry

F = TypeVar("F", bound=Callable[..., Any])


def factory(
    name: str,
    *,
    assigns: Iterable[str] = (),
    requires: Iterable[str] = (),
    default_config: dict[str, Any] | None = None,
) -> Callable[[F], F]:
    """Register the decorated function as the factory of the component `name`.

    Raises:
        ValueError: when the function takes no ``nlp`` or no ``name``.
    """

    def register(function: F) -> F:
        if not {"nlp", "name"} <= set(get_arg_names(function)):
            raise ValueError(f"The factory {name!r} must take the arguments nlp and name.")
        registry.factories.register(name, func=function)
        meta = FactoryMeta(
            factory=name,
            default_config=default_config or {},
            assigns=validate_attrs(assigns),
            requires=validate_attrs(requires),
        )
        Language.set_factory_meta(name, meta)
        Language.factories = SimpleFrozenDict(registry.factories.get_all())
        return function

    return register
