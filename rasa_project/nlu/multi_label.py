"""The classifier of one label set: logistic regression on a text and its clauses, calibrated on left-out texts."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import List, Sequence, Tuple

import numpy as np
from scipy.special import expit

from rasa_project.encoder.clauses import Span
from rasa_project.encoder.encoder import Encoded
from rasa_project.nlu.features import Text, matrix
from rasa_project.nlu.logistic import Floats, Linear, one_vs_rest
from rasa_project.nlu.thresholds import Truth, thresholds

STRENGTH = 3.0
CLAUSE_SHARE = 0.3
"""How much of a label's score is its strongest clause's; the rest is the whole text's."""

ANY_SHARE = {"risks": 0.5}
"""How much of a label's score is the score of "any label of this set". Danger is seen before it is told apart: at the
same recall, false alarms on left-out lines fell by a quarter."""


@dataclass(frozen=True)
class Found:
    """A label above its threshold, with the clause that speaks for it most."""

    name: str
    confidence: float
    evidence: Span
    clause: int


@dataclass(frozen=True)
class MultiLabel:
    """Confidence is expit(slope * score + shift). The last column of `linear` is "any label of this set"."""

    names: Tuple[str, ...]
    linear: Linear
    any_share: float
    slope: float
    shift: float
    thresholds: Floats

    def find(self, text: Text) -> List[Found]:
        """Labels above their thresholds, best first."""
        scores, clauses = _scores(self.linear, text, self.any_share)
        confidences = self._confidences(scores)
        above = [int(n) for n in np.argsort(-confidences, kind="stable") if confidences[n] >= self.thresholds[n]]
        return [self._found(text.encoded, n, confidences[n], int(clauses[n])) for n in above]

    def confidences(self, texts: Sequence[Text]) -> Floats:
        """One row a text, one column a label."""
        return self._confidences(np.stack([_scores(self.linear, text, self.any_share)[0] for text in texts]))

    def strongest(self, text: Text, name: str) -> int:
        """The number of the clause that speaks most for a label."""
        return int(_scores(self.linear, text, self.any_share)[1][self.names.index(name)])

    def _found(self, encoded: Encoded, number: int, confidence: float, clause: int) -> Found:
        return Found(self.names[number], float(confidence), encoded.clauses[clause], clause)

    def _confidences(self, scores: Floats) -> Floats:
        found: Floats = expit(self.slope * scores + self.shift)
        return found

    def save(self, path: Path) -> None:
        np.savez(
            path,
            names=np.array(self.names),
            weights=self.linear.weights.astype(np.float32),
            offsets=self.linear.offsets,
            calibration=np.array([self.slope, self.shift, self.any_share]),
            thresholds=self.thresholds,
        )

    @classmethod
    def load(cls, path: Path) -> MultiLabel:
        with np.load(path) as kept:
            slope, shift, any_share = map(float, kept["calibration"])
            linear = Linear(kept["weights"], kept["offsets"])
            return cls(tuple(map(str, kept["names"])), linear, any_share, slope, shift, kept["thresholds"])


def fit(
    names: Sequence[str], texts: Sequence[Text], truth: Truth, beta: float, any_share: float, settle: Truth
) -> MultiLabel:
    """`truth` has a row for each text and a column for each name; confidences are calibrated, and thresholds make
    F-beta best, on the texts of `settle`, left out for that, and taken in afterwards."""
    vectors = matrix(texts)
    targets = np.hstack([truth, truth.any(axis=1, keepdims=True)])
    model = one_vs_rest(vectors[~settle], targets[~settle], STRENGTH)
    scores = np.stack([_scores(model, texts[row], any_share)[0] for row in np.flatnonzero(settle)])
    known = truth[settle]
    scale = one_vs_rest(scores.reshape(-1, 1), known.reshape(-1, 1), strength=1e6, balance=0.0)
    slope, shift = float(scale.weights[0, 0]), float(scale.offsets[0])
    chosen = thresholds(known, expit(slope * scores + shift), beta)
    return MultiLabel(tuple(names), one_vs_rest(vectors, targets, STRENGTH), any_share, slope, shift, chosen)


def _scores(linear: Linear, text: Text, any_share: float) -> Tuple[Floats, Floats]:
    """Each label's score, and the number of the clause that scores highest."""
    whole = _with_any(linear.scores(text.whole), any_share)
    parts = _with_any(linear.scores(text.clauses), any_share)
    return (1 - CLAUSE_SHARE) * whole + CLAUSE_SHARE * parts.max(axis=0), parts.argmax(axis=0)


def _with_any(scores: Floats, any_share: float) -> Floats:
    """The labels' own scores, drawn to the score of the last column."""
    drawn: Floats = (1 - any_share) * scores[..., :-1] + any_share * scores[..., -1:]
    return drawn
