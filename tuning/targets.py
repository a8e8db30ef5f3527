"""What the encoder is tuned to tell: every label set of a line, whether a reaction was said, the intent, the quotes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Dict, List, Sequence, Tuple

import numpy as np

from rasa_project.lines import Line
from wemode.taxonomy import MULTI_LABEL_SETS, labels


@dataclass(frozen=True)
class Targets:
    """`truth` and `looked_at` are (lines, columns) of 0 and 1; `columns` says which are whose."""

    truth: np.ndarray
    looked_at: np.ndarray
    columns: Dict[str, Tuple[int, int]]
    intents: np.ndarray


def targets(lines: Sequence[Line]) -> Targets:
    truth: List[List[float]] = []
    looked_at: List[List[float]] = []
    for line in lines:
        row: List[float] = []
        seen: List[float] = []
        for name in MULTI_LABEL_SETS:
            given = line.sets[name]
            row += [float(label in (given or ())) for label in labels()[name]]
            seen += [float(given is not None)] * len(labels()[name])
        reactions = line.sets["reactions"] or ()
        row += [float(label in line.said) for label in labels()["reactions"]]
        seen += [float(label in reactions) for label in labels()["reactions"]]
        truth.append(row)
        looked_at.append(seen)
    columns: Dict[str, Tuple[int, int]] = {}
    at = 0
    for name in (*MULTI_LABEL_SETS, "said"):
        width = len(labels()["reactions" if name == "said" else name])
        columns[name] = (at, at + width)
        at += width
    names = list(labels()["intents"])
    intents = np.array([names.index(line.intent) for line in lines])
    return Targets(np.array(truth, np.float32), np.array(looked_at, np.float32), columns, intents)


def token_targets(line: Line, offsets: Sequence[Tuple[int, int]]) -> np.ndarray:
    """(tokens, kinds of quote): which tokens lie within a quote; all zeros for a line never searched for quotes."""
    kinds = list(labels()["quotes"])
    found = np.zeros((len(offsets), len(kinds)), np.float32)
    for quote in line.quotes or ():
        for number, (start, end) in enumerate(offsets):
            if end > start and quote.start <= start and end <= quote.end:
                found[number, kinds.index(quote.kind)] = 1.0
    return found
