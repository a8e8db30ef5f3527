"""One open box. Anything said is enough."""

from __future__ import annotations

from typing import Optional

from wemode.protocol.heard import Heard
from wemode.protocol.pace import Prompt
from wemode.protocol.state import State

CHIPS = (
    "time.3", "time.10", "time.20", "need.out_loud", "need.understand", "need.ready", "need.unknown", "hold",
)  # fmt: skip


def take(state: State, heard: Heard) -> None:
    if state.hold is None and heard.intent == "rate_intensity":
        state.hold = heard.number


def prompt(state: State) -> Optional[Prompt]:
    if state.first or "arrive.open" in state.answered:
        return None
    return Prompt("arrive.open", offers=CHIPS)
