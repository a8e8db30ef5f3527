"""The assistant without the web: a running one is used, otherwise one is started for as long as it is needed."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime, timezone
from typing import Any, Callable, Dict, Iterator, Mapping, Tuple
from uuid import uuid4

from cli.parts import Supervisor, assistant_parts, free_port
from cli.running import announced, prepare
from rasa_project.client import Assistant
from wemode.conversation import Conversation
from wemode.errors import AssistantDown
from wemode.journal import Journal
from wemode.settings import Settings

START = 120.0
"""Seconds the assistant may take to answer for the first time."""

TRIES = 3


@contextmanager
def assistant(settings: Settings, actions: bool = True) -> Iterator[PatientAssistant]:
    """Raises PartFailed when it cannot be started."""
    running = announced(settings)
    if running is not None:
        there = Assistant(f"http://127.0.0.1:{running.rasa_port}", running.secret)
        if there.ready():
            yield PatientAssistant(there, lambda: None)
            return
    settings = replace(settings, rasa_port=free_port(), action_port=free_port())
    parts = [part for part in assistant_parts(settings) if actions or part.name != "actions"]
    supervisor = Supervisor(settings, parts)
    supervisor.start()
    try:
        own = Assistant(f"http://127.0.0.1:{settings.rasa_port}", settings.secret)
        yield PatientAssistant(own, lambda: supervisor.wait_ready(START))
    finally:
        supervisor.stop()


class PatientAssistant:
    """Waits for the assistant to be up, and asks again when it died under a question."""

    def __init__(self, asked: Assistant, wait: Callable[[], None]) -> None:
        self._asked = asked
        self._wait = wait

    def turn(self, text: str, metadata: Mapping[str, Any]) -> Dict[str, Any]:
        return self._patiently(lambda: self._asked.turn(text, metadata))

    def parse(self, text: str, context: str) -> Dict[str, Any]:
        return self._patiently(lambda: self._asked.parse(text, context))

    def _patiently(self, ask: Callable[[], Dict[str, Any]]) -> Dict[str, Any]:
        for _ in range(TRIES - 1):
            self._wait()
            try:
                return ask()
            except AssistantDown:
                continue
        self._wait()
        return ask()


def now() -> datetime:
    return datetime.now(timezone.utc)


def journal(settings: Settings) -> Journal:
    """The journal of these settings, with drafts that have outlived their time erased. Raises JournalError."""
    prepare(settings.data)
    opened = Journal.open(settings.database_url, settings.key_file)
    opened.purge(now())
    return opened


@contextmanager
def conversation(settings: Settings, name: str) -> Iterator[Tuple[Conversation, str]]:
    """The whole stack but the web, and the owner's id. Raises JournalError or PartFailed."""
    opened = journal(settings)
    with assistant(settings) as there:
        yield Conversation(opened, there, now, lambda: str(uuid4())), opened.therapist(name, now())
