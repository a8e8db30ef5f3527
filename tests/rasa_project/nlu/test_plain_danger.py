"""Danger in plain words is in the parse, whatever the risk head has read."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Dict, List

import pytest
from rasa.engine.graph import ExecutionContext, GraphSchema
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.engine.storage.resource import Resource
from rasa.shared.nlu.training_data.message import Message

from rasa_project.nlu.plain_danger import PlainDanger


@pytest.fixture
def component(tmp_path: Path) -> PlainDanger:
    return PlainDanger.create({}, LocalModelStorage(tmp_path), Resource("danger"), ExecutionContext(GraphSchema({})))


def risks(component: PlainDanger, text: str, read: List[Dict[str, Any]]) -> List[Dict[str, Any]]:
    (message,) = component.process([Message(data={"text": text, "risks": read})])
    found: List[Dict[str, Any]] = message.get("risks")
    return found


def test_what_the_head_missed_is_added_best_first(component: PlainDanger) -> None:
    weak = {"name": "safeguarding", "confidence": 0.2, "evidence": [0, 3]}
    found = risks(component, "He said he wants to kill himself.", [weak])
    assert [label["name"] for label in found] == ["patient_suicide", "safeguarding"]
    start, end = found[0]["evidence"]
    assert "He said he wants to kill himself."[start:end] == "kill himself"


def test_a_class_that_both_have_found_stands_once(component: PlainDanger) -> None:
    read = {"name": "patient_suicide", "confidence": 0.99, "evidence": [0, 5]}
    assert risks(component, "he is suicidal", [read]) == [read]


def test_nothing_is_added_to_ordinary_talk(component: PlainDanger) -> None:
    assert risks(component, "he shot me down again", []) == []
