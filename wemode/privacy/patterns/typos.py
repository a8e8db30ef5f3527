"""Whether a word that nobody knows is a known one mistyped, or made of one."""

from __future__ import annotations

import string
from functools import lru_cache
from typing import FrozenSet, Iterator

from wemode.content.not_names import not_names
from wemode.privacy.lists import lists

LONG_ENOUGH = 5
"""Letters; of shorter words too many are one letter apart."""


# fmt: off
PREFIXES = (
    "un", "non", "re", "over", "under", "counter", "hyper", "hypo", "pseudo", "meta", "psycho", "neuro", "self", "anti",
    "pre", "post", "inter", "intra", "sub", "co", "mis", "out", "micro", "de", "super", "bio", "ultra", "semi",
)
SUFFIXES = (
    "ing", "ed", "er", "ers", "ly", "ness", "ation", "ations", "al", "ally", "ism", "isms", "ist", "ists", "ish", "y",
    "able", "less", "like", "wise", "ise", "ised", "ising", "ize", "ized", "izing", "isation", "ization", "hood", "ey",
    "ial",
)
# fmt: on


def is_made_up(folded: str) -> bool:
    """A known word with a beginning or an ending that English gives to any: "counterintuitively"."""
    known = _known()
    whole = (folded.removeprefix(start) for start in PREFIXES if folded.startswith(start))
    for word in (folded, *(rest for rest in whole if len(rest) >= LONG_ENOUGH - 1)):
        if word != folded and word in known:
            return True
        stems = (word.removesuffix(ending) for ending in SUFFIXES if word.endswith(ending))
        if any(len(stem) >= LONG_ENOUGH - 1 and known & {stem, f"{stem}e", f"{stem}y", stem[:-1]} for stem in stems):
            return True
    return False


def is_typo(folded: str) -> bool:
    """A word that therapists use, with one letter too many, too few, other, or two of them swapped."""
    common = lists().common
    return len(folded) >= LONG_ENOUGH and any(near in common for near in _one_letter_away(folded))


@lru_cache(maxsize=1)
def _known() -> FrozenSet[str]:
    return lists().known | not_names().trade


def _one_letter_away(word: str) -> Iterator[str]:
    for place in range(len(word) + 1):
        head, tail = word[:place], word[place:]
        if tail:
            yield head + tail[1:]
        if len(tail) > 1:
            yield head + tail[1] + tail[0] + tail[2:]
        for letter in string.ascii_lowercase:
            yield head + letter + tail
            if tail:
                yield head + letter + tail[1:]
