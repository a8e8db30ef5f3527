"""The database behind the journal: opened, secured and brought to the newest schema."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from alembic.util import CommandError
from sqlalchemy.engine import Engine, make_url
from sqlalchemy.exc import SQLAlchemyError

from wemode.journal.errors import JournalError

MIGRATIONS = Path(__file__).parent / "migrations"

MIGRATION_LOCK = 7_205_759_403
"""Any number of our own: whoever holds this lock in PostgreSQL migrates, the others wait."""

PRAGMAS = ("journal_mode=WAL", "synchronous=FULL", "busy_timeout=5000", "secure_delete=ON", "foreign_keys=ON")


def connect(url: str) -> Engine:
    """An engine on the newest schema. Raises JournalError, without a value of any row in it."""
    try:
        parsed = make_url(url)
        sqlite = parsed.get_backend_name() == "sqlite"
        if sqlite and parsed.database in (None, "", ":memory:"):
            raise JournalError("A journal in memory would be lost. Name a file, or leave WEMODE_DATABASE unset.")
        if sqlite:
            _secure(Path(parsed.database))
        engine = sa.create_engine(parsed, future=True, hide_parameters=True)
        if sqlite:
            sa.event.listen(engine, "connect", _on_connect)
            sa.event.listen(engine, "begin", _on_begin)
        _migrate(engine)
    except OSError as error:
        raise JournalError(f"The data directory cannot be used ({error.strerror}). Nothing was changed.") from None
    except CommandError:
        raise JournalError(
            "This journal was written by a newer Wemode. Nothing was changed; start that one, or bring back a backup."
        ) from None
    except SQLAlchemyError as error:
        raise JournalError(
            f"The journal's database cannot be opened ({type(error).__name__}). Nothing was changed; "
            "look whether it is running, and not read-only or full."
        ) from None
    return engine


def writing(engine: Engine) -> Engine:
    """The same engine for transactions that write: SQLite takes its lock at the start and never half way."""
    return engine.execution_options(writes=True)


def _secure(database: Path) -> None:
    database.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    os.close(os.open(database, os.O_RDWR | os.O_CREAT, 0o600))
    database.chmod(0o600)


def _on_connect(connection: Any, record: Any) -> None:
    connection.isolation_level = None  # SQLAlchemy's own BEGIN, below, in place of the driver's
    cursor = connection.cursor()
    for pragma in PRAGMAS:
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _on_begin(connection: Any) -> None:
    writes = connection.get_execution_options().get("writes")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _migrate(engine: Engine) -> None:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    with writing(engine).begin() as connection:
        if engine.dialect.name == "postgresql":
            connection.execute(sa.text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": MIGRATION_LOCK})
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
