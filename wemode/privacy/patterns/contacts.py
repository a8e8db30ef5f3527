"""E-mail addresses and telephone numbers of all countries."""

from __future__ import annotations

import re
from typing import Iterator, List, Optional, Sequence

import phonenumbers

from wemode.privacy.identifier import Identifier
from wemode.privacy.patterns.matching import matches

_EMAILS = (
    re.compile(r"(?<![\w.+%'-])[\w.+%'-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}"),
    re.compile(
        r"(?<![\w.+-])[\w.+-]{1,64} ?(?:\(at\)|\[at\]| at ) ?[\w-]{2,63} ?(?:\(dot\)|\[dot\]| dot ) ?"
        r"(?:com|org|net|edu|co|uk|ie|de|fr)\b(?: dot uk\b)?",
        re.IGNORECASE,
    ),
)

_RUN = re.compile(r"(?<![\w.,£$€+(])[+(]{0,2}\d+(?:[-–./ \u00a0()]{1,3}\d+){0,11}\)?(?!\w)")
"""Groups of digits with at most a little between them: the longest stretch that could be one number or several."""

_GROUP = re.compile(r"\+? ?\(?\d+\)?")

FEWEST_DIGITS, MOST_DIGITS = 7, 15
"""ITU-T E.164 allows 15; shorter than 7 is nobody's line of their own."""

TRUNK_REGIONS = ("GB", "IE", "FR", "AU", "NZ", "ZA", "NL", "BE", "CH", "JP", "IN")
"""Where a national number begins with 0 and is of nearly one length, so that its end is certain."""

LONGEST_TRUNK = 12
"""Digits of a national number with its leading 0."""

MOST_GROUPS = 7
"""No country writes a number in more groups; a longer row of figures is a list."""


def emails(text: str) -> Iterator[Identifier]:
    """Addresses as typed, and spelled out ("ann at mail dot com")."""
    return matches(_EMAILS, text, "contact")


def telephones(text: str) -> Iterator[Identifier]:
    """International numbers; national ones that begin with 0 or a bracket; others grouped as their country does."""
    for run in _RUN.finditer(text):
        groups = list(_GROUP.finditer(run.group()))
        first = 0
        while first < len(groups):
            last = _last_group(run.group(), groups[first:])
            if last is None:
                first += 1
                continue
            start, end = groups[first].start(), groups[first + last].end()
            yield Identifier(run.start() + start, run.start() + end, "contact")
            first += last + 1


def _last_group(run: str, groups: Sequence[re.Match[str]]) -> Optional[int]:
    """The index of the group that ends the number that `groups` begin with; None where none begins here."""
    windows = [
        (last, run[groups[0].start() : groups[last].end()])
        for last in reversed(range(min(len(groups), MOST_GROUPS)))
        if FEWEST_DIGITS <= len(_digits(run[groups[0].start() : groups[last].end()])) <= MOST_DIGITS
    ]
    if not windows:
        return None
    opening = groups[0].group()
    if opening.startswith("+") or opening.startswith("00"):
        return next((last for last, window in windows if _is_international(window)), None)
    if opening.startswith(("0", "(")):
        fitting = [(last, window) for last, window in windows if len(_digits(window)) <= LONGEST_TRUNK]
        certain = [last for region in TRUNK_REGIONS for last, window in fitting if _is_valid(window, region)]
        return next(iter(certain), fitting[0][0] if fitting else None)
    is_whole = groups[0].start() == 0 and len(groups) <= MOST_GROUPS
    return windows[0][0] if is_whole and _is_grouped_as_somewhere(windows[0][1]) else None


def _digits(window: str) -> str:
    return "".join(character for character in window if character.isdigit())


def _is_international(window: str) -> bool:
    """By its shape where the country is known; a country code and a possible length are enough."""
    try:
        number = phonenumbers.parse("+" + _digits(window).lstrip("0"), None)
    except phonenumbers.NumberParseException:
        return False
    return bool(phonenumbers.is_possible_number(number))


def _is_valid(window: str, region: str) -> bool:
    try:
        number = phonenumbers.parse(window, region)
    except phonenumbers.NumberParseException:
        return False
    return bool(phonenumbers.is_valid_number(number))


def _is_grouped_as_somewhere(window: str) -> bool:
    """Valid in a country that writes its numbers in these very groups: so a list of scores or years is none."""
    groups = [_digits(group) for group in re.findall(r"\d+", window)]
    if len(groups) < 2 or min(map(len, groups)) < 2 or all(_is_year(group) for group in groups):
        return False
    number = int("".join(groups))
    return any(_national_groups(code, number) == groups for code in phonenumbers.COUNTRY_CODE_TO_REGION_CODE)


def _is_year(group: str) -> bool:
    return len(group) == 4 and group[:2] in ("19", "20")


def _national_groups(country_code: int, national_number: int) -> List[str]:
    """The groups in which that country writes the number; empty where the number is not valid there."""
    number = phonenumbers.PhoneNumber(country_code=country_code, national_number=national_number)
    if not phonenumbers.is_valid_number(number):
        return []
    written = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.NATIONAL)
    return re.findall(r"\d+", written)
