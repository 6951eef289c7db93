"""Registering component factories under names with a dot.

The contract's names are ``referat.money`` and so on. spaCy's registries take them, but two places do not:
``Language.factory`` refuses dots, so `factory` does what that decorator does without the check; and a config
file reads ``[components.referat.money]`` as a component "referat" with a part "money". So a config, and a saved
pipeline with it, has such a component as ``[components.referat:money]``, and loading gives the dot back. In a
config that is written by hand any other name will do: ``[components.money]`` with ``factory = "referat.money"``.

>>> import spacy
>>> nlp = spacy.blank("da")
>>> _ = nlp.add_pipe("referat.money")
>>> nlp.pipe_names, list(nlp.config["components"])
(['referat.money'], ['referat:money'])
>>> type(nlp).from_config(nlp.config).pipe_names
['referat.money']
"""

from collections.abc import Callable, Iterable
from typing import Any, Final, TypeVar

from confection import Config
from spacy.language import FactoryMeta, Language
from spacy.pipe_analysis import validate_attrs
from spacy.util import SimpleFrozenDict, get_arg_names, registry

F = TypeVar("F", bound=Callable[..., Any])

_PREFIX: Final = "referat."
_PREFIX_IN_CONFIG: Final = "referat:"


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


def allow_dots_in_configs() -> None:
    """Let ``Language.config`` translate the names of this library's components; a second call does nothing."""
    spacys: Any = Language.config
    if getattr(spacys.fget, "__module__", None) == __name__:
        return

    def get(nlp: Language) -> Config:
        config: Config = spacys.fget(nlp)
        config["components"] = {_in_config(name): settings for name, settings in config["components"].items()}
        for key in ("pipeline", "disabled"):
            config["nlp"][key] = [_in_config(name) for name in config["nlp"][key]]
        return config

    def set_and_rename(nlp: Language, config: Config) -> None:
        spacys.fset(nlp, config)  # spaCy sets the config of a pipeline once its components are added
        config.setdefault("initialize", {}).setdefault("components", {})  # where rename_pipe looks
        for name in nlp.component_names:
            if name != _in_memory(name):
                nlp.rename_pipe(name, _in_memory(name))
        nlp._disabled = {_in_memory(name) for name in nlp._disabled}

    Language.config = property(get, set_and_rename, doc=spacys.__doc__)  # type: ignore[assignment]


def _in_config(name: str) -> str:
    return _PREFIX_IN_CONFIG + name.removeprefix(_PREFIX) if name.startswith(_PREFIX) else name


def _in_memory(name: str) -> str:
    return _PREFIX + name.removeprefix(_PREFIX_IN_CONFIG) if name.startswith(_PREFIX_IN_CONFIG) else name
