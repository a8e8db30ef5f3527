from __future__ import annotations

from typing import Any, Callable

import pytest

from rasa_project.nlu.quote_reader import QuoteReader
from wemode.taxonomy import labels


@pytest.fixture(scope="module")
def read(trained: Callable[..., Any]) -> Any:
    return trained(QuoteReader)


def test_an_amount_and_an_image_are_taken_up(read: Any) -> None:
    text = "🛥️ He spent forty minutes on his yacht. I sat there like a lamp."
    found = {quote["kind"]: text[quote["start"] : quote["end"]] for quote in read(text)["quotes"]}
    assert found["amount"] == "forty minutes"
    assert "lamp" in found["image"]


@pytest.mark.parametrize("text", ["tired", "…", "🙂", "I. felt! like? a - stapler; twice, twice"])
def test_quotes_are_pieces_of_the_text_in_order(read: Any, text: str) -> None:
    quotes = read(text)["quotes"]
    assert all(quote["kind"] in labels()["quotes"] for quote in quotes)
    assert all(text[quote["start"] : quote["end"]].strip() for quote in quotes)
    assert [quote["start"] for quote in quotes] == sorted(quote["start"] for quote in quotes)
