"""The gate between the therapist's own mind and the patient's: care, not a lock, and it can close again."""

from __future__ import annotations

from typing import Optional

from wemode.protocol.heard import Heard, opening
from wemode.protocol.pace import Prompt
from wemode.protocol.state import State
from wemode.protocol.taking import HOT

RETURNS = 2
"""How often a debrief goes back to `self` at most: after that it would be a lock."""

LATER = ("patient", "between", "rehearse")


def met(state: State) -> bool:
    """Reaction or nothing confirmed, one thing that is theirs, certainty softened or noticed. The yes comes last."""
    return state.named and bool(state.own) and state.certainty != "standing"


def prompt(state: State) -> Optional[Prompt]:
    if state.gate_open:
        return None
    if not met(state):
        if state.nudged:
            state.overridden = True
            state.gate_open = True
            return None
        state.nudged = True
        return Prompt("gate.nudge", offers=("forward", "gate.close"))
    if "gate.open" not in state.asked:
        return Prompt("gate.open", {"own": state.own, "first": state.first}, ("gate.yes", "gate.stay", "gate.close"))
    if "gate.again" not in state.asked:
        return Prompt("gate.again", offers=("gate.yes", "gate.close"))
    state.gate_open = True
    return None


def take(state: State, heard: Heard) -> None:
    """What the answer does to the gate."""
    asked, choice = state.awaiting, heard.choice
    if asked == "gate.nudge" and heard.tells:
        state.own = state.own or opening(heard.text)
        state.certainty = "noticed" if state.certainty == "standing" else state.certainty
    if asked in ("gate.open", "gate.again"):
        toward = {"patient_mind", "we_mode"} & set(heard.reading.names("stances"))
        if (choice and choice.id == "gate.yes") or heard.intent in ("affirm", "skip") or (heard.tells and toward):
            state.gate_open = True


def closes_again(state: State, heard: Heard) -> bool:
    """Heat, contempt or certainty has come back after the gate."""
    if state.phase not in LATER or state.returns >= RETURNS or not heard.tells:
        return False
    if state.awaiting in ("rehearse.words", "rehearse.offer", "rehearse.smaller"):
        return False
    heat = any(heard.strong("reactions", name) for name in HOT)
    certain = heard.strong("stances", "psychic_equivalence") and "not_knowing" not in heard.reading.names("stances")
    return heat or certain
