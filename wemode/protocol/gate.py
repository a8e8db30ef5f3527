"""The gate between the therapist's own mind and the patient's: care, not a lock, and it can close again."""

from __future__ import annotations

from typing import Optional

from wemode.protocol.heard import Heard
from wemode.protocol.pace import Prompt
from wemode.protocol.state import State
from wemode.protocol.taking import HOT

STAYS = 3
"""Tellings in a row at the gate after which it is taken for a no."""

RETURNS = 2
"""How often a debrief goes back to `self` at most: after that it would be a lock."""

NUDGE = Prompt("gate.nudge", offers=("forward", "gate.close"))

OPEN = ("gate.open", "gate.again", "gate.stay")
"""Prompts that may be answered by a yes."""

LATER = ("patient", "between", "rehearse")


def met(state: State) -> bool:
    """Reaction or nothing confirmed, one thing that is theirs, certainty softened or noticed. The yes comes last."""
    return state.named and bool(state.own) and state.certainty != "standing"


def prompt(state: State) -> Optional[Prompt]:
    if state.gate_open or state.declined:
        return None
    if not met(state) and not state.nudged:
        state.nudged = True
        return NUDGE
    if state.answered.get("gate") == "stay" and state.stays <= STAYS:
        return Prompt("gate.stay", offers=("gate.yes", "gate.close"), invite_only=True)
    if "gate.open" not in state.asked:
        return Prompt("gate.open", {"own": state.own, "first": state.first}, ("gate.yes", "gate.stay", "gate.close"))
    if "gate.again" not in state.asked or 0 < state.stays <= STAYS:
        return Prompt("gate.again", offers=("gate.yes", "gate.stay", "gate.close"))
    state.declined = True
    return None


def take(state: State, heard: Heard) -> None:
    """What the answer does to the gate."""
    asked, choice = state.awaiting, heard.choice
    if asked == "gate.nudge" and heard.answers:
        if heard.mine and not state.own:
            state.keep("own", heard.gist())
        state.certainty = "noticed" if state.certainty == "standing" else state.certainty
    if asked in OPEN:
        looks_over = heard.tells and heard.wonders_about_them and asked != "gate.stay"
        agrees = heard.intent in ("affirm", "skip") or heard.asks_for("gate.yes") or looks_over
        if agrees or (choice and choice.id == "gate.yes"):
            state.overridden = state.overridden or not met(state)
            state.gate_open = True
        if heard.answers and "me_mode" in heard.reading.names("stances"):
            state.keep("own", heard.gist())
        stays = bool(choice and choice.id == "gate.stay")
        state.answered["gate"] = "stay" if stays else "asked"
        state.stays = state.stays + 1 if heard.tells or stays else 0


def forced(state: State, heard: Heard) -> Optional[bool]:
    """ "Let me move on anyway": None when that was not said; False for the one nudge; True when it now holds."""
    if state.gate_open or state.phase not in ("moment", "name", "self", "close") or state.finished:
        return None
    asked = state.awaiting not in OPEN and heard.asks_for("forward")
    if heard.choice.id != "forward" if heard.choice else not asked:
        return None
    if state.phase == "close":
        state.declined = False
        state.gate_open = state.patient_wanted = True
        state.overridden = state.overridden or not met(state)
        return True
    if state.nudged:
        state.overridden = state.gate_open = True
        return True
    state.nudged = True
    return False


def closes_again(state: State, heard: Heard) -> bool:
    """Heat, contempt or certainty has come back after the gate."""
    if state.phase not in LATER or state.returns >= RETURNS or not heard.tells:
        return False
    if state.awaiting in ("rehearse.words", "rehearse.offer", "rehearse.smaller"):
        return False
    heat = any(heard.strong("reactions", name) for name in HOT)
    certain = heard.strong("stances", "psychic_equivalence") and "not_knowing" not in heard.reading.names("stances")
    return heat or certain
