"""Both views side by side, and one sentence that holds them, or "not yet"."""

from __future__ import annotations

from typing import Optional

from wemode.protocol.heard import Heard
from wemode.protocol.pace import Prompt
from wemode.protocol.state import UNANSWERED, State

ASKED = {
    3: ("between.sentence",),
    10: ("between.before", "between.sentence"),
    20: ("between.before", "between.share", "between.sentence"),
}


def take(state: State, heard: Heard) -> None:
    asked = state.awaiting == "between.sentence"
    volunteered = "we_mode" in heard.reading.names("stances") and not state.sentence
    if heard.answers and (asked or volunteered):
        state.keep("sentence", heard.gist())


def prompt(state: State) -> Optional[Prompt]:
    if not state.patient_open:
        return None
    for key in ASKED[state.minutes]:
        if key == "between.before" and state.own and state.minutes < 20:
            continue  # told already: what was theirs in it
        if key not in state.asked and not (key == "between.sentence" and state.sentence):
            both = state.own and state.inside and UNANSWERED not in (state.own, state.inside)
            return Prompt(key, {"own": state.own, "inside": state.inside, "both": both})
    return None
