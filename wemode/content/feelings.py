"""Feelings said in plain words of oneself, from content/feelings.yml: what no trained reader should miss."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Dict, List, NamedTuple, Pattern, Tuple

from wemode.content.files import read_yaml
from wemode.content.flat import Flat
from wemode.errors import ContentError
from wemode.taxonomy import labels

_OF_ONESELF = (
    r"\b(?:i|im|me) (?:(?:am|m|was|felt|feel|feeling|got|get|became|sat|sit|left|came|went|just|so|very|really|a|an|"
    r"bit|little|touch|quite|rather|pretty|also|still|too|actually|honestly|sort|kind|of|completely|utterly|totally|"
    r"absolutely|suddenly|both|even|more|then|there|mostly|somehow|there|all|day|simply|plain|frankly) )+"
)
"""The one who types, and only words that lead up to a feeling."""
_AND_MORE = r"(?:\w+ )?(?:and|but|then) (?:also |then |a bit |quite |rather |so |still )*"

_PIECE = re.compile(r"[^.,;:!?\n–—]+(?![^.,;:!?\n–—]|\?)")
_BARE = 3
"""Words up to which a piece of a message is nothing but a feeling: "Small. And furious, honestly."."""


class Feeling(NamedTuple):
    """A reaction, and where in the text it is said: half-open, in code points."""

    name: str
    start: int
    end: int


def said_plainly(text: str) -> List[Feeling]:
    """The feelings the one who types says they have, one a reaction, in the order of the reactions."""
    flat = Flat(text)
    pieces = [(m.start(), Flat(m.group())) for m in _PIECE.finditer(text) if len(m.group().split()) <= _BARE]
    found: List[Feeling] = []
    for name, (of_oneself, bare) in _patterns().items():
        match = of_oneself.search(flat.text)
        if match:
            found.append(Feeling(name, *flat.span(*match.span("feeling"))))
            continue
        for at, piece in pieces:
            match = bare.match(piece.text)
            if match:
                start, end = piece.span(*match.span("feeling"))
                found.append(Feeling(name, at + start, at + end))
                break
    return found


@lru_cache(maxsize=1)
def _patterns() -> Dict[str, Tuple[Pattern[str], Pattern[str]]]:
    """Raises ContentError for an unknown reaction."""
    compiled: Dict[str, Tuple[Pattern[str], Pattern[str]]] = {}
    for name, words in read_yaml("feelings.yml").items():
        if name not in labels()["reactions"]:
            raise ContentError(f"content/feelings.yml at {name}: no such reaction.")
        feeling = rf"(?P<feeling>{'|'.join(map(re.escape, sorted(words, key=len, reverse=True)))})(?= )(?! to )"
        compiled[name] = (
            re.compile(rf"{_OF_ONESELF}(?:{_AND_MORE})?{feeling}"),
            re.compile(rf"(?:(?:and|also|a|bit|just|so|very|quite|rather|really|mostly) )*{feeling} (?:too |still )?$"),
        )
    return compiled
