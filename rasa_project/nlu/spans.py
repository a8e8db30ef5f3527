"""Reads quotes out of a text: a linear reading of each word's vector, and a conditional random field over words."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Dict, Iterator, List, Sequence, Tuple

import numpy as np
import numpy.typing as npt
import pycrfsuite  # type: ignore[import-untyped]

from rasa_project.encoder.encoder import Encoded
from rasa_project.nlu.logistic import Floats, Linear, one_vs_rest
from rasa_project.nlu.words import Word, words
from wemode.reading import Quote
from wemode.taxonomy import labels

STRENGTH = 0.1
LINEAR_TEXTS = 2500
"""Texts with quotes that the linear model learns from."""
OUTSIDE = "O"
SETTINGS = {"c1": 0.05, "c2": 0.05, "max_iterations": 100, "feature.possible_transitions": True}

Features = Dict[str, object]


@dataclass(frozen=True)
class SpanReader:
    """Words are tagged in the BIO manner, one kind at a time: quotes do not overlap."""

    linear: Linear
    tagger: pycrfsuite.Tagger

    def read(self, encoded: Encoded) -> List[Quote]:
        """In the order of the text."""
        found = words(encoded)
        if not found:
            return []
        vectors = np.stack([word.vector for word in found])
        return list(_quotes(found, self.tagger.tag(_features(found, self.linear.scores(vectors)))))

    @classmethod
    def load(cls, folder: Path) -> SpanReader:
        tagger = pycrfsuite.Tagger()
        tagger.open(str(folder / "spans.crfsuite"))
        with np.load(folder / "words.npz") as kept:
            return cls(Linear(kept["weights"], kept["offsets"]), tagger)


def fit(texts: Sequence[Encoded], quotes: Sequence[Sequence[Quote]], folder: Path) -> None:
    """Learns from each text's quotes and leaves in the folder what `SpanReader.load` reads.

    The field learns from other texts than the linear model, whose scores it sees as they come out for unseen words.
    Texts without quotes are taken only as many as it needs: words by the million would take gigabytes.
    """
    first, second = _shares([bool(given) for given in quotes])
    sentences = [words(texts[row]) for row in first]
    vectors = np.concatenate([[word.vector for word in sentence] for sentence in sentences])
    truth = np.concatenate([_truth(sentence, quotes[row]) for sentence, row in zip(sentences, first, strict=True)])
    linear = one_vs_rest(vectors, truth, STRENGTH)
    np.savez(folder / "words.npz", weights=linear.weights.astype(np.float32), offsets=linear.offsets)
    trainer = pycrfsuite.Trainer(verbose=False)
    trainer.set_params(SETTINGS)
    for row in second:
        sentence = words(texts[row])
        scores = linear.scores(np.stack([word.vector for word in sentence]))
        trainer.append(_features(sentence, scores), _tags(sentence, quotes[row]))
    trainer.train(str(folder / "spans.crfsuite"))


def _shares(quoted: Sequence[bool]) -> Tuple[List[int], List[int]]:
    """Rows for the linear model and rows for the field: a third of them, or half, without any quote."""
    order = np.random.default_rng(7).permutation(len(quoted)).tolist()
    holding = [row for row in order if quoted[row]]
    rest = [row for row in order if not quoted[row]]
    cut = min(LINEAR_TEXTS, len(holding) // 2)
    first = holding[:cut] + rest[: cut // 3]
    return first, holding[cut:] + rest[cut // 3 :][: (len(holding) - cut) // 2]


def _truth(sentence: Sequence[Word], quotes: Sequence[Quote]) -> npt.NDArray[np.bool_]:
    kinds = labels()["quotes"]
    return np.array([[_covers(quotes, word, kind) for kind in kinds] for word in sentence])


def _covers(quotes: Sequence[Quote], word: Word, kind: str) -> bool:
    return any(quote.kind == kind and quote.start <= word.start and word.end <= quote.end for quote in quotes)


def _tags(sentence: Sequence[Word], quotes: Sequence[Quote]) -> List[str]:
    tags = [OUTSIDE] * len(sentence)
    for quote in quotes:
        inside = [n for n, word in enumerate(sentence) if quote.start <= word.start and word.end <= quote.end]
        for place, number in enumerate(inside):
            if tags[number] == OUTSIDE:
                tags[number] = f"{'I' if place else 'B'}-{quote.kind}"
    return tags


def _quotes(sentence: Sequence[Word], tags: Sequence[str]) -> Iterator[Quote]:
    start = 0
    for number, tag in enumerate(tags):
        if tag.startswith("B-") or (tag != OUTSIDE and (number == 0 or tags[number - 1][2:] != tag[2:])):
            start = number
        following = tags[number + 1] if number + 1 < len(tags) else OUTSIDE
        if tag != OUTSIDE and following != f"I-{tag[2:]}":
            yield Quote(tag[2:], sentence[start].start, sentence[number].end)


def _features(sentence: Sequence[Word], scores: Floats) -> List[Features]:
    alone = [_alone(word, row) for word, row in zip(sentence, scores, strict=True)]
    return [{**own, **_around(alone, number)} for number, own in enumerate(alone)]


def _alone(word: Word, scores: Floats) -> Features:
    lower = word.text.lower()
    kinds = dict(zip(labels()["quotes"], np.clip(scores, -6, 6), strict=True))
    return {
        "word": lower,
        "end": lower[-3:],
        "shape": _shape(word.text),
        **{f"is {kind}": float(score) for kind, score in kinds.items()},
        "best": max(kinds, key=lambda kind: float(kinds[kind])) if max(kinds.values()) > 0 else OUTSIDE,
    }


def _around(alone: Sequence[Features], number: int) -> Features:
    found: Features = {"bias": 1.0, "first": number == 0, "last": number == len(alone) - 1}
    for step in (-2, -1, 1, 2):
        if 0 <= number + step < len(alone):
            near = alone[number + step]
            found.update({f"{step} {key}": near[key] for key in ("word", "shape", "best")})
            found.update({f"{step} {key}": value for key, value in near.items() if key.startswith("is ")})
    return found


def _shape(text: str) -> str:
    return "".join("0" if c.isdigit() else "A" if c.isupper() else "a" if c.isalpha() else c for c in text[:6])
