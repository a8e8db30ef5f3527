"""The words by which a typed answer names a door or a choice, from content/doors.yml."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Dict, Optional, Pattern, Tuple

from wemode.content.files import read_yaml
from wemode.content.flat import pattern
from wemode.errors import ContentError

LONGEST = 40
"""Words beyond which a message is a telling and names no door."""

_DENYING = re.compile(r"(?:no|not|none|nobody|noone|nothing|never|nope|didn|isn|wasn|don)\b")
"""Words that deny by themselves: a no before them takes nothing back."""
_NEGATED = re.compile(r" (?:not|don t|dont|never|no|rather not|won t|can t)(?: \w+){0,2} $")


@lru_cache(maxsize=1)
def _words() -> Dict[str, Tuple[str, ...]]:
    doors: Dict[str, Tuple[str, ...]] = {name: tuple(words) for name, words in read_yaml("doors.yml").items()}
    for name, words in doors.items():
        if not all(isinstance(word, str) for word in words):
            raise ContentError(f"content/doors.yml at {name}: put yes, no, on, off and numbers in quotation marks.")
    return doors


def door_named(text: str, among: Tuple[str, ...], longest: int = LONGEST) -> Optional[str]:
    """The one choice that the text names by its words; None when it names none, several, or what it does not want."""
    if not text or len(text.split()) > longest:
        return None
    said = _plain(text)
    named = [door for door in among if any(_meant(said, words) for words in _words()[door])]
    return named[0] if len(named) == 1 else None


def contains(text: str, door: str, longest: int) -> bool:
    """Whether words of that door stand in the text, denied or not: "I don't get the question"."""
    said = _plain(text)
    return len(text.split()) <= longest and any(pattern.search(said) for pattern in _patterns(door))


def opens_by_words(door: str) -> bool:
    """Whether a choice can be named by typing."""
    return door in _words()


def says_only(text: str, *doors: str) -> bool:
    """Whether a text is nothing but words of those doors: "well, maybe" says only `lead`."""
    said = _plain(text)
    longest_first = sorted((words for door in doors for words in _words()[door]), key=len, reverse=True)
    while said.strip():
        found = next((words for words in longest_first if said.startswith(f" {words} ")), None)
        if found is None:
            return False
        said = said[len(found) + 1 :]
    return True


@cache
def _patterns(door: str) -> Tuple[Pattern[str], ...]:
    """Raises ContentError when a phrase cannot be read."""
    try:
        return tuple(pattern(words) for words in _words()[door])
    except re.error:
        raise ContentError(f"content/doors.yml at {door}: a phrase cannot be read.") from None


def _plain(text: str) -> str:
    return " " + re.sub(r"[^\w]+", " ", text.lower()).strip() + " "


def _meant(said: str, words: str) -> bool:
    at = said.find(f" {words} ")
    return at >= 0 and (_DENYING.match(words) is not None or not _NEGATED.search(said[: at + 1]))
