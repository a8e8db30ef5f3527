"""Lists of names, places and known words, made by gazetteer/build.py, which says where each comes from."""

from __future__ import annotations

import gzip
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import FrozenSet

FOLDER = Path(__file__).parent


@dataclass(frozen=True)
class Lists:
    """Words in small letters without accents.

    `common`: words that stand in texts of therapists; `capitalised`: words with a capital that are nobody's name;
    `places_and_words`: towns whose names are words.
    """

    given: FrozenSet[str]
    family: FrozenSet[str]
    places: FrozenSet[str]
    places_and_words: FrozenSet[str]
    known: FrozenSet[str]
    common: FrozenSet[str]
    capitalised: FrozenSet[str]

    @cached_property
    def typed(self) -> FrozenSet[str]:
        """Given names that stand as words in texts of therapists."""
        return self.common & self.given


@lru_cache(maxsize=1)
def lists() -> Lists:
    """Read once. Raises OSError when a file is missing or damaged."""
    return Lists(**{name: _words(name) for name in Lists.__dataclass_fields__})


def _words(name: str) -> FrozenSet[str]:
    return frozenset(gzip.decompress((FOLDER / f"{name}.txt.gz").read_bytes()).decode().split("\n"))
