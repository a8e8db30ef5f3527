"""Numbers under which somebody keeps a file on somebody."""

from __future__ import annotations

import re
from typing import Iterator

from wemode.privacy.identifier import Identifier
from wemode.privacy.patterns.matching import matches

_OWNER = (
    r"(?:MRN|NHS|SSN|NI|hospital|patient|client|case|record|file|chart|insurance|policy|member(?:ship)?|claim|passport"
    r"|licen[cs]e|account|reference|ref|national insurance|social security|medicare|medicaid|health)"
)
_LABELLED = re.compile(
    rf"\b{_OWNER}\.?(?: (?:number|num|no|id|ref)\b\.?)?(?: is)? ?[:#]? ?"
    r"(?P<it>(?=[A-Z/-]{0,12}\d)[A-Z\d]{3,16}(?:[/-][A-Z\d]{1,12}){0,3}\b|\d{2,4}(?:[ -]\d{2,4}){2,4}\b)",
    re.IGNORECASE,
)

_SHAPED = (
    re.compile(r"(?<![\w-])(?!000|666|9)\d{3}([- ])\d{2}\1\d{4}(?![\w-])"),  # United States social security
    re.compile(r"(?<!\w)[A-Z]{2} ?\d{2} ?\d{2} ?\d{2} ?[A-D](?!\w)", re.IGNORECASE),  # UK national insurance
    re.compile(r"(?<![\w-])\d{4}([ -])\d{4}\1\d{4}\1\d{1,7}(?![\w-])"),  # a card
    re.compile(r"(?<!\w)[A-Z]{2}\d{2} ?[A-Z]{4}(?: ?\d{4}){2,5}(?: ?\d{1,3})?(?!\w)"),  # an account (IBAN)
    re.compile(r"(?<!\w)[A-Z]{1,3}[-/]?\d{5,10}(?!\w)"),
)
_NHS = re.compile(r"(?<![\w-])\d{3}([ -]?)\d{3}\1\d{4}(?![\w-])")
_DIGIT_RUN = re.compile(r"(?<![\w.,£$€])\d{6,}(?![\w%]|[.,]\d)")


def labelled_numbers(text: str) -> Iterator[Identifier]:
    """A number that says whose it is: "MRN 0048213", "case no. 4471-B", "passport: 123456789"."""
    return matches((_LABELLED,), text, "record_number")


def shaped_numbers(text: str) -> Iterator[Identifier]:
    """Numbers known by their shape or their check digit: SSN, national insurance, NHS, cards, accounts."""
    yield from matches(_SHAPED, text, "record_number")
    for match in _NHS.finditer(text):
        if match.group(1) != "-" and _has_nhs_check_digit(match.group()):
            yield Identifier(*match.span(), "record_number")


def digit_runs(text: str) -> Iterator[Identifier]:
    """Six digits or more in a row, whatever they are; not an amount of money."""
    return matches((_DIGIT_RUN,), text, "record_number")


def _has_nhs_check_digit(number: str) -> bool:
    """Modulus 11 over the first nine digits, weights 10 to 2 (NHS Data Dictionary, NHS NUMBER)."""
    digits = [int(character) for character in number if character.isdigit()]
    check = 11 - sum(weight * digit for weight, digit in zip(range(10, 1, -1), digits[:9], strict=True)) % 11
    return digits[9] == check % 11
