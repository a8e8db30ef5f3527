"""A text as bare words in a row, for what is looked up word by word, and the way back to where they stand."""

from __future__ import annotations

import re
from functools import cached_property
from typing import Pattern, Tuple

_WORD = re.compile(r"[^\W_]+")


class Flat:
    """Lower-case words without punctuation, each followed by one blank."""

    def __init__(self, text: str) -> None:
        self._words = list(_WORD.finditer(text.lower()))

    @cached_property
    def text(self) -> str:
        return "".join(f"{word.group()} " for word in self._words)

    @cached_property
    def words(self) -> frozenset[str]:
        return frozenset(word.group() for word in self._words)

    def span(self, start: int, end: int) -> Tuple[int, int]:
        """Where a piece of `text` stands in what was typed: half-open, in code points."""
        first = self.text.count(" ", 0, start)
        last = first + self.text[start:end].strip().count(" ")
        return self._words[first].start(), self._words[last].end()


def pattern(phrase: str) -> Pattern[str]:
    """`*` any ending, `_` up to three words, (a|b) either, (?! x) unless x follows. Raises re.error."""
    spelt = re.sub(r"\((?!\?)", "(?:", phrase.replace("*", r"\w*")).replace(" _ ", r" (?:\w+ ){0,3}")
    return re.compile(rf"\b{spelt}(?= )")
