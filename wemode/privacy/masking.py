"""Identifiers replaced by plain role words, with the way back."""

from __future__ import annotations

from dataclasses import dataclass, field
from types import MappingProxyType
from typing import List, Mapping, Sequence, Tuple

from wemode.privacy.closing import fails_closed
from wemode.privacy.identifier import Identifier

ROLE_WORDS: Mapping[str, str] = MappingProxyType(
    {
        "person": "someone",
        "place": "the place",
        "organisation": "the organisation",
        "date": "a date",
        "age": "some age",
        "address": "an address",
        "contact": "contact details",
        "record_number": "a record number",
        "handle": "an account name",
        "url": "a web page",
    }
)
"""Type → the words put in its place. Never a bracket (YAML and Rasa read it), never a capital (a name has one)."""


def role_word(kind: str) -> str:
    """The plain words that an identifier of this type becomes. Raises KeyError for an unknown type."""
    return ROLE_WORDS[kind]


@dataclass(frozen=True)
class Piece:
    """One replacement: the original span and the masked span that stands for it, each half-open."""

    original: Tuple[int, int]
    masked: Tuple[int, int]


@dataclass(frozen=True)
class Masked:
    """A masked text that knows which original offset each of its own came from. All offsets are code points."""

    text: str = field(repr=False)
    pieces: Tuple[Piece, ...] = ()

    @fails_closed
    def back(self, start: int, end: int) -> Tuple[int, int]:
        """The original span of a half-open span of `text`; one that touches a replacement grows to all of it.

        Raises MaskingError for a span that does not lie in the text.
        """
        if not 0 <= start <= end <= len(self.text):
            raise IndexError(f"no span of the masked text: {start}, {end}")
        return self._origin(start, 0), self._origin(end, 1)

    def _origin(self, offset: int, side: int) -> int:
        """The original offset; inside a replacement its edge on that side (0 left, 1 right)."""
        shift = 0
        for piece in self.pieces:
            if offset <= piece.masked[0]:
                break
            if offset < piece.masked[1]:
                return piece.original[side]
            shift = piece.original[1] - piece.masked[1]
        return offset + shift


@fails_closed
def mask(text: str, identifiers: Sequence[Identifier]) -> Masked:
    """Every identifier replaced by its role word, the rest untouched.

    Raises MaskingError for spans that are empty, overlap or lie outside the text, and for an unknown type.
    """
    pieces: List[Piece] = []
    parts: List[str] = []
    done = written = 0
    for identifier in sorted(identifiers):
        if not done <= identifier.start < identifier.end <= len(text):
            raise IndexError("a span is empty, overlaps another or lies outside the text")
        word = role_word(identifier.type)
        written += identifier.start - done
        parts += [text[done : identifier.start], word]
        pieces.append(Piece((identifier.start, identifier.end), (written, written + len(word))))
        written += len(word)
        done = identifier.end
    return Masked("".join([*parts, text[done:]]), tuple(pieces))
