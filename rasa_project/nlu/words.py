"""The words of a text, each with its place and the mean of its tokens' vectors."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import List

import numpy as np

from rasa_project.encoder.encoder import Encoded, Floats

WORD = re.compile(r"\w+(?:['’]\w+)*|[^\w\s]")


@dataclass(frozen=True, eq=False)
class Word:
    """Half-open code points; `pieces` says into how many tokens the encoder cut it."""

    text: str
    start: int
    end: int
    vector: Floats
    pieces: int


def words(encoded: Encoded) -> List[Word]:
    """In order; a word that got no token (its window ended) has a vector of zeros and no piece."""
    starts, ends = encoded.offsets[:, 0], encoded.offsets[:, 1]
    found = []
    for match in WORD.finditer(encoded.text):
        rows = encoded.tokens[(starts < match.end()) & (ends > match.start()) & (ends > starts)]
        vector = rows.mean(axis=0) if len(rows) else np.zeros(encoded.tokens.shape[1], np.float32)
        found.append(Word(match.group(), match.start(), match.end(), vector, len(rows)))
    return found
