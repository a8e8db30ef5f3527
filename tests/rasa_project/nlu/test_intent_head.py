from __future__ import annotations

from typing import Any, Callable

import pytest

from rasa_project.nlu.intent_head import IntentHead
from wemode.taxonomy import labels


@pytest.fixture(scope="module")
def read(trained: Callable[..., Any]) -> Any:
    return trained(IntentHead)


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("He talked about his car for an hour and I felt like furniture.", "tell"),
        ("delete everything you have about me", "delete_data"),
        ("thank you", "thank"),
    ],
)
def test_plain_messages_are_read(read: Any, text: str, intent: str) -> None:
    assert read(text)["intent"]["name"] == intent


@pytest.mark.parametrize("text", ["xqzt", "7", "…", "🙂", "a" * 1200])
def test_there_is_always_one_intent_with_a_probability(read: Any, text: str) -> None:
    intent = read(text)["intent"]
    assert intent["name"] in labels()["intents"]
    assert 0 <= intent["confidence"] <= 1
