"""How often something may be done: one token bucket for each kind and person."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import Callable, Mapping

MOST_BUCKETS = 4096


@dataclass(frozen=True)
class Rate:
    """At most `calls` at once, and as many again every `seconds`."""

    calls: int
    seconds: float


RATES: Mapping[str, Rate] = {
    "sign_in": Rate(5, 60),
    "turn": Rate(60, 60),
    "identifiers": Rate(60, 60),
    "erase": Rate(60, 60),
    "export": Rate(30, 60),
}
"""Sign-ins count only where they fail. A turn may be one click on a chip, so a minute holds sixty."""


@dataclass
class _Bucket:
    left: float
    seen: float


class Rates:
    def __init__(self, rates: Mapping[str, Rate] = RATES, clock: Callable[[], float] = time.monotonic) -> None:
        self._rates = rates
        self._clock = clock
        self._buckets: dict[tuple[str, str], _Bucket] = {}

    def take(self, kind: str, who: str) -> float:
        """Take one. 0.0 when there was one to take, otherwise the seconds until there will be."""
        rate, bucket = self._rates[kind], self._refilled(kind, who)
        if bucket.left < 1:
            return (1 - bucket.left) * rate.seconds / rate.calls
        bucket.left -= 1
        return 0.0

    def give_back(self, kind: str, who: str) -> None:
        bucket = self._refilled(kind, who)
        bucket.left = min(self._rates[kind].calls, bucket.left + 1)

    def _refilled(self, kind: str, who: str) -> _Bucket:
        rate, now = self._rates[kind], self._clock()
        bucket = self._buckets.get((kind, who))
        if bucket is None:
            if len(self._buckets) >= MOST_BUCKETS:
                self._buckets.pop(min(self._buckets, key=lambda key: self._buckets[key].seen))
            bucket = self._buckets[kind, who] = _Bucket(rate.calls, now)
        bucket.left = min(rate.calls, bucket.left + (now - bucket.seen) * rate.calls / rate.seconds)
        bucket.seen = now
        return bucket
