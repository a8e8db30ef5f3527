"""What may be said at every step without losing the place: answered, then back to the open prompt, put differently."""

from __future__ import annotations

from typing import List, Optional, Tuple

from wemode.content.doors import door_named
from wemode.protocol.acts import Act
from wemode.protocol.heard import Heard
from wemode.protocol.pace import again, put
from wemode.protocol.phases import arrive
from wemode.protocol.state import State
from wemode.protocol.wording import clean

ABOUT_THE_PROMPT = {"ask_why": "why", "ask_example": "example"}
PLAIN = frozenset(
    {"challenge_bot", "privacy", "help", "greet", "thank", "out_of_scope", "view_journal", "start_group", "start_study"}
)
ERASE = ("erase.this", "erase.all", "erase.no")
OPEN_AGAIN = ("resume", "new")


def answer(state: State, heard: Heard, effects: List[str]) -> Optional[List[Act]]:
    """The acts of an interruption, or None when the message is not one."""
    if state.confirming:
        return _confirmed(state, heard, effects)
    intent = heard.choice.id if heard.choice else heard.intent
    if state.paused and state.first and heard.tells:
        state.held = heard.text
        return _confirm(state, "which", OPEN_AGAIN)
    if intent in ABOUT_THE_PROMPT:
        return [Act("say", ABOUT_THE_PROMPT[intent], {"prompt": state.awaiting}), again(state)]
    if intent == "lost":
        return [Act("say", "example", {"prompt": state.awaiting}), again(state)]
    if door_named(heard.text, ("how_long",), 20):
        return [Act("say", "aside.how_long", {"minutes": str(state.minutes)}), _onward(state)]
    if intent == "ask_explain":
        return [Act("say", "explain", {"text": heard.text}), again(state)]
    if intent == "ask_verdict":
        return _verdict(state, heard)
    if intent in PLAIN:
        return [Act("say", f"aside.{intent}"), _onward(state)]
    if intent == "go_back":
        return _back(state)
    if intent in ("pause", "goodbye"):
        state.paused = True
        effects.append("pause")
        return [Act("say", "pause", offers=("resume",))]
    if intent == "resume":
        state.paused = False
        if state.held:
            effects.append("go_on")
            return [Act("say", "resumed.held")]
        return [Act("say", "resumed", {"first": state.first}), again(state)]
    if intent == "new":
        return _set_aside(state, effects)
    if intent == "export_data":
        return [Act("say", "aside.export_data"), again(state)]
    if intent == "delete_data":
        return _confirm(state, "erase", ERASE)
    if intent == "start_debrief" and state.first:
        return _confirm(state, "new", OPEN_AGAIN)
    return None


def _onward(state: State) -> Act:
    """Back to what stands open; before anything was said, to the open box."""
    beginning = arrive.prompt(state) if not state.awaiting else None
    return put(state, beginning) if beginning else again(state)


def _confirm(state: State, what: str, offers: Tuple[str, ...]) -> List[Act]:
    state.confirming = what
    state.offered = list(offers)
    return [Act("invite", f"confirm.{what}", {}, offers)]


def _confirmed(state: State, heard: Heard, effects: List[str]) -> List[Act]:
    """A destructive wish is carried out only by naming what is meant; anything else leaves all as it is."""
    what, state.confirming = state.confirming, None
    offers = ERASE if what == "erase" else OPEN_AGAIN
    state.paused = False
    named = heard.choice.id if heard.choice else door_named(heard.text, offers, 8)
    if named == "erase.this":
        state.outcome = "discarded"
        effects.append("discard")
        return [Act("say", "erased.this")]
    if named == "erase.all":
        state.outcome = "discarded"
        effects.append("erase_all")
        return [Act("say", "erased.all")]
    if named == "new":
        return _set_aside(state, effects)
    if state.held:
        effects.append("go_on")
        return [Act("say", "resumed", {"first": state.first})]
    if what == "new":
        return [Act("say", "resumed", {"first": state.first}), again(state)]
    return [Act("say", "left_as_is"), again(state)]


def _set_aside(state: State, effects: List[str]) -> List[Act]:
    state.paused = True
    effects.append("new")
    return [Act("say", "set_aside.held" if state.held else "set_aside")]


def _verdict(state: State, heard: Heard) -> List[Act]:
    if state.gate_open and state.phase in ("patient", "between"):
        return [Act("say", "verdict.two_readings", {"events": tuple(state.events)}), again(state)]
    state.parked.append(clean(heard.text))
    state.parked_aloud = True
    return [Act("say", "verdict.parked"), again(state)]


def _back(state: State) -> List[Act]:
    earlier = [key for key in state.asked if key != state.awaiting]
    if not earlier:
        return [Act("say", "back.nowhere"), again(state)]
    state.awaiting = earlier[-1]
    state.answered.pop(earlier[-1], None)
    return [Act("say", "back"), again(state)]
