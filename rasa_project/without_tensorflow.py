"""Stand-ins for TensorFlow, so that Rasa can be imported where it is not installed, and for what else it drags in.

Rasa 3.6 imports TensorFlow whatever the pipeline, and the libraries of a dozen chat channels, stores and plots
at its heads. Ours needs none of them. Every name below a stand-in module is a class: it can be inherited from,
named in a type or in an `except` while Rasa's modules load, and raises NotHere once anything tries to work with it.
"""

from __future__ import annotations

import sys
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec
from types import ModuleType
from typing import Any, MutableSequence, Optional, Sequence

TENSORFLOW = "tensorflow keras tensorflow_addons tensorflow_hub tensorflow_text transformers"
CHANNELS = "aiogram fbmessenger mattermostwrapper rocketchat_API slack_sdk twilio webexteamssdk"
STORES = "boto3 botocore confluent_kafka pymongo redis"
SHOWS = "matplotlib prompt_toolkit questionary"
ABSENT = frozenset(f"{TENSORFLOW} {CHANNELS} {STORES} {SHOWS}".split())


class NotHere(RuntimeError):
    """Something was really used that only a stand-in is there for."""


def install() -> None:
    """Put the stand-ins before the real thing, whether that is installed or not. Call before importing rasa."""
    if not any(isinstance(finder, _Finder) for finder in sys.meta_path):
        sys.meta_path.insert(0, _Finder())


class _Name(type):
    """Makes classes whose attributes are classes of the same make and which cannot be called."""

    def __getattr__(cls, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return _named(f"{cls.__module__}.{cls.__qualname__}", name)

    def __call__(cls, *args: object, **kwargs: object) -> Any:
        raise NotHere(f"{cls.__module__}.{cls.__qualname__} was called, and only a stand-in is here.")


def _named(path: str, name: str) -> Any:
    return _Name(name, (Exception,), {"__module__": path})


def _function(*args: Any, **kwargs: Any) -> Any:
    """tf.function, as a decorator with and without arguments: what it decorates is left as it is."""
    if len(args) == 1 and callable(args[0]) and not kwargs:
        return args[0]
    return lambda function: function


class _Module(ModuleType):
    __path__: MutableSequence[str] = []

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return _function if name == "function" else _named(self.__name__, name)


class _Finder(MetaPathFinder, Loader):
    def find_spec(
        self, name: str, path: Optional[Sequence[str]] = None, target: Optional[ModuleType] = None
    ) -> Optional[ModuleSpec]:
        return ModuleSpec(name, self, is_package=True) if name.split(".", maxsplit=1)[0] in ABSENT else None

    def create_module(self, spec: ModuleSpec) -> ModuleType:
        return _Module(spec.name)

    def exec_module(self, module: ModuleType) -> None:
        """Nothing to run: names appear as they are asked for."""
