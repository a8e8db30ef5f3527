from __future__ import annotations

import json
from http.server import BaseHTTPRequestHandler
from typing import Any, Callable, Dict, List

import pytest

from rasa_project.client import HEADER, Assistant
from wemode.errors import AssistantDown


@pytest.fixture
def asked() -> List[Dict[str, Any]]:
    return []


@pytest.fixture
def assistant(http_server: Callable[..., str], asked: List[Dict[str, Any]]) -> Assistant:
    def answer(request: BaseHTTPRequestHandler, body: bytes) -> bytes:
        asked.append({"path": request.path, "secret": request.headers[HEADER], **json.loads(body or b"{}")})
        return b'{"text": "as rasa has it", "state": {}}'

    return Assistant(http_server(answer), "s3cret")


def test_a_turn_goes_under_a_fresh_sender(assistant: Assistant, asked: List[Dict[str, Any]]) -> None:
    for _ in range(2):
        assistant.turn("He left.", {"context": "debrief"})
    assert asked[0]["sender"] != asked[1]["sender"]
    assert asked[0]["path"] == "/wemode/turn"
    assert asked[0]["secret"] == "s3cret"
    assert asked[0]["metadata"] == {"context": "debrief"}


@pytest.mark.parametrize(
    ("typed", "sent"), [("/restart", "⁄restart"), (" /x", " ⁄x"), ("his/her", "his/her"), ("//", "⁄/")]
)
def test_a_leading_slash_is_text(assistant: Assistant, asked: List[Dict[str, Any]], typed: str, sent: str) -> None:
    assert assistant.parse(typed)["text"] == typed
    assert asked[0]["text"] == sent
    assert len(typed) == len(sent)


@pytest.mark.parametrize("body", [b"", b"[]", b"not json"])
def test_an_answer_in_no_shape_is_a_failure(http_server: Callable[..., str], body: bytes) -> None:
    with Assistant(http_server(lambda request, sent: body), "s3cret") as assistant, pytest.raises(AssistantDown):
        assistant.turn("a canary", {"context": "debrief"})


def test_nobody_there_is_a_failure_and_not_ready() -> None:
    with Assistant("http://127.0.0.1:9", "s3cret") as assistant:
        assert not assistant.ready()
        with pytest.raises(AssistantDown) as failure:
            assistant.parse("a canary")
        assert "canary" not in str(failure.value)


def test_ready(assistant: Assistant) -> None:
    assert assistant.ready()
