"""A classifier of which exactly one label holds, its confidence calibrated on unseen lines."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Sequence, Tuple

import numpy as np
from scipy.optimize import minimize_scalar
from scipy.special import log_softmax, softmax

from rasa_project.nlu.features import Text, matrix
from rasa_project.nlu.logistic import Floats, Linear, folds, one_of_many

STRENGTH = 10.0
PARTS = 4


@dataclass(frozen=True)
class SingleLabel:
    """Confidence is softmax(scores / temperature)."""

    names: Tuple[str, ...]
    linear: Linear
    temperature: float

    def best(self, text: Text) -> Tuple[str, float]:
        confidences = softmax(self.linear.scores(text.whole) / self.temperature)
        number = int(confidences.argmax())
        return self.names[number], float(confidences[number])

    def save(self, path: Path) -> None:
        np.savez(
            path,
            names=np.array(self.names),
            weights=self.linear.weights.astype(np.float32),
            offsets=self.linear.offsets,
            temperature=self.temperature,
        )

    @classmethod
    def load(cls, path: Path) -> SingleLabel:
        with np.load(path) as kept:
            linear = Linear(kept["weights"], kept["offsets"])
            return cls(tuple(map(str, kept["names"])), linear, float(kept["temperature"]))


def fit(names: Sequence[str], texts: Sequence[Text], given: Sequence[str]) -> SingleLabel:
    """`given` names each text's label."""
    vectors = matrix(texts)
    truth = np.array([[name == label for name in names] for label in given])
    part = folds(len(texts), PARTS)
    scores = np.zeros(truth.shape)
    for number in range(PARTS):
        model = one_of_many(vectors[part != number], truth[part != number], STRENGTH)
        scores[part == number] = model.scores(vectors[part == number])
    return SingleLabel(tuple(names), one_of_many(vectors, truth, STRENGTH), _temperature(scores, truth))


def _temperature(scores: Floats, truth: Floats) -> float:
    """What makes the confidences of left-out lines as likely as they can be."""

    def loss(logarithm: float) -> float:
        return -float((log_softmax(scores / np.exp(logarithm), axis=1) * truth).sum())

    return float(np.exp(minimize_scalar(loss, bounds=(-3.0, 3.0), method="bounded").x))
