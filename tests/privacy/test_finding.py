"""What a therapist might type, and what of it could point at someone."""

from __future__ import annotations

from typing import Any, List, Tuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wemode import privacy
from wemode.errors import MaskingError
from wemode.privacy import Identifier, find, mask
from wemode.privacy.patterns import dates

FOUND = {
    "contact": [
        "07911 123456", "020 7946 0958", "+44 20 7946 0958", "(212) 555-0187", "212-555-0187", "+1 212 555 0187",
        "+49 30 901820", "0033 6 12 34 56 78", "06 12 34 56 78", "22 12 34 56", "+91 98765 43210", "ann.b@mail.co.uk",
        "ann at gmail dot com",
    ],
    "url": ["https://example.org/a?b=c", "www.example.com", "example.co.uk/team"],
    "handle": ["@ann_b", "u/ann-b", "ann#1234"],
    "date": [
        "12/03/2024", "3-12-24", "12.03.2024", "2024-03-12", "20240312", "12 March", "12th of March 2024", "March 12th",
        "Mar. 12, 2024", "Monday the 12th", "Mon 12 Mar", "third of March", "March the third", "March 2024",
        "Christmas 2019", "twenty-first of june",
    ],
    "age": ["aged 43", "43-year-old", "43 years old", "43yo", "forty-three years old"],
    "address": [
        "12 Acacia Avenue", "Flat 3, 221B Baker Street, London NW1 6XE", "12 Oak Drive, Springfield, IL 62704",
        "14 oak road", "SW1A 1AA", "sw1a 1aa", "DC 20500", "PO Box 123",
    ],
    "record_number": [
        "943 476 5919", "123-45-6789", "QQ123456C", "AB 12 34 56 C", "7654321", "4111 1111 1111 1111", "K1234567",
    ],
    "person": [
        "Dr Smith", "Dr. J. R. Smith", "Mrs. O'Neill", "Prof. de Souza", "Mr and Mrs Jones", "Mrs van der Berg",
        "Ms Al-Hassan", "Dr Núñez", "mr jones", "dr o'brien",
    ],
}  # fmt: skip

LEFT = [
    "we went on for 40 minutes", "it was the third time", "a 7 out of 10, then 7/10", "for 3 weeks now",
    "two hundred pounds, £100000, 1,000,000", "on monday at 10.30 until 11:15", "the 12th session, second of two",
    "may 12 of them come", "we march the third time", "she is 20 minutes late", "he was 100% sure", "50/50 and 24/7",
    "we have it, Herr Doktor, he said",
    "the Dr. The patient was late", "my dr said so", "I miss him", "a 10 minute drive, 3 weeks down the road",
    "scores 12 14 15 16 18", "in 2023 2024, from 1998-2004", "COVID-19, B12, a PHQ-9 of 14", "in his forties",
    "He left.So I sat.It was", "patient 12 of the group", "turned ten pages", "3rd rate",
]  # fmt: skip


@pytest.mark.parametrize(("kind", "piece"), [(kind, piece) for kind, pieces in FOUND.items() for piece in pieces])
def test_a_piece_that_could_point_at_someone_is_found_whole(kind: str, piece: str) -> None:
    text = f"Then they wrote {piece}, and I felt small."
    (found,) = find(text)
    assert text[found.start : found.end].removeprefix("the ") == piece
    assert found.type == kind


@pytest.mark.parametrize("text", LEFT)
def test_what_is_said_in_every_session_is_left_alone(text: str) -> None:
    assert find(text) == []


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("She is 92. Her MRN 0048213", "She is some age. Her MRN a record number"),
        ("case no. 4471-B", "case no. a record number"),
        ("call 07911 123456 5 times", "call contact details 5 times"),
        ("Dr Smith's email is a.b@c.org.", "someone's email is contact details."),
        ("on the 12th of March, Dr Smith", "on a date, someone"),
        ("see https://x.org/a, then", "see a web page, then"),
        ("in her nineties, not in her forties", "in her some age, not in her forties"),
    ],
)  # fmt: skip
def test_the_sentence_still_reads(text: str, masked: str) -> None:
    assert mask(text, find(text)).text == masked


words = st.sampled_from([piece for pieces in FOUND.values() for piece in pieces] + LEFT)
typed = st.one_of(st.text(), st.lists(st.one_of(words, st.text(max_size=5)), max_size=6).map(" ".join))


@given(typed)
def test_any_text_gives_identifiers_in_order_and_apart(text: str) -> None:
    ends = 0
    for found in find(text):
        assert ends <= found.start < found.end <= len(text)
        ends = found.end


@given(typed)
def test_masking_twice_changes_nothing_more(text: str) -> None:
    once = mask(text, find(text)).text
    assert find(once) == []


@pytest.mark.parametrize("piece", ["a", "1", "1 ", "0 ", "11-", "a.", "Dr A", "+1 ", "12 Aa ", "may ", "a@", "Flat 1 "])
def test_the_longest_message_of_one_piece_over_and_over_is_no_trap(piece: str) -> None:
    found = find((piece * 8000)[:8000])
    assert all(one.end <= other.start for one, other in zip(found, found[1:], strict=False))


def test_a_failure_stops_the_text_and_says_nothing_of_it(monkeypatch: pytest.MonkeyPatch) -> None:
    def breaks(text: str) -> List[Identifier]:
        raise ValueError(f"cannot read {text}")

    monkeypatch.setattr("wemode.privacy.finding.FINDERS", (dates.dates, breaks))
    with pytest.raises(MaskingError) as caught:
        find("quincunx")
    told: Tuple[Any, ...] = (caught.value, caught.value.__cause__, caught.value.__context__)
    assert "quincunx" not in "".join(map(str, told))


def test_every_type_of_the_taxonomy_has_a_role_word() -> None:
    from wemode.taxonomy import labels

    for kind in labels()["identifiers"]:
        word = privacy.role_word(kind)
        assert "[" not in word and word.islower() and find(word) == []
