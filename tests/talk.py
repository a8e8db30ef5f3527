"""A therapist talking to the core alone, with readings given by hand: `talk.says("…", reactions=["angry"])`."""

from __future__ import annotations

from typing import Any, Dict, List, Optional, Sequence

from wemode.content.library import library
from wemode.protocol import Choice, State, Step, step
from wemode.reading import Label, Quote, Reading
from wemode.voice import speak


def reading(text: str = "", intent: str = "tell", said: Sequence[str] = (), **sets: Any) -> Reading:
    """Labels by name at confidence 0.9; quotes as {"image": "the lamp"}."""
    quotes = tuple(
        Quote(kind, text.index(piece), text.index(piece) + len(piece)) for kind, piece in sets.pop("quotes", {}).items()
    )
    labels = {
        name: tuple(Label(label, 0.9, (0, len(text)), label in said) for label in names) for name, names in sets.items()
    }
    return Reading(text=text, intent=intent, intent_confidence=0.9, quotes=quotes, **labels)


class Talk:
    """One debrief; `state` is where it stands, `last` the last step, `heard` the bubbles of it."""

    def __init__(self, state: Optional[State] = None) -> None:
        self.state = state or State()
        self.last: Optional[Step] = None
        self.messages: List[Dict[str, Any]] = []

    def says(self, text: str, intent: str = "tell", said: Sequence[str] = (), **sets: Any) -> Talk:
        return self.takes(reading(text, intent, said, **sets))

    def takes(self, heard: Reading) -> Talk:
        return self._take(step(self.state, heard))

    def chooses(self, id: str, value: Any = None) -> Talk:
        return self._take(step(self.state, reading(id), Choice(id, value)))

    def _take(self, taken: Step) -> Talk:
        self.last, self.state = taken, taken.state
        self.messages = speak(taken, library())
        return self

    @property
    def keys(self) -> List[str]:
        assert self.last is not None
        return [act.key for act in self.last.acts]

    @property
    def words(self) -> str:
        return "\n".join(message["text"] for message in self.messages)
