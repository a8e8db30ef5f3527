"""The numbers that the heads read: the encoder's vector, the wording, and the context a text was typed in."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import List, Sequence

import numpy as np
import numpy.typing as npt
from sklearn.feature_extraction.text import HashingVectorizer

from rasa_project.encoder.encoder import Encoded, Floats
from rasa_project.lines import is_held_out

BINS = 1024
WORDS = HashingVectorizer(n_features=BINS, analyzer="word", ngram_range=(1, 2), token_pattern=r"\w+|[^\w\s]")
LETTERS = HashingVectorizer(n_features=BINS, analyzer="char_wb", ngram_range=(3, 4))
WORDING_SHARE = 0.5
"""How much the wording weighs beside the meaning, either a vector of length 1."""


@dataclass(frozen=True, eq=False)
class Text:
    """One text as the heads see it; `rehearsed` when it is meant for the patient."""

    encoded: Encoded
    rehearsed: bool

    @cached_property
    def whole(self) -> Floats:
        """The features of the whole text."""
        found: Floats = self._features([self.encoded.text], self.encoded.vector[np.newaxis])[0]
        return found

    @cached_property
    def clauses(self) -> Floats:
        """The features of each clause, one row each."""
        if len(self.encoded.clauses) == 1:
            return self.whole[np.newaxis]
        pieces = [self.encoded.text[start:end] for start, end in self.encoded.clauses]
        return self._features(pieces, self.encoded.clause_vectors)

    def fingerprint(self) -> str:
        """What Rasa hashes when it asks whether training data changed; the encoder's version is hashed elsewhere."""
        return f"{self.rehearsed} {self.encoded.text}"

    def _features(self, texts: List[str], vectors: Floats) -> Floats:
        wording = [counter.transform(texts).toarray() * WORDING_SHARE for counter in (WORDS, LETTERS)]
        context = np.full((len(texts), 1), self.rehearsed)
        found: Floats = np.hstack([vectors, *wording, context]).astype(np.float32)
        return found


def matrix(texts: Sequence[Text]) -> Floats:
    return np.stack([text.whole for text in texts])


def held_out(texts: Sequence[Text]) -> npt.NDArray[np.bool_]:
    """Which texts are development lines: the encoder was not tuned on them, so what it makes of them is what it will
    make of a therapist's words. Every fourth text where hardly any is one."""
    found = np.array([is_held_out(text.encoded.text) for text in texts])
    return found if found.sum() >= len(texts) / 16 else np.arange(len(texts)) % 4 == 0
