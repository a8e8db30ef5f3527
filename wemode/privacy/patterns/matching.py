"""Small shared steps of the finders."""

from __future__ import annotations

import re
from typing import Iterable, Iterator

from wemode.privacy.identifier import Identifier


def matches(patterns: Iterable[re.Pattern[str]], text: str, kind: str) -> Iterator[Identifier]:
    """Every match of every pattern; the group named `it`, where there is one, is the identifier."""
    for pattern in patterns:
        group = "it" if "it" in pattern.groupindex else 0
        for match in pattern.finditer(text):
            yield Identifier(*match.span(group), kind)
