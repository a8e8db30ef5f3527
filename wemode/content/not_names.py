"""What looks like a name and is none, and what a name stands beside, from content/not_names.yml."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import FrozenSet

from wemode.content.files import read_yaml
from wemode.errors import ContentError

KEYS = ("theorists", "trade", "capitalised", "relations", "deeds")


@dataclass(frozen=True)
class NotNames:
    """Words in small letters."""

    theorists: FrozenSet[str]
    trade: FrozenSet[str]
    capitalised: FrozenSet[str]
    relations: FrozenSet[str]
    deeds: FrozenSet[str]


@lru_cache(maxsize=1)
def not_names() -> NotNames:
    """Raises ContentError when a list is missing, or holds what is no word in small letters."""
    raw = read_yaml("not_names.yml")
    if set(raw) != set(KEYS):
        raise ContentError(f"content/not_names.yml needs these lists and no other: {', '.join(KEYS)}.")
    for key, words in raw.items():
        for word in words:
            if not isinstance(word, str) or word != word.lower():
                raise ContentError(f"content/not_names.yml at {key}: a word in small letters is needed, not {word}.")
    return NotNames(**{key: frozenset(words) for key, words in raw.items()})
