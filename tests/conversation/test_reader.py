"""Reading by the contract: what Rasa says about the masked text, mapped back onto what was typed."""

from __future__ import annotations

from typing import Any, Dict

import pytest

from wemode.errors import BadInput
from wemode.reader import read
from wemode.taxonomy import MULTI_LABEL_SETS

TYPED = "Dr Smith at 020 7946 0958 made me feel like the lamp"


def parse(text: str, context: str) -> Dict[str, Any]:
    assert "7946" not in text and "Smith" not in text
    at = text.index("the lamp")
    found: Dict[str, Any] = {name: [] for name in MULTI_LABEL_SETS}
    found["reactions"] = [{"name": "marginalized", "confidence": 0.8, "evidence": [at, at + 8], "said": False}]
    return {
        "text": text,
        "intent": {"name": "tell", "confidence": 0.9},
        "quotes": [{"kind": "image", "start": at, "end": at + 8}],
        **found,
    }


def test_offsets_point_into_what_was_typed() -> None:
    reading = read(parse, TYPED)
    start, end = reading["reactions"][0]["evidence"]
    quote = reading["quotes"][0]
    assert TYPED[start:end] == TYPED[quote["start"] : quote["end"]] == "the lamp"
    assert [TYPED[x["start"] : x["end"]] for x in reading["identifiers"]] == ["Dr Smith", "020 7946 0958"]


@pytest.mark.parametrize("text", [None, "", "  ", 7, ["a"]])
def test_a_line_without_text_is_an_error(text: object) -> None:
    with pytest.raises(BadInput):
        read(parse, text)


def test_an_unknown_context_is_an_error() -> None:
    with pytest.raises(BadInput):
        read(parse, TYPED, "elsewhere")
