"""Role words in place of identifiers, and the way back."""

from __future__ import annotations

from typing import List, Tuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wemode.errors import MaskingError
from wemode.privacy import Identifier, mask, role_word

KINDS = ("person", "place", "date", "contact", "age")


@st.composite
def masked_texts(draw: st.DrawFn) -> Tuple[str, List[Identifier]]:
    """Any text with any spans that do not overlap."""
    text = draw(st.text(min_size=1, max_size=60))
    edges = sorted(draw(st.sets(st.integers(0, len(text)), max_size=8)))
    pairs = list(zip(edges[::2], edges[1::2], strict=False))
    return text, [Identifier(start, end, draw(st.sampled_from(KINDS))) for start, end in pairs]


def test_offsets_come_back_to_what_was_typed() -> None:
    text = "I told Dr Smith that 07911 123456 was mine"
    masked = mask(text, [Identifier(7, 15, "person"), Identifier(21, 33, "contact")])
    assert masked.text == "I told someone that contact details was mine"

    def back(words: str) -> str:
        start = masked.text.index(words)
        first, last = masked.back(start, start + len(words))
        return text[first:last]

    assert back("told") == "told"
    assert back("someone") == "Dr Smith"
    assert back("one that contact") == "Dr Smith that 07911 123456"
    assert back("details was mine") == "07911 123456 was mine"
    assert back(" was mine") == " was mine"


@given(masked_texts())
def test_every_letter_outside_a_replacement_comes_back_to_itself(case: Tuple[str, List[Identifier]]) -> None:
    text, identifiers = case
    masked = mask(text, identifiers)
    assert masked.back(0, len(masked.text)) == (0, len(text))
    inside = {offset for piece in masked.pieces for offset in range(*piece.masked)}
    for offset in set(range(len(masked.text))) - inside:
        start, end = masked.back(offset, offset + 1)
        assert text[start:end] == masked.text[offset]


@given(masked_texts(), st.data())
def test_a_span_grows_to_the_whole_of_what_it_touches(case: Tuple[str, List[Identifier]], data: st.DataObject) -> None:
    text, identifiers = case
    masked = mask(text, identifiers)
    start = data.draw(st.integers(0, len(masked.text)))
    end = data.draw(st.integers(start, len(masked.text)))
    first, last = masked.back(start, end)
    assert 0 <= first <= last <= len(text)
    for piece, identifier in zip(masked.pieces, identifiers, strict=True):
        assert masked.text[slice(*piece.masked)] == role_word(identifier.type)
        if max(start, piece.masked[0]) < min(end, piece.masked[1]):
            assert first <= identifier.start and identifier.end <= last
        elif start < end:
            assert last <= identifier.start or identifier.end <= first


@pytest.mark.parametrize(
    "identifiers",
    [
        [Identifier(0, 0, "person")],
        [Identifier(3, 9, "person")],
        [Identifier(-1, 2, "person")],
        [Identifier(0, 3, "person"), Identifier(2, 4, "date")],
        [Identifier(0, 2, "planet")],
    ],
)
def test_spans_that_make_no_sense_are_refused(identifiers: List[Identifier]) -> None:
    with pytest.raises(MaskingError):
        mask("words", identifiers)


@pytest.mark.parametrize(("start", "end"), [(-1, 2), (3, 2), (0, 99)])
def test_offsets_outside_the_masked_text_are_refused(start: int, end: int) -> None:
    with pytest.raises(MaskingError):
        mask("words", []).back(start, end)


def test_what_is_printed_shows_no_text() -> None:
    assert "quincunx" not in repr(mask("quincunx", []))
