"""What the portal asks of the rooms it stands on; each is met by the real part and by a stand-in in tests."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Optional, Protocol, Sequence, Tuple, Union

Span = Tuple[int, int]
"""Half-open code points into a text."""

Value = Union[None, int, list[str]]
"""What a choice may carry: nothing, a number from 0 to 10, or some ids."""


class Conversation(Protocol):
    """`wemode.conversation.Conversation`. Synchronous: the portal runs every call in a thread."""

    def take_turn(
        self,
        owner: str,
        turn_id: str,
        *,
        text: Optional[str] = None,
        choice: Optional[str] = None,
        value: Any = None,
        keep: Sequence[Span] = (),
    ) -> dict[str, Any]: ...

    def current(self, owner: str) -> Optional[dict[str, Any]]: ...

    def run_pending(self) -> int: ...

    def identifiers(self, text: str) -> list[dict[str, Any]]: ...

    def kept(self, owner: str) -> list[dict[str, Any]]: ...

    def export_markdown(self, owner: str, debrief_id: str) -> str: ...

    def erase(self, owner: str, debrief_id: str) -> dict[str, Any]: ...


class Parts(Protocol):
    """Asks the other processes whether they answer, by name: `{"rasa": True, "actions": False}`."""

    async def status(self) -> dict[str, bool]: ...


class Settings(Protocol):
    """The few of `wemode.settings.Settings` that the portal reads. `str(secret)` is the secret itself."""

    @property
    def host(self) -> str: ...

    @property
    def port(self) -> int: ...

    @property
    def data(self) -> Path: ...

    @property
    def secret(self) -> object: ...
