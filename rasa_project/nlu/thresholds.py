"""From which confidence on a label counts, chosen on predictions for lines the model had not seen."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from rasa_project.nlu.logistic import Floats
from wemode.taxonomy import MULTI_LABEL_SETS

Truth = npt.NDArray[np.bool_]

BETA = {**dict.fromkeys(MULTI_LABEL_SETS, 1.0), "risks": 2.0}
"""How many times as much as precision recall counts: a missed risk is far worse than a false alarm."""
PRIOR_LINES = 10.0
"""A label seen this often trusts its own lines as much as the set's common threshold."""
LOWEST = 0.05
HIGHEST = 0.95


def thresholds(truth: Truth, confidences: Floats, beta: float) -> Floats:
    """One for each column: where F-beta is best, drawn towards the common one the fewer lines a label has."""
    common = best(truth.ravel(), confidences.ravel(), beta)
    seen = truth.sum(axis=0)
    own = np.array([best(truth[:, n], confidences[:, n], beta) if seen[n] else common for n in range(len(seen))])
    found: Floats = np.clip((seen * own + PRIOR_LINES * common) / (seen + PRIOR_LINES), LOWEST, HIGHEST)
    return found


def best(truth: Truth, confidences: Floats, beta: float) -> float:
    """The confidence from which on F-beta is highest, half-way to the next lower one."""
    order = np.argsort(-confidences, kind="stable")
    hits = np.cumsum(truth[order])
    taken = np.arange(1, len(order) + 1)
    scores = (1 + beta**2) * hits / (beta**2 * max(int(truth.sum()), 1) + taken)
    place = int(np.argmax(scores))
    lower = confidences[order[place + 1]] if place + 1 < len(order) else 0.0
    return float((confidences[order[place]] + lower) / 2)
