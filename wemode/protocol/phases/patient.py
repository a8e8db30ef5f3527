"""From the patient's own side, at face value first; the assistant supplies no reading unless asked."""

from __future__ import annotations

from typing import Optional

from wemode.protocol.heard import Heard
from wemode.protocol.pace import Prompt
from wemode.protocol.state import UNANSWERED, State

DEEPER = {
    3: (),
    10: ("patient.sense", "patient.less_sure"),
    20: ("patient.sense", "patient.guard", "patient.less_sure"),
}
COOL = frozenset(
    ("monologue", "boast", "correction", "mockery", "dismissal", "praise", "model_patient", "charm",
     "contempt_for_others", "self_sufficiency", "asked_for_better")
)  # fmt: skip
"""Events after which the question what a manner may guard is worth asking at all."""


def take(state: State, heard: Heard) -> None:
    if not (state.awaiting or "").startswith("patient."):
        return
    if heard.answers and not heard.theirs:
        if not state.own:
            state.keep("own", heard.gist())
    elif heard.answers and state.inside in ("", UNANSWERED):
        state.keep("inside", heard.gist())
    elif heard.intent in ("dont_know", "skip", "deny") and not state.inside:
        state.inside = UNANSWERED


def prompt(state: State) -> Optional[Prompt]:
    if not state.patient_open:
        return None
    if "patient.face" not in state.asked:
        wondering = state.parked[0] if state.parked else ""
        return Prompt("patient.face", {"wondering": wondering, "events": tuple(state.events)})
    if state.inside == UNANSWERED:
        return None
    for key in DEEPER[state.minutes]:
        if key not in state.asked and (key != "patient.guard" or COOL & set(state.events)):
            return Prompt(key)
    return None
