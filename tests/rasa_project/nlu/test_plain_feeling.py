"""Feelings in plain words are in the parse as said, whatever the head of reactions has read."""

from __future__ import annotations

from pathlib import Path

import pytest
from rasa.engine.graph import ExecutionContext, GraphSchema
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.engine.storage.resource import Resource
from rasa.shared.nlu.training_data.message import Message

from rasa_project.nlu.plain_feeling import PlainFeeling


@pytest.fixture
def component(tmp_path: Path) -> PlainFeeling:
    return PlainFeeling.create({}, LocalModelStorage(tmp_path), Resource("feeling"), ExecutionContext(GraphSchema({})))


def test_a_feeling_that_was_missed_is_added_as_said_with_its_words(component: PlainFeeling) -> None:
    text = "small. and furious, to be honest"
    implied = {"name": "devalued", "confidence": 0.6, "evidence": [0, 5], "said": False}
    (message,) = component.process([Message(data={"text": text, "reactions": [implied]})])
    first, second = message.get("reactions")
    assert first["name"] == "angry" and first["said"] and text[slice(*first["evidence"])] == "furious"
    assert second == implied


def test_nothing_is_added_where_somebody_else_feels_it(component: PlainFeeling) -> None:
    (message,) = component.process([Message(data={"text": "he was furious with his wife", "reactions": []})])
    assert message.get("reactions") == []
