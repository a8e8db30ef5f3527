"""A piece of text that could point at someone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Iterable, List


@dataclass(frozen=True, order=True)
class Identifier:
    """Half-open span in code points; `type` is one of the `identifiers` of content/taxonomy.yml."""

    start: int
    end: int
    type: str


def united(found: Iterable[Identifier]) -> List[Identifier]:
    """Overlapping spans as one, in the order of the text. Of two types the one that came first in `found` stays."""
    ranked = sorted(enumerate(found), key=lambda item: (item[1].start, item[1].end))
    whole: List[Identifier] = []
    rank_of_last = 0
    for rank, identifier in ranked:
        if whole and identifier.start < whole[-1].end:
            last = whole[-1]
            first = min((rank_of_last, last.type), (rank, identifier.type))
            rank_of_last = first[0]
            whole[-1] = Identifier(last.start, max(last.end, identifier.end), first[1])
        else:
            whole.append(identifier)
            rank_of_last = rank
    return whole
