"""Risk, before anything else: a stop with three doors. The words that name the doors are content."""

from __future__ import annotations

from typing import List, Optional

from wemode.content.doors import door_named
from wemode.protocol.acts import Act
from wemode.protocol.heard import STRONG, Heard, clean, opening
from wemode.protocol.pace import again
from wemode.protocol.state import UNANSWERED, State
from wemode.taxonomy import THERAPIST_IN_DANGER

DOORS = ("risk.live", "risk.acted", "risk.not_meant")
ASKED_ABOUT = ("close.safety", "close.whose")


def seen(state: State, heard: Heard) -> List[str]:
    """Risk classes in what was just said, without those whose very words were set aside before."""
    if heard.choice:
        return []
    fresh = []
    answering = bool(state.risk) and (state.risk_awaiting == "contact" or _door_typed(heard) is not None)
    for label in heard.reading.risks:
        if answering and label.confidence < STRONG:
            continue
        words = (heard.evidence(label) or clean(heard.text)).lower()
        if not any(words in old or old in words for old in state.cleared if old):
            fresh.append(label.name)
    return fresh


def stop(state: State, risks: List[str], heard: Heard) -> List[Act]:
    """Set the debrief aside and open the three doors. The same stop said again names the new class only once."""
    state.risk = state.risk + [name for name in risks if name not in state.risk]
    labels = [label for label in heard.reading.risks if label.name in risks]
    state.risk_words = " | ".join([heard.evidence(x) or clean(heard.text) for x in labels] or [clean(heard.text)])
    if not state.risk_awaiting and not heard.choice and state.awaiting not in ASKED_ABOUT:
        state.held = heard.text
    state.risk_awaiting = "door"
    state.paused = False
    state.offered = list(DOORS)
    return [
        Act("say", f"risk.{state.risk[0]}"),
        Act("invite", "risk.doors", {}, DOORS),
    ]


def go_on(state: State, heard: Heard, effects: List[str]) -> List[Act]:
    """The next step while the stop holds. What tripped it by mistake is taken up again as what it was (`go_on`)."""
    if state.risk_awaiting == "contact":
        return _contact_told(state, heard)
    door = heard.choice.id if heard.choice else _door_typed(heard)
    if door == "risk.live":
        state.risk_awaiting = "door"
        state.offered = ["risk.acted", "risk.not_meant"]
        return [
            Act("say", _reach(state)),
            Act("invite", "risk.when_ready", {}, ("risk.acted", "risk.not_meant")),
        ]
    if door == "risk.acted":
        state.risk_awaiting = "contact"
        state.offered = []
        return [Act("invite", "risk.contact")]
    if door == "risk.not_meant":
        state.cleared += [words.lower() for words in state.risk_words.split(" | ") if words]
        if not state.held:
            return _back(state, "risk.misread")
        effects.append("go_on")
        return _back(state, "risk.misread")[:1]
    state.offered = list(DOORS)
    return [Act("invite", "risk.doors_again", {}, DOORS)]


def _reach(state: State) -> str:
    """Who can be reached depends on whose danger it is."""
    seen_now = set(state.risk)
    if (THERAPIST_IN_DANGER | {"therapist_unsafe"}) & seen_now:
        return "risk.live.person"
    if "patient_user" in seen_now:
        return "risk.live.reader"
    return "risk.live.colleague" if seen_now <= {"boundary", "retaliation"} else "risk.live"


def _door_typed(heard: Heard) -> Optional[str]:
    if heard.intent == "correct_reading":
        return "risk.not_meant"
    return door_named(heard.text, DOORS)


def _contact_told(state: State, heard: Heard) -> List[Act]:
    told = opening(heard.text, 30) if heard.tells else UNANSWERED
    if told != UNANSWERED:
        state.supervision.append(told)
    state.cleared += [words.lower() for words in state.risk_words.split(" | ") if words]
    state.held = ""
    return _back(state, "risk.stands")


def _back(state: State, key: str) -> List[Act]:
    state.risk, state.risk_awaiting, state.risk_words = [], None, ""
    state.safety_asked = True
    acts = [Act("say", key)]
    if state.awaiting and state.awaiting not in ASKED_ABOUT:
        acts.append(again(state))
    return acts
