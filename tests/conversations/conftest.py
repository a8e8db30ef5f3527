"""The real Rasa and the real action server, started once; a fresh journal for every therapist."""

from __future__ import annotations

import os
from dataclasses import replace
from itertools import count
from pathlib import Path
from typing import Any, Callable, Dict, Iterator, List
from uuid import uuid4

import pytest

from cli.parts import Supervisor, assistant_parts, free_port
from cli.stack import PatientAssistant, now
from rasa_project.client import Assistant
from wemode.conversation import Answer, Conversation
from wemode.journal import Journal
from wemode.settings import Settings


class Therapist:
    """Someone who talks to the whole stack; `words` is everything said in the last turn."""

    def __init__(self, conversation: Conversation, owner: str) -> None:
        self.conversation, self.owner = conversation, owner
        self.answer: Answer = {}

    def says(self, *lines: str) -> Therapist:
        for line in lines:
            self.answer = self.conversation.take_turn(self.owner, str(uuid4()), text=line)
        return self

    def chooses(self, id: str, value: Any = None) -> Therapist:
        self.answer = self.conversation.take_turn(self.owner, str(uuid4()), choice=id, value=value)
        return self

    @property
    def words(self) -> str:
        return "\n".join(message["text"] for message in self.answer["messages"])

    @property
    def keys(self) -> List[str]:
        return [message["custom"]["key"] for message in self.answer["messages"]]

    @property
    def state(self) -> Dict[str, Any]:
        return dict(self.answer["state"])

    @property
    def choices(self) -> List[str]:
        return [choice["id"] for message in self.answer["messages"] for choice in message["choices"]]


@pytest.fixture(scope="session")
def stack() -> Iterator[Settings]:
    settings = replace(Settings.read(os.environ), rasa_port=free_port(), action_port=free_port())
    supervisor = Supervisor(settings, assistant_parts(settings))
    supervisor.start()
    supervisor.wait_ready(120)
    yield settings
    supervisor.stop()


@pytest.fixture
def arrives(stack: Settings, tmp_path: Path) -> Iterator[Callable[[], Therapist]]:
    journal = Journal.open(f"sqlite:///{tmp_path / 'data' / 'journal.sqlite'}", tmp_path / "keys" / "journal.key")
    assistant = PatientAssistant(Assistant(f"http://127.0.0.1:{stack.rasa_port}", stack.secret), lambda: None)
    conversation = Conversation(journal, assistant, now, lambda: str(uuid4()))
    numbers = count(1)
    yield lambda: Therapist(conversation, journal.therapist(f"therapist {next(numbers)}", now()))
    journal.close()


@pytest.fixture
def therapist(arrives: Callable[[], Therapist]) -> Therapist:
    return arrives()
