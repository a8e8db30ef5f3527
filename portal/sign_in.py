"""One-time links. The token stands in the fragment, which a browser neither sends nor logs."""

from __future__ import annotations

import secrets
import time
from dataclasses import dataclass
from hashlib import sha256
from typing import Callable, Optional

LIFETIME = 12 * 60 * 60
"""Seconds a link may wait to be opened."""

MOST_WAITING = 16


@dataclass(frozen=True)
class _Waiting:
    therapist: str
    until: float


class SignIn:
    """Mints links and takes them in, each once. Holds only the hashes of tokens."""

    def __init__(self, base: str, clock: Callable[[], float] = time.time) -> None:
        self._base = base
        self._clock = clock
        self._waiting: dict[str, _Waiting] = {}

    def link(self, therapist: str) -> str:
        """A fresh link for this therapist. The oldest unopened one gives way when too many wait."""
        token = secrets.token_urlsafe(32)
        while len(self._waiting) >= MOST_WAITING:
            self._waiting.pop(next(iter(self._waiting)))
        self._waiting[_hash(token)] = _Waiting(therapist, self._clock() + LIFETIME)
        return f"{self._base}/#t={token}"

    def redeem(self, token: str) -> Optional[str]:
        """The therapist a token was minted for, once; None when it is unknown, used or too old."""
        waiting = self._waiting.pop(_hash(token), None)
        return waiting.therapist if waiting and waiting.until > self._clock() else None


def _hash(token: str) -> str:
    return sha256(token.encode("utf-8", "surrogatepass")).hexdigest()
