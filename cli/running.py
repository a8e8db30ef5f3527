"""What one Wemode tells another about itself: a file of mode 0600 in the data directory, and the owner's lock."""

from __future__ import annotations

import fcntl
import json
import os
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Iterator, Optional

from wemode.settings import Secret, Settings

FILE = "running.json"
LOCK = "running.lock"


def prepare(data: Path) -> None:
    data.mkdir(mode=0o700, parents=True, exist_ok=True)


@contextmanager
def owner_lock(data: Path) -> Iterator[bool]:
    """True for the one process that owns the data directory; the lock dies with the process."""
    prepare(data)
    with (data / LOCK).open("a") as handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
            return
        yield True


def announce(settings: Settings) -> None:
    """Ports and secret of the Wemode that now runs on this data."""
    told = {
        "host": settings.host, "port": settings.port, "rasa_port": settings.rasa_port,
        "action_port": settings.action_port, "secret": str(settings.secret),
    }  # fmt: skip
    path = settings.data / FILE
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w") as handle:
        json.dump(told, handle)


def withdraw(settings: Settings) -> None:
    (settings.data / FILE).unlink(missing_ok=True)


def announced(settings: Settings) -> Optional[Settings]:
    """The settings of the Wemode that runs on this data, if one says so."""
    try:
        told = json.loads((settings.data / FILE).read_text())
        return replace(settings, **{**told, "secret": Secret(told["secret"])})
    except (OSError, ValueError, KeyError, TypeError):
        return None
