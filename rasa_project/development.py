"""How well each head reads lines it was not trained on: `python -m rasa_project.crossvalidate`.

A head's thresholds are chosen within its own training part, so the figures are not flattered by them.
"""

from __future__ import annotations

import tempfile
from collections import Counter
from pathlib import Path
from typing import Dict, List, Sequence, Set, Tuple

import numpy as np
import numpy.typing as npt

from rasa_project import lines, places
from rasa_project.encoder.encoder import Encoder
from rasa_project.lines import CONTEXTS, Line
from rasa_project.nlu import multi_label, single_label, spans
from rasa_project.nlu.features import Text
from rasa_project.nlu.logistic import folds
from rasa_project.nlu.thresholds import BETA
from rasa_project.nlu.vectors import VectorCache
from wemode.taxonomy import MULTI_LABEL_SETS, labels

PARTS = 4

Names = List[Set[str]]
Parts = npt.NDArray[np.int64]


def main() -> None:
    read = lines.read(places.DATA / "nlu")
    encoded = VectorCache(places.VECTORS, Encoder(places.ENCODER, threads=2)).encode([line.text for line in read])
    texts = [Text(found, bool(CONTEXTS.index(line.context))) for line, found in zip(read, encoded, strict=True)]
    part = folds(len(read), PARTS, seed=11)
    print(f"{len(read)} lines in {PARTS} parts", flush=True)
    for label_set in MULTI_LABEL_SETS:
        _report(label_set, labels()[label_set], *_labels(label_set, read, texts, part))
    _report("intents", labels()["intents"], [{line.intent} for line in read], _intents(read, texts, part))
    _report("quotes", labels()["quotes"], *_quotes(read, texts, part), suffixed=True)


def _labels(label_set: str, read: Sequence[Line], texts: Sequence[Text], part: Parts) -> Tuple[Names, Names]:
    names = labels()[label_set]
    looked_at = np.array([line.sets[label_set] is not None for line in read])
    truth: Names = [set(line.sets[label_set] or ()) for line in read]
    found: Names = [set() for _ in read]
    for number in range(PARTS):
        rows = np.flatnonzero(looked_at & (part != number))
        targets = np.array([[name in truth[row] for name in names] for row in rows])
        known = [texts[row] for row in rows]
        any_share = multi_label.ANY_SHARE.get(label_set, 0.0)
        model = multi_label.fit(names, known, targets, BETA[label_set], any_share)
        for row in np.flatnonzero(looked_at & (part == number)):
            found[row] = {label.name for label in model.find(texts[row])}
    return truth, found


def _intents(read: Sequence[Line], texts: Sequence[Text], part: Parts) -> Names:
    found: Names = [set() for _ in read]
    for number in range(PARTS):
        rows = np.flatnonzero(part != number)
        model = single_label.fit(labels()["intents"], [texts[row] for row in rows], [read[row].intent for row in rows])
        for row in np.flatnonzero(part == number):
            found[row] = {model.best(texts[row])[0]}
    return found


def _quotes(read: Sequence[Line], texts: Sequence[Text], part: Parts) -> Tuple[Names, Names]:
    """A quote counts as found when kind, start and end are right."""
    truth: Names = [{f"{q.kind} {q.start} {q.end}" for q in line.quotes or ()} for line in read]
    found: Names = [set() for _ in read]
    for number in range(PARTS):
        rows = [row for row in np.flatnonzero(part != number) if read[row].quotes is not None]
        with tempfile.TemporaryDirectory() as folder:
            spans.fit([texts[row].encoded for row in rows], [read[row].quotes or () for row in rows], Path(folder))
            reader = spans.SpanReader.load(Path(folder))
            for row in np.flatnonzero(part == number):
                if read[row].quotes is not None:
                    found[row] = {f"{q.kind} {q.start} {q.end}" for q in reader.read(texts[row].encoded)}
    return truth, found


def _report(title: str, names: Sequence[str], truth: Names, found: Names, suffixed: bool = False) -> None:
    """F1 by label; `suffixed` items begin with their label's name."""
    have, taken, hits = (
        Counter(item.split()[0] if suffixed else item for items in every for item in items)
        for every in (truth, found, [one & other for one, other in zip(truth, found, strict=True)])
    )
    scores: Dict[str, float] = {name: 2 * hits[name] / max(have[name] + taken[name], 1) for name in names}
    recall = sum(hits.values()) / max(sum(have.values()), 1)
    precision = sum(hits.values()) / max(sum(taken.values()), 1)
    macro = sum(scores.values()) / len(scores)
    print(f"{title}: macro-F1 {macro:.3f}, precision {precision:.3f}, recall {recall:.3f}", flush=True)
    print("  " + ", ".join(f"{name} {score:.2f}/{have[name]}" for name, score in scores.items()), flush=True)


if __name__ == "__main__":
    main()
