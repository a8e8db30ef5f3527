"""Schools, clinics, employers, streets: capitals that end in a word for what they are, "Living Waters Tabernacle"."""

from __future__ import annotations

import re
from typing import Iterator

from wemode.content.not_names import not_names
from wemode.privacy.identifier import Identifier

# fmt: off
INSTITUTIONS = frozenset({
    "school", "academy", "college", "university", "hospital", "clinic", "church", "club", "primary", "grammar",
    "infirmary", "hospice", "surgery", "mosque", "synagogue", "temple", "institute", "foundation", "trust", "bank",
    "ltd", "limited", "gmbh", "inc", "llp", "partners", "associates", "practice", "rovers", "united", "fc",
    "tabernacle", "chapel", "solicitors", "logistics", "holdings", "consulting", "studios", "capital", "pharmacy",
    "nursery", "kindergarten", "barracks", "insurance", "council", "collective", "bakery", "bakeries", "orchestra",
    "sinfonia", "fellowship", "centre", "center", "lodge", "society", "brewery", "hotel", "gallery", "theatre",
    "theater", "museum", "library", "restaurant", "café", "cafe", "prison", "agency", "systems", "company", "plc",
    "motors", "records", "publishing", "hostel", "manor", "priory", "abbey", "cathedral", "parish", "polytechnic",
    "conservatoire", "seminary",
})
STREETS = frozenset({
    "street", "road", "avenue", "lane", "drive", "close", "square", "hill", "park", "green", "gardens", "estate",
    "bridge", "heath", "spa", "wells", "bay", "beach", "village", "valley", "island", "docks", "quay", "junction",
    "crescent", "terrace",
})
ARTICLES = frozenset({
    "a", "an", "the", "my", "our", "his", "her", "their", "your", "this", "that", "in", "at", "from", "no", "and",
})
TELLING = frozenset({
    "academy", "hospice", "infirmary", "ltd", "gmbh", "inc", "llp", "associates", "rovers", "tabernacle", "solicitors",
    "logistics", "holdings", "consulting", "studios", "barracks", "primary", "grammar",
})
"""What is seldom said of an institution without its name."""
ORDINARY = ARTICLES | frozenset({
    "same", "old", "new", "local", "private", "public", "big", "small", "other", "any", "some", "its", "us", "me",
    "him", "them", "children's", "police", "military", "art", "music", "every", "each", "one", "two", "first",
    "another", "family", "former", "close", "business", "with", "of", "to", "for", "by", "near", "be", "is", "was",
    "which", "who",
})
# fmt: on
_NAME = re.compile(r"(?:[A-Z][\w'’-]*[ \t]+(?:(?:of|the|for|and|&)[ \t]+)*)+(?P<last>[A-Z]\w+)\b")
_WORD = re.compile(r"[A-Z][\w'’-]*")
_SMALL = re.compile(
    r"\b(?:at|from|for|to|near|with|of|by)[ \t]+"
    r"(?P<name>(?:[a-z][\w'’]+[ \t]+(?:&[ \t]+|and[ \t]+)?){1,3}[a-z]+)\b"
)


def organisations(text: str) -> Iterator[Identifier]:
    """Words with capitals, the last of which says what it is, and not all of which are free to name."""
    yield from _in_small_letters(text)
    for match in _NAME.finditer(text):
        last = match.group("last").lower()
        if last not in INSTITUTIONS and last not in STREETS:
            continue
        words = _WORD.findall(match.group())[:-1]
        if words[0].lower() in ARTICLES:
            words = words[1:]
        if all(word.lower() in not_names().capitalised for word in words):
            continue
        start = text.index(words[0], match.start())
        yield Identifier(start, match.end(), "organisation" if last in INSTITUTIONS else "place")


def _in_small_letters(text: str) -> Iterator[Identifier]:
    for match in _SMALL.finditer(text):
        words = match.group("name").split()
        if words[-1] in TELLING and not ORDINARY & set(words[:-1]):
            yield Identifier(match.start("name"), match.end("name"), "organisation")
