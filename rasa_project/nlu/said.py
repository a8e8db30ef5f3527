"""Whether a reaction was put into words, or only follows from what happened."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Sequence

import numpy as np

from rasa_project.lines import Line
from rasa_project.nlu.features import Text
from rasa_project.nlu.logistic import Floats, Linear, one_vs_rest
from rasa_project.nlu.multi_label import MultiLabel

STRENGTH = 3.0


@dataclass(frozen=True)
class Said:
    """Reads the whole text, the clause that carries the reaction, and which reaction it is."""

    linear: Linear

    def holds(self, text: Text, clause: int, label: int, labels: int) -> bool:
        return bool(self.linear.scores(features(text, clause, label, labels))[0] > 0)

    def save(self, path: Path) -> None:
        np.savez(path, weights=self.linear.weights.astype(np.float32), offsets=self.linear.offsets)

    @classmethod
    def load(cls, path: Path) -> Said:
        with np.load(path) as kept:
            return cls(Linear(kept["weights"], kept["offsets"]))


def fit(model: MultiLabel, lines: Sequence[Line], texts: Sequence[Text]) -> Said:
    """One example for each reaction of each line."""
    pairs = [(line, text, n) for line, text in zip(lines, texts, strict=True) for n in line.sets["reactions"] or ()]
    rows = [features(text, model.strongest(text, n), model.names.index(n), len(model.names)) for _, text, n in pairs]
    truth = np.array([[name in line.said] for line, _, name in pairs])
    return Said(one_vs_rest(np.stack(rows), truth, STRENGTH, balance=0.0))


def features(text: Text, clause: int, label: int, labels: int) -> Floats:
    which = np.zeros(labels)
    which[label] = 1.0
    return np.concatenate([text.whole, text.clauses[clause], which])
