"""The words of a text as masking looks at them: folded, in their place, with what stands beside them."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cached_property
from typing import Iterator, List

from wemode.content.not_names import not_names
from wemode.privacy.lists import lists

WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_GENITIVE = re.compile(r"['’][sS]?$")
_OPENING = re.compile(r"(?:^|[.!?…:;\n(\[]|[.!?…]['\"”’]|\s[\"“'‘]|\s[-–—])\s*[\"“'‘(]*$")
_LOOKED_BACK = 6
_GAP = re.compile(r"(?:['’][sS]?)?(?:[ \t]+|[ \t]*&[ \t]*)|-")
_OTHER_LETTERS = str.maketrans(dict(zip("ßøłđıæœþ’", ("ss", "o", "l", "d", "i", "ae", "oe", "th", "'"), strict=True)))
# fmt: off
HELPING = frozenset({
    "was", "is", "isn", "wasn", "has", "had", "hasn", "hadn", "does", "did", "didn", "doesn", "would", "wouldn",
    "could", "couldn", "might", "can", "made", "makes", "seemed", "seems", "got", "gets", "kept", "keeps", "left",
    "leaves", "came", "comes", "turned", "turns", "went", "goes", "took", "takes", "started", "starts", "stopped",
    "stops", "felt", "feels", "needed", "needs", "shows", "showed", "works", "worked", "moved", "plays", "played",
    "gave", "gives", "died", "lives", "stood", "stands", "looks", "looked", "brought", "brings", "walks", "rings",
    "reminds", "reminded", "talks",
})
# fmt: on
"""Deeds that things do too: "the mark was gone"."""
FOREIGN_WORDS = 5
"""Fewer may be a note full of names."""
FOREIGN_SHARE = 0.5
BEGINNINGS = frozenset({"and", "but", "then", "when", "because", "so", "that", "as"})
"""Words after which a new sentence may begin."""


@dataclass(frozen=True)
class Word:
    """Half-open code points, its genitive left out; `opening` when it begins a sentence."""

    text: str
    start: int
    opening: bool

    @property
    def end(self) -> int:
        return self.start + len(self.text)

    @cached_property
    def folded(self) -> str:
        return fold(self.text)

    @property
    def cased(self) -> bool:
        """One capital, not a word in capitals."""
        return self.text[0].isupper() and not (len(self.text) > 1 and self.text.isupper())


class Words:
    """The words of a text, and what a word's neighbours say about it."""

    def __init__(self, text: str) -> None:
        self._text = text
        self.all: List[Word] = list(_words(text))

    @cached_property
    def foreign(self) -> bool:
        """Whether so few words are ones that therapists use that the text is hardly English."""
        kept = not_names()
        ours = (word.folded in lists().common or word.folded in kept.trade or "'" in word.folded for word in self.all)
        unknown = len(self.all) - sum(ours)
        return unknown >= FOREIGN_WORDS and unknown > FOREIGN_SHARE * len(self.all)

    def touch(self, number: int) -> bool:
        """Whether nothing but a blank, a hyphen, a genitive or an ampersand stands between a word and the next."""
        if number + 1 >= len(self.all):
            return False
        return bool(_GAP.fullmatch(self._text[self.all[number].end : self.all[number + 1].start]))

    def before(self, number: int) -> str:
        return self.all[number - 1].folded if number else ""

    def after(self, number: int) -> str:
        return re.split("['-]", self.all[number + 1].folded)[0] if number + 1 < len(self.all) else ""

    def is_called(self, number: int) -> bool:
        """Whether a relation stands before it: "my patient …", "his wife …"."""
        return self.before(number) in not_names().relations

    def acts(self, number: int) -> bool:
        """Whether a deed follows that a person does, or a thing."""
        return self.after(number) in not_names().deeds

    def acts_as_a_person(self, number: int) -> bool:
        return self.acts(number) and self.after(number) not in HELPING

    def begins(self, number: int) -> bool:
        """Whether a sentence may begin with it: "mark said", not "the last joke said"."""
        return self.all[number].opening or self.before(number) in BEGINNINGS

    def ends(self, number: int) -> bool:
        """Whether it may close what its relation began: "his wife grace.", not "his wife will leave"."""
        return self.after(number) in {"", "and", "who", "is", "was", "has", "had"} or self.acts_as_a_person(number)


def fold(text: str) -> str:
    """Small letters without accents."""
    plain = unicodedata.normalize("NFKD", text.lower().translate(_OTHER_LETTERS))
    return "".join(letter for letter in plain if not unicodedata.combining(letter))


def _words(text: str) -> Iterator[Word]:
    for match in WORD.finditer(text):
        opening = match.start() == 0 or _OPENING.search(text[max(0, match.start() - _LOOKED_BACK) : match.start()])
        yield Word(_GENITIVE.sub("", match.group()), match.start(), bool(opening))
