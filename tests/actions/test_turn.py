"""The action always answers."""

from __future__ import annotations

import pytest

from actions import turn


def test_a_message_is_answered_with_words_and_the_next_state() -> None:
    parse = {"text": "tired", "intent": {"name": "tell", "confidence": 0.9}, "reactions": [], "understood": True}
    payload = turn.answer({"state": None, "choice": None}, parse)
    assert payload["messages"] and payload["state"]["first"] == "tired" and payload["error"] is None


def test_whatever_breaks_the_therapist_hears_so_and_the_state_is_kept(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("CANARY from the text")

    monkeypatch.setattr(turn, "step", broken)
    state = turn.State(first="the lamp", phase="self").to_json()
    payload = turn.answer({"state": state, "choice": None}, {"text": "hello"})
    assert "kept" in payload["messages"][0]["text"] and payload["state"]["first"] == "the lamp"
    assert "RuntimeError" in caplog.text and "CANARY" not in caplog.text
