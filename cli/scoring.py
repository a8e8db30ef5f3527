"""What a reading is worth beside the truth: counts, F1, calibration, confusion. A row is one line of text."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Dict, FrozenSet, List, Sequence, Tuple

Names = FrozenSet[str]
Pairs = Sequence[Tuple[Names, Names]]
"""(labels that are true, labels that were read), one pair a line."""

BINS = 10


@dataclass(frozen=True)
class Score:
    """Of one label or of many: how many were there, read, and both."""

    there: int
    read: int
    both: int

    @property
    def precision(self) -> float:
        return self.both / self.read if self.read else 0.0

    @property
    def recall(self) -> float:
        return self.both / self.there if self.there else 0.0

    @property
    def f1(self) -> float:
        return 2 * self.both / (self.there + self.read) if self.both else 0.0


def by_label(pairs: Pairs, labels: Sequence[str]) -> Dict[str, Score]:
    """A score for each label, whether it occurs or not."""
    there, read, both = (
        Counter(name for names in every for name in names)
        for every in ([t for t, _ in pairs], [r for _, r in pairs], [t & r for t, r in pairs])
    )
    return {name: Score(there[name], read[name], both[name]) for name in labels}


def micro(pairs: Pairs) -> float:
    """F1 over all labels of all lines together."""
    return Score(sum(len(t) for t, _ in pairs), sum(len(r) for _, r in pairs), sum(len(t & r) for t, r in pairs)).f1


def macro(pairs: Pairs, labels: Sequence[str]) -> float:
    """Mean F1 of the labels that occur at all; 0 when none does."""
    occurring = [score.f1 for score in by_label(pairs, labels).values() if score.there]
    return sum(occurring) / len(occurring) if occurring else 0.0


def calibration_error(told: Sequence[Tuple[float, bool]]) -> float:
    """Expected calibration error of (confidence, was it right): mean distance of the two in ten bins, weighted."""
    bins: Dict[int, List[Tuple[float, bool]]] = {}
    for confidence, right in told:
        bins.setdefault(min(int(confidence * BINS), BINS - 1), []).append((confidence, right))
    distance = sum(abs(sum(c for c, _ in held) - sum(r for _, r in held)) for held in bins.values())
    return distance / len(told) if told else 0.0


def confusions(pairs: Pairs, most: int) -> List[Tuple[str, str, int]]:
    """(label missed, label read in the same line that is not there, how often), most frequent first."""
    counts = Counter((missed, wrong) for true, read in pairs for missed in true - read for wrong in read - true)
    return [(missed, wrong, count) for (missed, wrong), count in counts.most_common(most)]


def share(hits: Sequence[bool]) -> float:
    return sum(hits) / len(hits) if hits else 0.0
