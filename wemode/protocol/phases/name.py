"""Naming the reaction: said is kept apart from implied; only what is missing is asked."""

from __future__ import annotations

from typing import Optional, Tuple

from wemode.protocol.heard import Heard
from wemode.protocol.pace import Prompt
from wemode.protocol.state import UNANSWERED, State
from wemode.protocol.taking import confirm, deny

MISSING = {3: (), 10: ("name.pull", "name.second"), 20: ("name.body", "name.pull", "name.second", "name.strength")}
OFFERED = 3
"""Feelings offered at once at most."""


def take(state: State, heard: Heard) -> None:
    asked, choice = state.awaiting, heard.choice
    if choice and choice.id.startswith("feel."):
        _take_choice(state, choice.id[len("feel.") :], heard.reading.text)
    elif asked == "name.offer" and heard.intent == "affirm":
        for reaction in list(state.implied[:OFFERED]):
            confirm(state, reaction)
    elif asked == "name.offer" and heard.intent in ("deny", "correct_reading") and not heard.felt:
        deny(state, list(state.implied[:OFFERED]))
    elif asked == "name.offer" and heard.reading.events and not heard.felt:
        pass  # more of the account, no answer yet: the open form is asked next
    elif asked in ("name.offer", "name.open") and heard.tells and not heard.felt:
        state.own_words.setdefault("other", heard.phrase(12) or UNANSWERED)
        state.named = True
    elif asked == "name.open":
        state.named = True
    if asked == "name.strength" and heard.number is not None:
        state.hold = heard.number if state.hold is None else state.hold


def prompt(state: State) -> Optional[Prompt]:
    if not state.named and state.reactions:
        state.named = True
    if not state.named:
        naming = _naming(state)
        if naming:
            return naming
        state.named = True
    for key in MISSING[state.minutes]:
        if key not in state.asked and not _told(state, key):
            return Prompt(key)
    if state.need == "out_loud" and "name.enough" not in state.asked:
        return Prompt("name.enough", offers=("enough.close", "enough.on"))
    return None


def _naming(state: State) -> Optional[Prompt]:
    if state.implied and "name.offer" not in state.asked:
        offered = tuple(state.implied[:OFFERED])
        offers: Tuple[str, ...] = tuple(f"feel.{r}" for r in offered) + ("feel.other", "feel.nothing")
        return Prompt("name.offer", {"feelings": offered}, offers)
    if "name.open" not in state.asked:
        return Prompt("name.open", {"unplaced": "moment" not in state.answered})
    return None


def _told(state: State, key: str) -> bool:
    if state.arousal == "flooded" or not (state.reactions or state.own_words):
        return True
    if key == "name.second":
        return len(state.reactions) > 1
    if key == "name.pull":
        return bool({"act", "pull"} & set(state.answered))
    return key == "name.strength" and state.hold is not None


def _take_choice(state: State, reaction: str, title: str) -> None:
    if reaction == "other":
        deny(state, list(state.implied[:OFFERED]))
    elif reaction == "nothing":
        deny(state, list(state.implied))
        state.named = True
    else:
        confirm(state, reaction, title)
