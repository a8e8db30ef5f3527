"""The therapist's own words, cut so that they can be said back or stand on a note."""

from __future__ import annotations

import re
from typing import List

from wemode.content.doors import contains, says_only

SHORT = 12
"""Words up to which a message may be a wish about the talk rather than part of it."""

LONG = 60
"""Words up to which "I told you" is looked for."""

WISH = 8
"""Words of a sentence that may be a wish about the talk."""

GIST = 40
"""Words of an answer that are kept for the note."""

_TRIM = " \t\n\r.,;:!?…\"'“”‘’()-–—"


def clean(words: str) -> str:
    """A piece as it can stand between quotation marks: no outer punctuation, no question or exclamation marks."""
    return re.sub(r"\s+", " ", re.sub(r"[!?]+", "", words)).strip(_TRIM)


def sentences(text: str) -> List[str]:
    """The text cut at full stops, question and exclamation marks, semicolons and line ends."""
    return [s for s in (clean(p) for p in re.split(r"(?<=[.!?;…])\s+|\n+", text)) if s]


def to_us(sentence: str) -> bool:
    """Said to the assistant, or only the way to something: "well", "I told you", "his side, please"."""
    if says_only(sentence, "lead", "forward", "gate.yes", "gate.stay") or contains(sentence, "told_already", 2 * SHORT):
        return True
    return any(contains(sentence, door, WISH) for door in ("lost_me", "protest", "finish"))


def opening(text: str, longest: int = 24) -> str:
    """The first sentence of a telling that says something, cut at a word if it is long."""
    told = sentences(text)
    first = next((s for s in told if not to_us(s)), next(iter(told), ""))
    return clip(first, longest)


def clip(words: str, longest: int) -> str:
    """At most `longest` words; what was cut is shown by an ellipsis."""
    parts = words.split()
    return words if len(parts) <= longest else " ".join(parts[:longest]).rstrip(",;:.…") + " …"


def tidy(words: str) -> str:
    """A piece as it stands on the note: its question marks stay, a guess is to read as one."""
    return re.sub(r"\s+", " ", re.sub(r"!+", ".", words)).strip(_TRIM.replace("?", ""))


def gist(text: str, longest: int = GIST) -> str:
    """An answer as it belongs on a note: its sentences in order, without "well, maybe" and without what was said to
    the assistant, as far as there is room. Empty when nothing else was said."""
    told = [s for s in re.split(r"(?<=[.!?;…])\s+|\n+", text) if clean(s) and not to_us(s)]
    kept: List[str] = []
    for sentence in told:
        if kept and len(" ".join([*kept, sentence]).split()) > longest:
            break
        kept.append(sentence)
    return clip(tidy(kept[0]), longest) if len(kept) == 1 else tidy(" ".join(kept))
