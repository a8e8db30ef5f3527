"""Who is signed in. Hashes of session ids lie in one small file, so that a restarted portal still knows its page."""

from __future__ import annotations

import hmac
import json
import os
import secrets
import time
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Callable, Optional

LIFETIME = 12 * 60 * 60
"""Seconds until a session ends, used or not."""

MOST = 64


@dataclass(frozen=True)
class Session:
    """`key` names the session without opening it; `csrf` must come back with every request that changes something."""

    key: str
    therapist: str
    csrf: str


class Sessions:
    def __init__(self, path: Path, clock: Callable[[], float] = time.time) -> None:
        self._path = path
        self._clock = clock
        self._open: dict[str, tuple[str, float]] = _read(path)

    def start(self, therapist: str) -> tuple[str, Session]:
        """The cookie's value and the session behind it."""
        cookie = secrets.token_urlsafe(32)
        live = {key: entry for key, entry in self._open.items() if entry[1] > self._clock()}
        while len(live) >= MOST:
            live.pop(next(iter(live)))
        live[_key(cookie)] = (therapist, self._clock() + LIFETIME)
        self._write(live)
        return cookie, Session(_key(cookie), therapist, _csrf(cookie))

    def find(self, cookie: Optional[str]) -> Optional[Session]:
        if not cookie:
            return None
        therapist, until = self._open.get(_key(cookie), ("", 0.0))
        return Session(_key(cookie), therapist, _csrf(cookie)) if until > self._clock() else None

    def end(self, session: Session) -> None:
        self._write({key: entry for key, entry in self._open.items() if key != session.key})

    def _write(self, sessions: dict[str, tuple[str, float]]) -> None:
        self._open = sessions
        draft = self._path.with_suffix(".new")
        self._path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        draft.unlink(missing_ok=True)
        with open(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
            json.dump(sessions, file)
        draft.replace(self._path)


def _read(path: Path) -> dict[str, tuple[str, float]]:
    """A file that is missing or damaged means that nobody is signed in; a fresh link mends that."""
    try:
        return {str(key): (str(who), float(until)) for key, (who, until) in json.loads(path.read_bytes()).items()}
    except (OSError, ValueError, TypeError, AttributeError):
        return {}


def _key(cookie: str) -> str:
    return sha256(cookie.encode("utf-8", "surrogatepass")).hexdigest()


def _csrf(cookie: str) -> str:
    return hmac.new(cookie.encode("utf-8", "surrogatepass"), b"csrf", "sha256").hexdigest()
