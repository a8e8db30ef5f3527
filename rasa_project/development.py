"""How well each head reads the development lines: `python -m rasa_project.development`.

A head's thresholds are settled on one half of those lines and measured on the other, then the other way round; the
encoder was tuned on neither. Design choices are made by these figures, never by evaluation/.
"""

from __future__ import annotations

import tempfile
from collections import Counter
from pathlib import Path
from typing import Dict, Iterator, Sequence, Set, Tuple

import numpy as np
import numpy.typing as npt

from rasa_project import lines, places
from rasa_project.encoder.encoder import Encoder
from rasa_project.lines import CONTEXTS, Line
from rasa_project.nlu import multi_label, single_label, spans
from rasa_project.nlu.features import Text, held_out
from rasa_project.nlu.logistic import folds
from rasa_project.nlu.thresholds import BETA
from rasa_project.nlu.vectors import VectorCache
from wemode.taxonomy import MULTI_LABEL_SETS, labels

Names = Dict[int, Set[str]]
"""Row → labels."""

Rows = npt.NDArray[np.int64]


def main() -> None:
    read = lines.read(places.DATA / "nlu")
    encoded = VectorCache(places.VECTORS, Encoder(places.ENCODER, threads=2)).encode([line.text for line in read])
    texts = [Text(found, bool(CONTEXTS.index(line.context))) for line, found in zip(read, encoded, strict=True)]
    print(f"{len(read)} lines, {held_out(texts).sum()} of them development lines", flush=True)
    for label_set in MULTI_LABEL_SETS:
        _report(label_set, labels()[label_set], *_labels(label_set, read, texts))
    _report("intents", labels()["intents"], *_intents(read, texts))
    _report("quotes", labels()["quotes"], *_quotes(read, texts), suffixed=True)


def _halves(texts: Sequence[Text], rows: Rows) -> Iterator[Tuple[Rows, npt.NDArray[np.bool_], Rows]]:
    """(rows to learn from, which of them settle the thresholds, rows to measure on), twice."""
    unseen = held_out(texts)[rows]
    part = np.where(unseen, folds(len(rows), 2, seed=11), -1)
    for number in range(2):
        known = rows[part != number]
        yield known, part[part != number] == 1 - number, rows[part == number]


def _labels(label_set: str, read: Sequence[Line], texts: Sequence[Text]) -> Tuple[Names, Names]:
    names = labels()[label_set]
    rows = np.flatnonzero([line.sets[label_set] is not None for line in read])
    any_share = multi_label.ANY_SHARE.get(label_set, 0.0)
    truth: Names = {}
    found: Names = {}
    for known, settle, measured in _halves(texts, rows):
        targets = np.array([[name in (read[row].sets[label_set] or ()) for name in names] for row in known])
        model = multi_label.fit(names, [texts[row] for row in known], targets, BETA[label_set], any_share, settle)
        for row in map(int, measured):
            truth[row] = set(read[row].sets[label_set] or ())
            found[row] = {label.name for label in model.find(texts[row])}
    return truth, found


def _intents(read: Sequence[Line], texts: Sequence[Text]) -> Tuple[Names, Names]:
    truth: Names = {}
    found: Names = {}
    for known, settle, measured in _halves(texts, np.arange(len(read))):
        given = [read[row].intent for row in known]
        model = single_label.fit(labels()["intents"], [texts[row] for row in known], given, settle)
        for row in map(int, measured):
            truth[row], found[row] = {read[row].intent}, {model.best(texts[row])[0]}
    return truth, found


def _quotes(read: Sequence[Line], texts: Sequence[Text]) -> Tuple[Names, Names]:
    """A quote counts as found when kind, start and end are right."""
    looked_at = [row for row, line in enumerate(read) if line.quotes is not None]
    unseen = held_out([texts[row] for row in looked_at])
    known = [row for row, left in zip(looked_at, unseen, strict=True) if not left]
    with tempfile.TemporaryDirectory() as folder:
        spans.fit([texts[row].encoded for row in known], [read[row].quotes or () for row in known], Path(folder))
        reader = spans.SpanReader.load(Path(folder))
        measured = [row for row, left in zip(looked_at, unseen, strict=True) if left]
        truth = {row: {f"{q.kind} {q.start} {q.end}" for q in read[row].quotes or ()} for row in measured}
        found = {row: {f"{q.kind} {q.start} {q.end}" for q in reader.read(texts[row].encoded)} for row in measured}
    return truth, found


def _report(title: str, names: Sequence[str], truth: Names, found: Names, suffixed: bool = False) -> None:
    """F1 by label; `suffixed` items begin with their label's name."""
    both = [one & found[row] for row, one in truth.items()]
    have, taken, hits = (
        Counter(item.split()[0] if suffixed else item for items in every for item in items)
        for every in (truth.values(), found.values(), both)
    )
    scores: Dict[str, float] = {name: 2 * hits[name] / max(have[name] + taken[name], 1) for name in names}
    recall = sum(hits.values()) / max(sum(have.values()), 1)
    precision = sum(hits.values()) / max(sum(taken.values()), 1)
    macro = sum(scores.values()) / len(scores)
    print(f"{title}: macro-F1 {macro:.3f}, precision {precision:.3f}, recall {recall:.3f}", flush=True)
    print("  " + ", ".join(f"{name} {score:.2f}/{have[name]}" for name, score in scores.items()), flush=True)


if __name__ == "__main__":
    main()
