"""A real journal on SQLite, and an assistant that runs the real action over readings given by hand."""

from __future__ import annotations

from collections import Counter
from datetime import datetime, timedelta, timezone
from itertools import count
from pathlib import Path
from typing import Any, Callable, Dict, Iterator, Mapping

import pytest

from actions.turn import answer
from wemode.conversation import Answer, Conversation
from wemode.errors import AssistantDown
from wemode.journal import Journal

PARSES: Dict[str, Dict[str, Any]] = {
    "stop here for now": {"intent": {"name": "pause", "confidence": 0.9}},
    "this is killing me": {
        "risks": [{"name": "therapist_suicide", "confidence": 0.9, "evidence": [0, 18]}],
        "intent": {"name": "tell", "confidence": 0.9},
    },
    "finish": {"intent": {"name": "finish", "confidence": 0.9}},
    "no": {"intent": {"name": "deny", "confidence": 0.9}},
    "erase it": {"intent": {"name": "delete_data", "confidence": 0.9}},
    "start a new debrief": {"intent": {"name": "start_debrief", "confidence": 0.9}},
}


class HandReader:
    """Stands where Rasa stands; `down` makes it silent, `asked` counts the texts it was asked about."""

    def __init__(self) -> None:
        self.down = False
        self.asked: Counter[str] = Counter()

    def turn(self, text: str, metadata: Mapping[str, Any]) -> Dict[str, Any]:
        if self.down:
            raise AssistantDown("The assistant does not answer just now. What you wrote is kept and will be answered.")
        self.asked[text] += 1
        return answer(
            metadata,
            {"text": text, "understood": True, "intent": {"name": "tell", "confidence": 0.9}, **PARSES.get(text, {})},
        )


class Therapist:
    """One person at a keyboard."""

    def __init__(self, conversation: Conversation, owner: str) -> None:
        self.conversation, self.owner, self._ids = conversation, owner, count(1)

    def says(self, text: str, turn_id: str | None = None) -> Answer:
        return self.conversation.take_turn(self.owner, turn_id or f"{self.owner}-{next(self._ids)}", text=text)

    def chooses(self, choice: str, value: Any = None) -> Answer:
        return self.conversation.take_turn(self.owner, f"{self.owner}-{next(self._ids)}", choice=choice, value=value)

    def finishes(self) -> Answer:
        """From anywhere to the closing note."""
        said = self.says("finish")
        while said["messages"][-1]["custom"]["key"] != "close.note":
            said = self.says("no")
        return said


class Clock:
    def __init__(self) -> None:
        self.now = datetime(2026, 3, 1, 22, 15, tzinfo=timezone.utc)

    def __call__(self) -> datetime:
        self.now += timedelta(seconds=1)
        return self.now

    def pass_days(self, days: int) -> None:
        self.now += timedelta(days=days)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def reader() -> HandReader:
    return HandReader()


@pytest.fixture
def journal(tmp_path: Path) -> Iterator[Journal]:
    opened = Journal.open(f"sqlite:///{tmp_path / 'data' / 'journal.sqlite'}", tmp_path / "keys" / "journal.key")
    yield opened
    opened.close()


@pytest.fixture
def arrives(journal: Journal, reader: HandReader, clock: Clock) -> Callable[[str], Therapist]:
    ids = count(1)
    conversation = Conversation(journal, reader, clock, lambda: f"debrief-{next(ids)}")
    return lambda name: Therapist(conversation, journal.therapist(name, clock()))


@pytest.fixture
def therapist(arrives: Callable[[str], Therapist]) -> Therapist:
    return arrives("ada")
