"""The label sets, as named in content/taxonomy.yml. The names are fixed; every other room takes them from here."""

from __future__ import annotations

from functools import lru_cache
from types import MappingProxyType
from typing import Mapping, Tuple

from wemode.content.files import read_yaml

MULTI_LABEL_SETS = ("reactions", "stances", "moves", "risks", "events", "attack", "arousal")
THERAPIST_IN_DANGER = frozenset({"therapist_suicide", "therapist_impaired"})


@lru_cache(maxsize=1)
def labels() -> Mapping[str, Tuple[str, ...]]:
    """Set name → its label names in the order of the file; includes `intents`, `quotes` and `identifiers`.

    Raises ContentError when the file is missing or unreadable.
    """
    raw = read_yaml("taxonomy.yml")
    sets = (*MULTI_LABEL_SETS, "intents", "quotes", "identifiers")
    return MappingProxyType({name: tuple(raw[name]) for name in sets})
