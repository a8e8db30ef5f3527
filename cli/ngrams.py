"""The plain baseline of `wemode evaluate`: character n-grams and logistic regression, one label against the rest."""

from __future__ import annotations

from typing import FrozenSet, List, Sequence

import numpy as np
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression

from rasa_project.lines import Line
from rasa_project.nlu.logistic import folds
from rasa_project.nlu.thresholds import BETA, thresholds
from wemode.taxonomy import labels

PARTS = 3
STRENGTH = 10.0
MOST_GRAMS = 40_000


def read_by_ngrams(label_set: str, training: Sequence[Line], texts: Sequence[str]) -> List[FrozenSet[str]]:
    """The labels of each text. Thresholds are chosen as our heads choose theirs: on lines left out of the fit."""
    names = labels()[label_set]
    lines = [line for line in training if line.sets[label_set] is not None]
    truth = np.array([[name in (line.sets[label_set] or ()) for name in names] for line in lines])
    counter = TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 5), max_features=MOST_GRAMS, sublinear_tf=True)
    grams = counter.fit_transform([line.text for line in lines])
    part = folds(len(lines), PARTS)
    left_out = np.zeros(truth.shape)
    for number in range(PARTS):
        rows, others = np.flatnonzero(part != number), np.flatnonzero(part == number)
        left_out[others] = _confidences(grams[rows], truth[rows], grams[others])
    bounds = thresholds(truth, left_out, BETA[label_set])
    found = _confidences(grams, truth, counter.transform(texts)) >= bounds
    return [frozenset(name for name, holds in zip(names, row, strict=True) if holds) for row in found]


def _confidences(known: object, truth: np.ndarray, asked: object) -> np.ndarray:  # type: ignore[type-arg]
    columns = []
    for column in truth.T:
        if column.any():
            model = LogisticRegression(C=STRENGTH, solver="liblinear", class_weight="balanced").fit(known, column)
            columns.append(model.predict_proba(asked)[:, 1])
        else:
            columns.append(np.zeros(asked.shape[0]))  # type: ignore[attr-defined]
    return np.stack(columns, axis=1)
