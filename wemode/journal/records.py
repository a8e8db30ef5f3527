"""What the journal gives out: plain values, opened."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import Any, Dict, Optional


@dataclass(frozen=True)
class Debrief:
    """`status` is open or kept; `version` counts the turns that moved the state."""

    id: str
    owner: str
    version: int
    state: Dict[str, Any] = field(repr=False)
    status: str
    created: datetime
    updated: datetime


@dataclass(frozen=True)
class Turn:
    """`status` is pending, answered, or erased: then only the id is left."""

    id: str
    debrief_id: str
    position: int
    status: str
    said: Dict[str, Any] = field(repr=False)
    answer: Optional[Dict[str, Any]] = field(repr=False)
    created: datetime


@dataclass(frozen=True)
class Receipt:
    """What was erased, in numbers; `key` tells whether the key it was sealed with is gone too."""

    debriefs: int
    turns: int
    key: bool

    def to_json(self) -> Dict[str, Any]:
        return asdict(self)
