"""Feelings said in plain words of oneself, from content/feelings.yml: what no trained reader should miss."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Dict, List, NamedTuple, Pattern

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


_DENIED = r"\b(?:not|never|no|wasn t|isn t|aren t|weren t) (?:(?:a bit|really|so|very|even|exactly|just|feeling) )*"


class _Words(NamedTuple):
    of_oneself: Pattern[str]
    bare: Pattern[str]
    denied: Pattern[str]


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
    for name, words in _patterns().items():
        match = words.of_oneself.search(flat.text)
        if match:
            found.append(Feeling(name, *flat.span(*match.span("feeling"))))
            continue
        for at, piece in pieces:
            match = words.bare.match(piece.text)
            if match:
                start, end = piece.span(*match.span("feeling"))
                found.append(Feeling(name, at + start, at + end))
                break
    return found


def denied(text: str) -> List[str]:
    """The feelings of which it is said that they are not there: "not put down", "never bored with her"."""
    flat = Flat(text).text
    held = {feeling.name for feeling in said_plainly(text)}
    return [name for name, words in _patterns().items() if name not in held and words.denied.search(flat)]


@lru_cache(maxsize=1)
def _patterns() -> Dict[str, _Words]:
    """Raises ContentError for an unknown reaction."""
    compiled: Dict[str, _Words] = {}
    faces = read_yaml("faces.yml")
    for name, words in read_yaml("feelings.yml").items():
        if name not in labels()["reactions"]:
            raise ContentError(f"content/feelings.yml at {name}: no such reaction.")
        feeling = rf"(?P<feeling>{_either(words)})(?= )(?! to )"
        compiled[name] = _Words(
            re.compile(rf"{_OF_ONESELF}(?:{_AND_MORE})?{feeling}"),
            re.compile(rf"(?:(?:and|also|a|bit|just|so|very|quite|rather|really|mostly) )*{feeling} (?:too |still )?$"),
            re.compile(rf"{_DENIED}(?:{_either([*words, *faces[name]['words']])})(?= )"),
        )
    return compiled


def _either(words: List[str]) -> str:
    return "|".join(map(re.escape, sorted(words, key=len, reverse=True)))
