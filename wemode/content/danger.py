"""Danger said in plain words, from content/danger.yml: what no trained reader may miss."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Dict, List, NamedTuple, Pattern, Tuple

from wemode.content.files import read_yaml
from wemode.content.flat import Flat, pattern
from wemode.errors import ContentError
from wemode.taxonomy import labels

OTHERS = frozenset(("he", "she", "they", "him", "her", "them", "his", "their", "patient", "pt", "client", "someone"))
SELF = frozenset(("i", "me", "my", "myself", "we", "im"))
WHO = {"other": OTHERS, "self": SELF}

_TAKEN_BACK = re.compile(r"\b(?:no|not|never|denie[sd]|denying|without|isn t|wasn t|nobody)(?: \w+){0,3} $")


class Danger(NamedTuple):
    """A risk class, and where in the text it is said: half-open, in code points."""

    name: str
    start: int
    end: int


def said_plainly(text: str) -> List[Danger]:
    """The dangers that stand in the text in plain words, one a class, in the order of the classes."""
    flat = Flat(text)
    found: List[Danger] = []
    for name, (who, phrases) in _phrases().items():
        if not flat.words & who:
            continue
        said = (m for phrase in phrases for m in phrase.finditer(flat.text))
        match = next((m for m in said if not _TAKEN_BACK.search(flat.text[: m.start()])), None)
        if match:
            found.append(Danger(name, *flat.span(*match.span())))
    return found


@lru_cache(maxsize=1)
def _phrases() -> Dict[str, Tuple[frozenset[str], Tuple[Pattern[str], ...]]]:
    """Raises ContentError for an unknown class, an unknown `who`, or a phrase that cannot be read."""
    compiled: Dict[str, Tuple[frozenset[str], Tuple[Pattern[str], ...]]] = {}
    for name, entry in read_yaml("danger.yml").items():
        if name not in labels()["risks"] or entry.get("who") not in WHO:
            raise ContentError(f"content/danger.yml at {name}: unknown class, or `who` is neither other nor self.")
        compiled[name] = (WHO[entry["who"]], tuple(_pattern(name, phrase) for phrase in entry["phrases"]))
    return compiled


def _pattern(name: str, phrase: str) -> Pattern[str]:
    try:
        return pattern(phrase)
    except re.error:
        raise ContentError(f"content/danger.yml at {name}: the phrase cannot be read: {phrase}") from None
