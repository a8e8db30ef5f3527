"""A tracker store that keeps nothing: the journal is the one writer, and Rasa has no memory."""

from __future__ import annotations

from typing import Any, Iterable, Optional

from rasa.core.tracker_store import TrackerStore
from rasa.shared.core.trackers import DialogueStateTracker


class ForgetfulTrackerStore(TrackerStore):  # type: ignore[misc]  # rasa has no types
    """Every conversation begins and ends with one message."""

    def __init__(self, host: Optional[str] = None, **kwargs: Any) -> None:
        super().__init__(**kwargs)

    async def save(self, tracker: DialogueStateTracker) -> None:
        """Nothing is kept."""

    async def retrieve(self, sender_id: str) -> Optional[DialogueStateTracker]:
        """Nobody is known."""
        return None

    async def keys(self) -> Iterable[str]:
        return ()
