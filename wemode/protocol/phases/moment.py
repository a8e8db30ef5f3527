"""One specific instant, replayed slowly. Description is the answer here: nothing is corrected."""

from __future__ import annotations

from typing import Optional

from wemode.protocol.heard import Heard
from wemode.protocol.pace import Prompt
from wemode.protocol.state import State


def take(state: State, heard: Heard) -> None:
    """The telling itself is kept by `taking`, in whatever phase it falls."""


def prompt(state: State) -> Optional[Prompt]:
    told = "moment" in state.answered
    if not told and "moment.instant" not in state.asked:
        return Prompt("moment.instant")
    if (
        told
        and state.minutes > 3
        and "amount" in state.answered
        and not {"moment.strongest", "moment.instant"} & set(state.asked)
    ):
        return Prompt("moment.strongest")
    if told and state.minutes == 20 and "moment.before" not in state.asked and state.arousal != "flooded":
        return Prompt("moment.before")
    return None
