"""A classifier of which exactly one label holds, its confidence calibrated on left-out texts."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Sequence, Tuple

import numpy as np
from scipy.optimize import minimize_scalar
from scipy.special import log_softmax, softmax

from rasa_project.nlu.features import Text, matrix
from rasa_project.nlu.logistic import Floats, Linear, one_of_many
from rasa_project.nlu.thresholds import Truth

STRENGTH = 10.0


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


def fit(names: Sequence[str], texts: Sequence[Text], given: Sequence[str], settle: Truth) -> SingleLabel:
    """`given` names each text's label; the temperature is settled on the texts of `settle`, left out for that."""
    vectors = matrix(texts)
    truth = np.array([[name == label for name in names] for label in given])
    scores = one_of_many(vectors[~settle], truth[~settle], STRENGTH).scores(vectors[settle])
    return SingleLabel(tuple(names), one_of_many(vectors, truth, STRENGTH), _temperature(scores, truth[settle]))


def _temperature(scores: Floats, truth: Truth) -> float:
    """What makes the confidences of left-out lines as likely as they can be."""

    def loss(logarithm: float) -> float:
        return -float((log_softmax(scores / np.exp(logarithm), axis=1) * truth).sum())

    return float(np.exp(minimize_scalar(loss, bounds=(-3.0, 3.0), method="bounded").x))
