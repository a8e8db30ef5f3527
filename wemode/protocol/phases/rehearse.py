"""The next words to the patient, heard back. Leaving it unsaid is a choice."""

from __future__ import annotations

from typing import Optional

from wemode.protocol.heard import Heard
from wemode.protocol.pace import Prompt
from wemode.protocol.state import State

SPOKEN = frozenset({"rehearse.offer", "rehearse.words", "rehearse.smaller"})
"""Prompts whose answer is read as words meant for the patient."""


def context(state: State) -> str:
    """How the next text is to be read: as words meant for the patient, or as a telling."""
    return "rehearse" if state.awaiting in SPOKEN and state.awaiting != "rehearse.offer" else "debrief"


def take(state: State, heard: Heard) -> None:
    asked, choice = state.awaiting, heard.choice
    spoken = heard.answers and heard.intent != "rehearse"
    if asked == "rehearse.offer":
        spoken = spoken and heard.to_them
        if spoken:
            state.asked.append("rehearse.words")
        if spoken or (choice and choice.id == "rehearse.try") or heard.intent in ("affirm", "rehearse"):
            state.answered["rehearsing"] = "yes"
    if asked in SPOKEN and spoken:
        state.keep("tried", heard.gist())


def prompt(state: State) -> Optional[Prompt]:
    if not state.patient_open or (state.minutes == 3 and state.need != "ready"):
        return None
    if "rehearse.offer" not in state.asked:
        return Prompt("rehearse.offer", offers=("rehearse.try", "rehearse.leave"))
    if "rehearsing" not in state.answered:
        return None
    if "rehearse.words" not in state.asked:
        return Prompt("rehearse.words")
    if not state.tried:
        return None
    if "rehearse.chair" not in state.asked:
        return Prompt("rehearse.chair", {"tried": state.tried})
    if state.minutes == 20 and "rehearse.smaller" not in state.asked:
        return Prompt("rehearse.smaller")
    return None
