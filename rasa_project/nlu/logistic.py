"""Logistic regression on dense vectors, all labels of a set in one descent."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Callable, Tuple

import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize
from scipy.special import expit, log_softmax, softmax

Floats = npt.NDArray[np.float64]
Vectors = npt.NDArray[Any]
"""Of 32 or 64 bits; the descent computes in their precision."""
Gradient = Tuple[float, Floats]
"""The loss and its derivative by the scores."""

ROUNDS = 50


@dataclass(frozen=True)
class Linear:
    """Scores are `vectors @ weights + offsets`: one column a label."""

    weights: Floats
    offsets: Floats

    def scores(self, vectors: Vectors) -> Floats:
        found: Floats = vectors @ self.weights + self.offsets
        return found

    def each(self, vectors: Vectors) -> Floats:
        """The probability of each label, apart from the others."""
        found: Floats = expit(self.scores(vectors))
        return found


def one_vs_rest(vectors: Vectors, targets: npt.NDArray[np.bool_], strength: float, balance: float = 0.5) -> Linear:
    """Independent labels. `strength` is the inverse of the penalty; `balance` 0 counts every line once, 1 gives the
    lines with and without a label the same weight in all."""
    truth = targets.astype(np.float64)
    have = truth.sum(axis=0)
    rest = len(truth) - have
    extra = np.where(have > 0, (np.maximum(rest, 1) / np.maximum(have, 1)) ** balance, 1.0)
    importance = np.where(targets, extra, 1.0)

    def loss(scores: Floats) -> Gradient:
        value = (importance * (np.logaddexp(0.0, scores) - truth * scores)).sum()
        return float(value), importance * (expit(scores) - truth)

    return _descend(vectors, targets.shape[1], strength, loss)


def one_of_many(vectors: Vectors, targets: npt.NDArray[np.bool_], strength: float, balance: float = 0.5) -> Linear:
    """Labels of which exactly one holds; the weight of a line falls with the frequency of its label."""
    truth = targets.astype(np.float64)
    have = truth.sum(axis=0)
    importance = (truth @ (np.maximum(have, 1) ** -balance))[:, np.newaxis]
    importance /= importance.mean()

    def loss(scores: Floats) -> Gradient:
        value = -(importance * truth * log_softmax(scores, axis=1)).sum()
        return float(value), importance * (softmax(scores, axis=1) - truth)

    return _descend(vectors, targets.shape[1], strength, loss)


def _descend(vectors: Vectors, labels: int, strength: float, loss: Callable[[Floats], Gradient]) -> Linear:
    width = vectors.shape[1]
    kind = vectors.dtype

    def objective(flat: Floats) -> Gradient:
        matrix = flat.reshape(width + 1, labels)
        value, slope = loss(vectors @ matrix[:-1].astype(kind) + matrix[-1])
        gradient = np.empty_like(matrix)
        gradient[:-1] = vectors.T @ slope.astype(kind) + matrix[:-1] / strength
        gradient[-1] = slope.sum(axis=0)
        return value + float((matrix[:-1] ** 2).sum()) / (2 * strength), gradient.ravel()

    start = np.zeros((width + 1) * labels)
    found = minimize(objective, start, jac=True, method="L-BFGS-B", options={"maxiter": ROUNDS, "maxcor": 20})
    matrix = found.x.reshape(width + 1, labels)
    return Linear(matrix[:-1], matrix[-1])


def folds(count: int, parts: int, seed: int = 7) -> npt.NDArray[np.int64]:
    """The number of the part that each of `count` lines is left out in."""
    found: npt.NDArray[np.int64] = np.random.default_rng(seed).permutation(np.arange(count) % parts)
    return found
