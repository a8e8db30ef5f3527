"""How unlike anything therapists type a text is: keys hit at random, another language, a cat on the keyboard."""

from __future__ import annotations

import random
import re
import string
from dataclasses import dataclass
from pathlib import Path
from typing import Iterator, Sequence

import numpy as np

from rasa_project.encoder.encoder import Encoded, Encoder
from rasa_project.lines import is_held_out
from rasa_project.nlu.logistic import Floats, Linear, Vectors, one_vs_rest
from rasa_project.nlu.words import words
from wemode.content.not_names import not_names
from wemode.privacy.lists import lists
from wemode.privacy.patterns.typos import is_typo
from wemode.privacy.patterns.words import fold

FOREIGN = Path(__file__).with_name("foreign.txt")
STRENGTH = 100.0
PIECES = 3
"""A word cut into this many tokens or more is hardly one the encoder knows."""
VOWELS = frozenset("aeiouy")


@dataclass(frozen=True)
class Strangeness:
    """Compares a text with all training lines and looks at what its words are made of."""

    known: Vectors
    linear: Linear

    def of(self, encoded: Encoded) -> float:
        """From 0, like the training lines, to 1."""
        nearest = float((self.known @ encoded.vector).max())
        return float(self.linear.each(_features(encoded, nearest))[0])

    def save(self, path: Path) -> None:
        np.savez(path, known=self.known.astype(np.float16), weights=self.linear.weights, offsets=self.linear.offsets)

    @classmethod
    def load(cls, path: Path) -> Strangeness:
        with np.load(path) as kept:
            return cls(kept["known"].astype(np.float32), Linear(kept["weights"], kept["offsets"]))


def fit(lines: Sequence[Encoded], encoder: Encoder) -> Strangeness:
    """Tells development lines, which the encoder was not tuned to, from foreign sentences and gibberish made for it."""
    known = np.stack([line.vector for line in lines])
    rows = [row for row, line in enumerate(lines) if is_held_out(line.text)]
    likeness = known[rows] @ known.T
    likeness[range(len(rows)), rows] = -1.0
    strange = encoder.encode([*FOREIGN.read_text(encoding="utf-8").splitlines(), *_gibberish(random.Random(7))])
    ordinary = [_features(lines[row], float(near)) for row, near in zip(rows, likeness.max(axis=1), strict=True)]
    others = [_features(text, float((known @ text.vector).max())) for text in strange]
    truth = np.array([False] * len(ordinary) + [True] * len(others))[:, np.newaxis]
    return Strangeness(known, one_vs_rest(np.stack(ordinary + others), truth, STRENGTH, balance=1.0))


def _features(encoded: Encoded, nearest: float) -> Floats:
    found = [word for word in words(encoded) if any(character.isalnum() for character in word.text)]
    if not found:
        return np.array([nearest, 1.0, 1.0, 1.0, 1.0])
    cut = np.array([word.pieces for word in found], dtype=np.float64)
    unspeakable = np.mean([_unspeakable(word.text.lower()) for word in found])
    unknown = np.mean([not _is_known(word.text) for word in found])
    pieces = min(float(cut.mean()) - 1, 2.0), float((cut >= PIECES).mean())
    return np.array([nearest, *pieces, float(unspeakable), float(unknown)])


def _is_known(word: str) -> bool:
    """In the dictionary, in therapists' shorthand, mistyped, or no word but a number."""
    known, shorthand = lists().known, not_names().trade
    parts = re.split("['’]", fold(word))
    return any(part in known or part in shorthand or part[:1].isdigit() or is_typo(part) for part in parts)


def _unspeakable(word: str) -> bool:
    """Letters beyond ASCII, or more than four consonants running."""
    if any(character.isalpha() and not character.isascii() for character in word):
        return True
    runs = "".join(" " if character in VOWELS or not character.isalpha() else character for character in word).split()
    return any(len(run) > 4 for run in runs)


def _gibberish(chance: random.Random) -> Iterator[str]:
    """Sixty strings: rows of the keyboard, letters at random, digits and signs."""
    rows = ("asdfghjkl", "qwertzuiop", "yxcvbnm", string.ascii_lowercase)
    for number in range(60):
        alphabet = rows[number % len(rows)]
        count = chance.randint(1, 5)
        yield " ".join("".join(chance.choice(alphabet) for _ in range(chance.randint(3, 9))) for _ in range(count))
