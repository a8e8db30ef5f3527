"""Dates, in the forms in which people write them. A weekday alone, a time of day and a year alone are none."""

from __future__ import annotations

import re
from typing import Iterator

from wemode.privacy.identifier import Identifier
from wemode.privacy.patterns.matching import matches

_MONTH = (
    r"(?:january|february|march|april|may|june|july|august|september|october|november|december"
    r"|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\b\.?"
)
_CERTAIN_MONTH = _MONTH.replace("|march", "").replace("|may", "").replace("|mar|", "|")
"""Months that are not also verbs."""

_CAPITAL_MONTH = r"(?-i:M(?:arch\b|ay\b|ar\b\.?))"
_WEEKDAY = r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|mon|tues?|wed|thurs?|fri|sat|sun)\b\.?"
_YEAR = r"(?:1[89]|20)\d\d\b"
_DAY = r"(?:0?[1-9]|[12]\d|3[01])"
_NTH = rf"{_DAY}(?:st|nd|rd|th)\b"
_WORD_NTH = (
    r"(?:twenty|thirty)?[ -]?(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth)\b"
    r"|(?:tenth|eleventh|twelfth|thirteenth|fourteenth|fifteenth|sixteenth|seventeenth|eighteenth|nineteenth"
    r"|twentieth|thirtieth)\b"
)
_NUMBER_MONTH = r"(?:0?[1-9]|1[0-2])"
_LED = rf"(?<!\w)(?:{_WEEKDAY},? )?(?:the )?"
_NO_COUNT = r"(?![\w:%£$])(?! ?(?:am|pm)\b)"
_THEN_YEAR = rf"(?:,? {_YEAR})?"


def _pattern(source: str) -> re.Pattern[str]:
    return re.compile(source, re.IGNORECASE)


_DATES = (
    # 12/03/2024, 3-12-24, 12.03.2024; 2024-03-12; 20240312
    _pattern(
        rf"(?<![\w/.-])(?:{_DAY}([/.-]){_NUMBER_MONTH}|{_NUMBER_MONTH}([/.-]){_DAY})(?:\1|\2)(?:{_YEAR}|\d\d)(?![\w/-])"
    ),
    _pattern(rf"(?<![\w/.-])(?:1[89]|20)\d\d([/.-]){_NUMBER_MONTH}\1{_DAY}(?![\w/-])"),
    _pattern(r"(?<!\w)(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(?!\w)"),
    # on 12/03, since 25.12.
    _pattern(
        r"\b(?:on|since|until|till|from|before|after|by|dated|dob:?) "
        r"(?!24/7)(?P<it>(?:0[1-9]|1[0-2])[/.](?:0[1-9]|[12]\d|3[01])|(?:0[1-9]|[12]\d|3[01])[/.](?:0?[1-9]|1[0-2]))(?![\w/%])"
    ),
    # 12 March, Monday the 12th of March 2024
    _pattern(rf"{_LED}{_DAY}(?:(?:st|nd|rd|th)\b)?(?: of)? {_MONTH}(?!\w){_THEN_YEAR}"),
    _pattern(rf"{_LED}(?:{_WORD_NTH}) (?:day )?of {_MONTH}(?!\w){_THEN_YEAR}"),
    # March 12, March 12th 2024, March the 12th, March the third
    _pattern(rf"(?<!\w)(?:{_WEEKDAY},? )?(?:{_CERTAIN_MONTH}|{_CAPITAL_MONTH}) {_DAY}{_NO_COUNT}{_THEN_YEAR}"),
    _pattern(rf"(?<!\w)(?:{_WEEKDAY},? )?{_MONTH} (?:the )?{_NTH}{_THEN_YEAR}"),
    _pattern(
        rf"(?<!\w)(?:{_CERTAIN_MONTH}|{_CAPITAL_MONTH}) (?:the )?(?:{_WORD_NTH})(?! (?:time|session|one)\b){_THEN_YEAR}"
    ),
    # March 2024, spring of 2021, Christmas 2019
    _pattern(rf"(?<!\w){_MONTH},?(?: of)? {_YEAR}"),
    _pattern(rf"(?<!\w)(?:spring|summer|autumn|fall|winter|christmas|easter|new year)(?: of)? {_YEAR}"),
    # Monday the 12th; born in 1987
    _pattern(rf"(?<!\w){_WEEKDAY},? (?:the )?{_NTH}"),
    _pattern(rf"\bborn (?:in|around|about) (?P<it>{_YEAR})"),
)


def dates(text: str) -> Iterator[Identifier]:
    """A day and a month, a month and a year, a weekday with its day of the month, a year of birth."""
    return matches(_DATES, text, "date")
