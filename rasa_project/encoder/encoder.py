"""From texts to vectors: the int8 MPNet in onnxruntime, one pass for a text's tokens, its clauses and its whole."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Iterator, List, Sequence

import numpy as np
import numpy.typing as npt
import onnxruntime
from tokenizers import Encoding, Tokenizer

from rasa_project.encoder.clauses import Span, clauses
from rasa_project.encoder.files import GRAPH, TOKENIZER, EncoderError, Manifest

Floats = npt.NDArray[np.float32]

WIDTH = 768
WINDOW = 384
"""Tokens, two of them marks, that the encoder was trained on at once; longer texts are read in several windows."""
PADDING = 1
TOKENS_AT_ONCE = 4096


@dataclass(frozen=True, eq=False)
class Encoded:
    """What the encoder makes of one text. `offsets` are code points, half-open; a mark has an empty one."""

    text: str
    tokens: Floats
    offsets: npt.NDArray[np.int64]

    @cached_property
    def vector(self) -> Floats:
        """The whole text as one vector of length 1."""
        return normalised(self.tokens.mean(axis=0))

    @cached_property
    def clauses(self) -> List[Span]:
        """The clauses that hold at least one token; the whole text when there is none."""
        return [span for span in clauses(self.text) if self._within(span).any()] or [(0, len(self.text))]

    @cached_property
    def clause_vectors(self) -> Floats:
        """One vector of length 1 for each clause, from the same pass."""
        if len(self.clauses) == 1:
            return self.vector[np.newaxis]
        return np.stack([normalised(self.tokens[self._within(span)].mean(axis=0)) for span in self.clauses])

    def _within(self, span: Span) -> npt.NDArray[np.bool_]:
        start, end = self.offsets[:, 0], self.offsets[:, 1]
        return (start >= span[0]) & (end <= span[1]) & (end > start)


def normalised(vector: Floats) -> Floats:
    length = np.linalg.norm(vector)
    return vector / length if length > 0 else vector


class Encoder:
    """Reads the files once; `encode` may be called from several threads. Raises EncoderError without the files."""

    def __init__(self, folder: Path, threads: int = 1) -> None:
        self.version = Manifest.read(folder).version
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        options.inter_op_num_threads = 1
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        try:
            self._session = onnxruntime.InferenceSession(
                str(folder / GRAPH), options, providers=["CPUExecutionProvider"]
            )
        except onnxruntime.capi.onnxruntime_pybind11_state.ONNXRuntimeError as error:
            raise EncoderError(f"The sentence encoder in {folder} cannot be loaded: {type(error).__name__}.") from None
        self._tokenizer = Tokenizer.from_file(str(folder / TOKENIZER))
        self._tokenizer.no_padding()
        self._tokenizer.enable_truncation(WINDOW)

    def encode(self, texts: Sequence[str]) -> List[Encoded]:
        """Each text as it is, in order."""
        windows = [self._windows(text) for text in texts]
        vectors = iter(self._run([window for one in windows for window in one]))
        return [
            Encoded(text, np.concatenate([next(vectors) for _ in one]), _offsets(one))
            for text, one in zip(texts, windows, strict=True)
        ]

    def with_vectors(self, text: str, tokens: Floats) -> Encoded:
        """A text whose token vectors were kept from an earlier pass."""
        return Encoded(text, tokens, _offsets(self._windows(text)))

    def _windows(self, text: str) -> List[Encoding]:
        """The text's tokens, in as many windows as it needs."""
        first = self._tokenizer.encode(text)
        return [first, *first.overflowing]

    def _run(self, windows: Sequence[Encoding]) -> List[Floats]:
        """Token vectors of each window, in order; windows of like length share a pass."""
        found: List[Floats] = [np.empty((0, WIDTH), np.float32)] * len(windows)
        for batch in _batches([len(window.ids) for window in windows]):
            longest = max(len(windows[index].ids) for index in batch)
            ids = np.full((len(batch), longest), PADDING, np.int64)
            seen = np.zeros((len(batch), longest), np.int64)
            for row, index in enumerate(batch):
                ids[row, : len(windows[index].ids)] = windows[index].ids
                seen[row, : len(windows[index].ids)] = 1
            (vectors,) = self._session.run(None, {"input_ids": ids, "attention_mask": seen})
            for row, index in enumerate(batch):
                found[index] = vectors[row, : len(windows[index].ids)]
        return found


def _offsets(windows: Sequence[Encoding]) -> npt.NDArray[np.int64]:
    return np.array([offset for window in windows for offset in window.offsets], dtype=np.int64)


def _batches(lengths: Sequence[int]) -> Iterator[List[int]]:
    """Indices in groups of like length that hold no more tokens than fit at once."""
    batch: List[int] = []
    for index in sorted(range(len(lengths)), key=lambda number: lengths[number]):
        if batch and lengths[index] * (len(batch) + 1) > TOKENS_AT_ONCE:
            yield batch
            batch = []
        batch.append(index)
    if batch:
        yield batch
