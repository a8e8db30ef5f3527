"""What in a text could point at someone, as far as patterns and lists can tell: a help, no anonymisation."""

from __future__ import annotations

from typing import Callable, Iterable, List, Tuple

from wemode.privacy.closing import fails_closed
from wemode.privacy.identifier import Identifier, united
from wemode.privacy.masking import mask
from wemode.privacy.patterns import addresses, ages, contacts, dates, institutions, links, names, records, titles

Finder = Callable[[str], Iterable[Identifier]]

FINDERS: Tuple[Finder, ...] = (
    links.urls,
    contacts.emails,
    links.handles,
    dates.dates,
    records.labelled_numbers,
    records.shaped_numbers,
    contacts.telephones,
    addresses.addresses,
    ages.ages,
    titles.persons,
    institutions.organisations,
    names.names,
    records.digit_runs,
)
"""The most certain first: where two overlap, the type of the earlier one stays."""


@fails_closed
def find(text: str) -> List[Identifier]:
    """Identifiers in the order of the text, none overlapping. Raises MaskingError, and nothing else.

    What a replacement brings side by side is looked at again, so that a masked text holds nothing more to mask.
    """
    found = _patterns(text)
    while True:
        masked = mask(text, found)
        more = [Identifier(*masked.back(x.start, x.end), x.type) for x in _patterns(masked.text)]
        if not more:
            return found
        grown = united([*found, *more])
        if grown == found:
            raise RuntimeError("a role word reads as an identifier")
        found = grown


def _patterns(text: str) -> List[Identifier]:
    return united(identifier for finder in FINDERS for identifier in finder(text))
