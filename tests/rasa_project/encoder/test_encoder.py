from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from rasa_project.encoder.encoder import Encoder
from rasa_project.encoder.files import EncoderError


def test_a_paraphrase_is_nearer_than_anything_else(encoder: Encoder) -> None:
    found = encoder.encode(
        [
            "He talked about his yacht the whole hour and I felt like furniture.",
            "For fifty minutes he bragged about his boat; I might as well have been the sofa.",
            "The printer's invoice is overdue.",
        ]
    )
    one, like, unlike = (text.vector for text in found)
    assert one @ like > 0.5
    assert one @ unlike < one @ like - 0.2


def test_a_vector_does_not_depend_on_its_company(encoder: Encoder) -> None:
    texts = ["he left", "She cried. " * 40, "Tired."]
    for together, text in zip(encoder.encode(texts), texts, strict=True):
        assert np.abs(together.tokens - encoder.encode([text])[0].tokens).max() < 1e-3


def test_offsets_are_code_points(encoder: Encoder) -> None:
    text = "🛥️ his yacht — naïve me"
    found = encoder.encode([text])[0]
    pieces = [text[start:end] for start, end in found.offsets if end > start]
    assert {"yacht", "me"} <= set(pieces)


def test_a_long_text_is_read_to_its_end(encoder: Encoder) -> None:
    text = "He talked about his yacht. " * 120 + "I cried."
    found = encoder.encode([text])[0]
    assert found.offsets.max() == len(text)
    assert len(found.tokens) == len(found.offsets) > 700
    assert np.linalg.norm(found.vector) == pytest.approx(1, abs=1e-5)


def test_each_clause_has_a_vector_from_the_same_pass(encoder: Encoder) -> None:
    found = encoder.encode(["He bragged for an hour, and I sat there like a lamp."])[0]
    assert found.clause_vectors.shape == (2, 768)
    assert np.allclose(np.linalg.norm(found.clause_vectors, axis=1), 1, atol=1e-5)


def test_kept_vectors_make_the_same_text(encoder: Encoder) -> None:
    found = encoder.encode(["I was furious but I smiled at him."])[0]
    again = encoder.with_vectors(found.text, found.tokens)
    assert (again.offsets == found.offsets).all()
    assert again.clauses == found.clauses


def test_nothing_in_nothing_out(encoder: Encoder) -> None:
    assert encoder.encode([]) == []


def test_without_files_it_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(EncoderError, match="build"):
        Encoder(tmp_path)
