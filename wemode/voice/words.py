"""Small craft of putting the therapist's words into ours."""

from __future__ import annotations

import re
from typing import Any, Mapping

from wemode.protocol.wording import clip

LEAST_QUOTE = 6
"""Words of a quotation that are always left of it."""

LONGEST = 40
"""Words in a bubble."""

_SLOT = re.compile(r"\{(\w+)\}")
_SELF = re.compile(r"I(?:\b|['’])")


def capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def lower(words: str) -> str:
    """As inside a sentence: "Forty minutes" becomes "forty minutes"; "I left" and "DBT" stay."""
    if _SELF.match(words) or words[1:2].isupper():
        return words
    return words[:1].lower() + words[1:]


def quoted(words: str, longest: int) -> str:
    """As it stands between quotation marks: at most `longest` words, what they quote themselves in single marks."""
    words = re.sub(r"[!?]+(?=\s)", ".", re.sub(r"[!?]+$", "", words.strip()))
    words = re.sub(r"^(?:but|and|so|anyway|because)[, ]+(?=\w)", "", words, flags=re.IGNORECASE)
    within = re.sub(r'["“”]([^"“”]*)["“”]', "‘\\1’", words)
    return clip(re.sub(r'["“”]', "", within), longest)


def curl(text: str) -> str:
    """Straight quotation marks in pairs, turned into typographic ones."""
    return re.sub(r'"([^"]*)"', "\u201c\\1\u201d", text)


def fill(text: str, slots: Mapping[str, Any]) -> str:
    """`{slot}` and `{Slot}` replaced by the slot's words, clipped to the room in a bubble; braces in them are kept."""
    names = _SLOT.findall(text)
    room = max(LEAST_QUOTE, (LONGEST - len(_SLOT.sub("", text).split())) // max(len(names), 1) - 1)

    def put(match: re.Match[str]) -> str:
        name = match.group(1)
        value = quoted(str(slots.get(name[0].lower() + name[1:], "")), room)
        return capital(value) if name[0].isupper() else lower(value)

    return _SLOT.sub(put, text)
