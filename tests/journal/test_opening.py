"""Opening: the schema, several processes at once, crashes, and databases that are none."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import create_engine
from sqlalchemy.pool import NullPool

from wemode.journal import Journal, JournalError
from wemode.journal.tables import metadata

SPEAKS_AND_WAITS = """
import sys, time
from datetime import datetime, timezone
from pathlib import Path
from wemode.journal import Journal
now = datetime(2026, 3, 2, tzinfo=timezone.utc)
journal = Journal.open(sys.argv[1], Path(sys.argv[2]))
owner = journal.therapist("Ann Example", now)
journal.start(owner, "debrief-1", {"phase": "arrive"}, now)
journal.add_pending(owner, "debrief-1", "turn-1", {"text": "mine"}, now)
print("committed", flush=True)
time.sleep(60)
"""

ENTERS = """
import sys
from datetime import datetime, timezone
from pathlib import Path
from wemode.journal import Journal
print("ready", flush=True)
sys.stdin.readline()
journal = Journal.open(sys.argv[1], Path(sys.argv[2]))
print(journal.therapist("Ann Example", datetime(2026, 3, 2, tzinfo=timezone.utc)))
"""

SPEAKS_ON_AND_ON = """
import sys
from datetime import datetime, timezone
from itertools import count
from pathlib import Path
from wemode.journal import Journal
now = datetime(2026, 3, 2, tzinfo=timezone.utc)
journal = Journal.open(sys.argv[1], Path(sys.argv[2]))
owner = journal.therapist("Ann Example", now)
journal.start(owner, "debrief-1", {"answered": 0}, now)
for number in count(1):
    journal.add_pending(owner, "debrief-1", f"turn-{number}", {"text": "mine"}, now)
    journal.answer(owner, f"turn-{number}", {"messages": []}, {"answered": number}, number - 1, now, None, None)
    print(number, flush=True)
"""


def test_the_migrations_make_the_tables_that_the_code_expects(site: Any, journal: Any) -> None:
    engine = create_engine(site.url, future=True, poolclass=NullPool)
    with engine.connect() as connection:
        differences = compare_metadata(MigrationContext.configure(connection), metadata)
    assert [each for each in differences if "comment" not in str(each)] == []


def test_an_opened_journal_may_be_opened_again(site: Any, journal: Any, ann: Any) -> None:
    ann.begins("debrief-1", phase="arrive")
    other = site.open()
    assert other.unfinished(ann.owner) == journal.unfinished(ann.owner)
    other.close()


def test_several_processes_may_open_a_new_journal_at_once(on_postgres: Any) -> None:
    children = [_run(on_postgres, ENTERS) for _ in range(4)]
    for child in children:
        assert _line(child) == "ready"
    for child in children:
        print("go", file=child.stdin, flush=True)
    owners = {child.communicate(timeout=30)[0].strip() for child in children}
    assert [child.returncode for child in children] == [0] * 4
    assert len(owners) == 1


def test_a_journal_of_a_newer_wemode_is_left_alone(site: Any, journal: Any) -> None:
    journal.close()
    site.sql("UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(JournalError, match="newer Wemode"):
        site.open()
    assert site.sql("SELECT version_num FROM alembic_version") == [("9999",)]


def test_killed_before_the_answer_the_turn_is_still_pending(site: Any) -> None:
    child = _run(site, SPEAKS_AND_WAITS)
    assert _line(child) == "committed"
    _kill(child)

    journal = site.open()
    ((owner, turn),) = journal.pending()
    assert (turn.id, turn.said, turn.status) == ("turn-1", {"text": "mine"}, "pending")
    debrief = journal.unfinished(owner)
    assert debrief is not None and (debrief.version, debrief.state) == (0, {"phase": "arrive"})
    journal.close()


def test_killed_at_any_moment_nothing_acknowledged_is_lost_and_nothing_is_half_done(site: Any) -> None:
    child = _run(site, SPEAKS_ON_AND_ON)
    while int(_line(child)) < 25:
        pass
    _kill(child)
    assert child.stdout is not None
    acknowledged = max([25, *map(int, child.stdout.read().split())])

    journal = site.open()
    [(owner,)] = site.sql("SELECT id FROM therapists")
    turns = journal.turns(owner, "debrief-1")
    answered = [turn for turn in turns if turn.status == "answered"]
    debrief = journal.load(owner, "debrief-1")
    assert len(answered) >= acknowledged
    assert (debrief.state, debrief.version) == ({"answered": len(answered)}, len(answered))
    assert [turn.status for turn in turns[len(answered) :]] in ([], ["pending"])
    journal.close()


def test_a_url_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    with pytest.raises(JournalError):
        Journal.open("no url", tmp_path / "journal.key")
    assert list(tmp_path.iterdir()) == []


def test_a_journal_in_memory_is_none(tmp_path: Path) -> None:
    with pytest.raises(JournalError):
        Journal.open("sqlite://", tmp_path / "journal.key")


def test_a_file_that_is_no_database_is_told_and_left_alone(on_sqlite: Any) -> None:
    on_sqlite.folder.mkdir()
    file = on_sqlite.folder / "journal.sqlite"
    file.write_bytes(b"a letter, not a database" * 100)
    with pytest.raises(JournalError):
        on_sqlite.open()
    assert file.read_bytes() == b"a letter, not a database" * 100
    assert not on_sqlite.key_file.exists()


def _run(site: Any, script: str) -> subprocess.Popen[str]:
    arguments = [sys.executable, "-c", script, site.url, str(site.key_file)]
    root = Path(__file__).resolve().parents[2]
    return subprocess.Popen(
        arguments,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=root,
        env={**os.environ, "PYTHONPATH": str(root)},
    )


def _line(child: subprocess.Popen[str]) -> str:
    assert child.stdout is not None
    return child.stdout.readline().strip()


def _kill(child: subprocess.Popen[str]) -> None:
    child.send_signal(signal.SIGKILL)
    assert child.wait() == -signal.SIGKILL
    for stream in (child.stdin, child.stderr):
        assert stream is not None
        stream.close()
