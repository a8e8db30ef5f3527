"""Web addresses and the names people go by online."""

from __future__ import annotations

import re
from typing import Iterator

from wemode.privacy.identifier import Identifier
from wemode.privacy.patterns.matching import matches

_TRAILING = ".,;:!?'\"’”)]}>…"
_ENDINGS = r"(?:com|org|net|edu|gov|info|biz|app|dev|uk|ie|de|fr|eu|nz|nl|za|ca)"
"""Endings that are not also English words: a full stop without a space after it is common in notes."""

_LINK = re.compile(r"(?<![\w@])(?:(?:https?|ftp)://|www\.)[^\s<>\"]{2,2000}", re.IGNORECASE)
_BARE = re.compile(rf"(?<![\w@.-])(?:[a-z0-9][a-z0-9-]{{0,62}}\.){{1,4}}{_ENDINGS}(?![\w@-])(?:/[^\s<>\"]{{0,2000}})?")

_HANDLES = (
    re.compile(r"(?<![\w@./])@(?=[\w.]{0,30}[^\W\d_])\w(?:[\w.]{0,28}\w)"),
    re.compile(r"(?<![\w/])u/[A-Za-z0-9_-]{3,30}"),
    re.compile(
        r"\b(?:instagram|insta|twitter|tiktok|snapchat|skype|discord|telegram|facebook|reddit|username|screen name)"
        r"(?: (?:handle|name|username|account)){0,1}(?: is | as |: ?|= ?)(?P<it>[\w.-]{0,30}[\d_]\w{0,30})",
        re.IGNORECASE,
    ),
    re.compile(r"(?<![\w#])\w{2,32}#\d{4}\b"),
)


def urls(text: str) -> Iterator[Identifier]:
    """Links with or without a scheme; the punctuation that ends the sentence is not part of them."""
    for pattern in (_LINK, _BARE):
        for match in pattern.finditer(text):
            yield Identifier(match.start(), match.start() + len(match.group().rstrip(_TRAILING)), "url")


def handles(text: str) -> Iterator[Identifier]:
    """`@name`, `u/name`, `name#1234`, and a name with a digit or underscore after "instagram: " and its like."""
    return matches(_HANDLES, text, "handle")
