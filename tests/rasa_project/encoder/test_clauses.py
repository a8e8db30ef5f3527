from __future__ import annotations

from typing import List

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rasa_project.encoder.clauses import clauses


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        (
            "He bragged for an hour, and I sat there like a lamp.",
            ["He bragged for an hour", "and I sat there like a lamp."],
        ),
        ("tired", ["tired"]),
        (
            "I was furious but I smiled at him. Then he left early.",
            ["I was furious", "but I smiled at him", "Then he left early."],
        ),
        ("Forty minutes. The yacht.", ["Forty minutes. The yacht."]),
        ("", []),
    ],
)
def test_a_text_falls_into_clauses(text: str, pieces: List[str]) -> None:
    assert [text[start:end] for start, end in clauses(text)] == pieces


@given(st.text(max_size=200))
def test_clauses_are_in_order_and_hold_every_word(text: str) -> None:
    spans = clauses(text)
    assert all(one[1] <= other[0] for one, other in zip(spans, spans[1:], strict=False))
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert sum(text[start:end].count("a") for start, end in spans) <= text.count("a")
