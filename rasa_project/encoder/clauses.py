"""Where a text falls into clauses: what one label rests on is seldom the whole of it."""

from __future__ import annotations

import re
from typing import List, Tuple

Span = Tuple[int, int]

FEWEST_WORDS = 3
SEAM = re.compile(
    r"[.!?;:…]+[\"'”’)]*\s+|\s*[—–]\s*|\s+-+\s+|,\s+|\n+"
    r"|\s+(?=(?:but|and then|and|because|so that|although|though|while|whereas|until|when|if|as if)\b)",
    re.IGNORECASE,
)


def clauses(text: str) -> List[Span]:
    """Half-open spans in code points, in order, none overlapping; pieces under three words join what goes before."""
    spans: List[Span] = []
    for start, end in _pieces(text):
        if spans and (_words(text, (start, end)) < FEWEST_WORDS or _words(text, spans[-1]) < FEWEST_WORDS):
            spans[-1] = (spans[-1][0], end)
        else:
            spans.append((start, end))
    return spans


def _pieces(text: str) -> List[Span]:
    seams = [(seam.start(), seam.end()) for seam in SEAM.finditer(text)]
    starts = [0, *(end for _, end in seams)]
    ends = [*(start for start, _ in seams), len(text)]
    return [_trimmed(text, start, end) for start, end in zip(starts, ends, strict=True) if text[start:end].strip()]


def _trimmed(text: str, start: int, end: int) -> Span:
    piece = text[start:end]
    return start + len(piece) - len(piece.lstrip()), end - len(piece) + len(piece.rstrip())


def _words(text: str, span: Span) -> int:
    return len(text[span[0] : span[1]].split())
