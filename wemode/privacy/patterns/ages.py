"""Precise ages, and any age over 89, which is rare enough to point at someone (45 CFR 164.514(b)(2)(i)(C))."""

from __future__ import annotations

import re
from typing import Iterator

from wemode.privacy.identifier import Identifier
from wemode.privacy.patterns.matching import matches

_UNITS = r"(?:one|two|three|four|five|six|seven|eight|nine)"
_TEENS = r"(?:ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen)"
_TENS = r"(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)"
_WORDS = rf"(?:{_TENS}(?:[ -]{_UNITS})?|{_TEENS}|{_UNITS}|(?:a|one) hundred(?: and {_UNITS})?)"
_DIGITS = r"(?:1[01]\d|120|[1-9]?\d)"
_AGE = rf"(?:{_DIGITS}|{_WORDS})"
_PLAIN_END = r"(?= ?[.,;:!?)]| (?:and|but|now|this|next|last|in|when|then)\b|\s*$)(?![.,:]\d)"

_SOMEBODY = r"(?:he|she|they|who|patient|client|mother|father|son|daughter|wife|husband|partner)"

_AGES = tuple(
    re.compile(source, re.IGNORECASE | re.MULTILINE)
    for source in (
        rf"\b(?:aged|age of|at age|age:?) {_AGE}\b(?! ?%)",
        rf"(?<![\w.,])(?:{_AGE})[ -]?(?:years?|yrs?)[ -]old\b",
        rf"(?<![\w.,/]){_DIGITS} ?(?:y/?o|yrs? old)\b",
        rf"\b{_SOMEBODY}(?:['’]s| is| was| are| were|['’]re) (?:now |only |just |nearly |almost |already )?"
        rf"(?P<it>{_DIGITS}|{_TENS}[ -]{_UNITS}){_PLAIN_END}",
        rf"\b(?:turn(?:s|ed|ing)?|turning) (?P<it>[1-9]\d|1[01]\d|{_TENS}(?:[ -]{_UNITS})?){_PLAIN_END}",
        r"\bin (?:his|her|their|my) (?P<it>(?:early |mid[ -]?|late )?(?:90['’]?s|nineties))\b",
        r"\b(?P<it>(?:9\d|1[01]\d)[ -]years?)(?=[ -]of[ -]age\b)",
    )
)


def ages(text: str) -> Iterator[Identifier]:
    """ "aged 43", "a 43-year-old", "she is 43,", "turned forty", "in her nineties"; not "in her forties"."""
    return matches(_AGES, text, "age")
