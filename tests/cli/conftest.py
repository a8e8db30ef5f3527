"""The command as an operator types it, on data of its own."""

from __future__ import annotations

from datetime import datetime, timezone
from pathlib import Path
from typing import Callable, Iterator

import pytest

from cli.main import main
from wemode.journal import Journal

NOW = datetime(2026, 3, 1, 22, 15, tzinfo=timezone.utc)

ENTRY = {
    "first": "he talked about his yacht", "note": [{"id": "first", "text": "he talked about his yacht"}],
    "reactions": ["marginalized"], "events": [], "path": [], "hold": 8, "hold_after": 4, "picture": ["less_sure"],
    "overridden": False, "minutes": 10,
}  # fmt: skip


class Operator:
    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.data, self.key = folder / "data", folder / "keys" / "journal.key"
        self.url = f"sqlite:///{self.data / 'journal.sqlite'}"
        self.folder = folder
        monkeypatch.setenv("WEMODE_KEY_FILE", str(self.key))
        monkeypatch.setenv("WEMODE_DATA", str(self.data))

    def types(self, *words: str) -> int:
        return main(list(words))

    def keeps_a_debrief(self, name: str = "therapist") -> str:
        journal = Journal.open(self.url, self.key)
        owner = journal.therapist(name, NOW)
        debrief = journal.start(owner, "d1", {"first": "he talked about his yacht"}, NOW)
        journal.add_pending(owner, debrief.id, "t1", {"text": "keep it"}, NOW)
        journal.answer(owner, "t1", {"messages": [], "state": {}}, {}, 0, NOW, "keep", ENTRY)
        journal.close()
        return debrief.id

    def kept(self, name: str = "therapist") -> int:
        journal = Journal.open(self.url, self.key)
        try:
            return len(journal.debriefs(journal.therapist(name, NOW)))
        finally:
            journal.close()


@pytest.fixture
def operator(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Operator]:
    yield Operator(tmp_path, monkeypatch)


@pytest.fixture
def said(capsys: pytest.CaptureFixture[str]) -> Callable[[], str]:
    """Everything printed since the last look."""

    def look() -> str:
        captured = capsys.readouterr()
        return captured.out + captured.err

    return look
