"""`wemode backup` and `wemode restore`: the sealed journal as one file; the key file is backed up apart."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from sqlalchemy.engine import make_url

from cli.running import owner_lock
from wemode.errors import WemodeError
from wemode.journal import Journal
from wemode.settings import Settings


class BackupError(WemodeError):
    """A backup could not be made or brought back; what was there is untouched."""


def backup(settings: Settings, file: str) -> int:
    """A consistent copy while Wemode runs, made whole before it takes its name. Raises BackupError."""
    source, target = _database(settings), Path(file).expanduser().absolute()
    if not source.exists():
        raise BackupError(f"There is no journal in {settings.data} yet, so nothing was backed up.")
    if target.exists():
        raise BackupError(f"{target} exists already and was left as it is. Choose another name.")
    unfinished = target.with_name(target.name + ".part")
    try:
        unfinished.touch(mode=0o600)
        with closing(sqlite3.connect(source)) as live, closing(sqlite3.connect(unfinished)) as copy:
            live.backup(copy)
        _verify(unfinished)
        unfinished.rename(target)
    except (OSError, sqlite3.Error) as error:
        unfinished.unlink(missing_ok=True)
        raise BackupError(
            f"The backup could not be written ({type(error).__name__}). The journal is untouched."
        ) from None
    print(f"Backed up to {target}. It is sealed: without the key file {settings.key_file} nobody can read it.")
    print("Keep a copy of that key file somewhere else than the backup.")
    return 0


def restore(settings: Settings, file: str) -> int:
    """Only into a data directory without a journal. Raises BackupError or WrongKey; nothing is overwritten."""
    source, target = Path(file).expanduser().absolute(), _database(settings)
    if not source.exists():
        raise BackupError(f"{source} is not there. Nothing was changed.")
    with owner_lock(settings.data) as mine:
        if not mine:
            raise BackupError("Wemode is running on this data. End it first; nothing was changed.")
        if target.exists():
            raise BackupError(f"{target} holds a journal already. Restore into an empty data directory (--data DIR).")
        unfinished = target.with_name(target.name + ".part")
        try:
            _verify(source)
            unfinished.touch(mode=0o600)
            with closing(sqlite3.connect(f"file:{source}?mode=ro", uri=True)) as kept:
                with closing(sqlite3.connect(unfinished)) as copy:
                    kept.backup(copy)
            unfinished.rename(target)
        except (OSError, sqlite3.Error) as error:
            unfinished.unlink(missing_ok=True)
            raise BackupError(f"{source} is no whole backup ({type(error).__name__}). Nothing was changed.") from None
        try:
            Journal.open(settings.database_url, settings.key_file)
        except WemodeError:
            target.unlink()
            raise
    print(f"Restored and checked: {target}")
    return 0


def _database(settings: Settings) -> Path:
    url = make_url(settings.database_url)
    if url.get_backend_name() != "sqlite" or not url.database:
        raise BackupError("This journal lies in PostgreSQL: back it up with pg_dump, and the key file apart from it.")
    return Path(url.database)


def _verify(file: Path) -> None:
    """Raises sqlite3.Error for anything but a whole journal."""
    with closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True)) as copy:
        if copy.execute("PRAGMA integrity_check").fetchone() != ("ok",):
            raise sqlite3.DatabaseError("integrity_check")
        copy.execute("SELECT 1 FROM therapists LIMIT 1")
