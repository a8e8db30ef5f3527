"""One card, then a note of at most six lines in the therapist's own words; keep or discard, nothing preselected."""

from __future__ import annotations

from typing import Iterable, Optional, Tuple

from wemode.protocol.heard import Heard
from wemode.protocol.pace import Prompt
from wemode.protocol.state import UNANSWERED, Line, State

PICTURE = ("settled", "movable", "kinder", "less_sure", "none")
CARD_OFFERS = tuple(f"picture.{name}" for name in PICTURE) + ("picture", "hold")
WHOSE = {
    "safety.patient": "patient_suicide",
    "safety.others": "harm_to_others",
    "safety.child": "safeguarding",
    "safety.me": "therapist_unsafe",
}


def take(state: State, heard: Heard) -> None:
    asked, choice = state.awaiting, heard.choice
    if asked == "close.safety":
        state.safety_asked = True
        if heard.intent == "affirm" or (choice and choice.id == "safety.yes"):
            state.answered["safety"] = "yes"
    elif asked == "close.whose":
        state.answered["safety"] = "told"
        if choice:
            state.risk = [WHOSE[choice.id]]
        elif heard.tells or heard.intent == "affirm":
            state.risk = heard.reading.names("risks") or ["patient_suicide"]
    elif asked == "close.card":
        _take_card(state, heard)


def prompt(state: State) -> Optional[Prompt]:
    if not state.safety_asked and "close.safety" not in state.asked:
        return Prompt("close.safety", offers=("safety.no", "safety.yes"))
    state.safety_asked = True
    if state.answered.get("safety") == "yes" and "close.whose" not in state.asked:
        return Prompt("close.whose", offers=tuple(WHOSE), invite_only=True)
    if "close.card" not in state.asked:
        return Prompt("close.card", {"hold": state.hold}, CARD_OFFERS, invite_only=True)
    if not state.note:
        state.note = list(note_lines(state))
    return Prompt("close.note", {"note": state.note}, ("keep", "discard", "strike"), invite_only=True)


def note_lines(state: State) -> Iterable[Line]:
    """At most six lines, each the therapist's words: said first, in me, mine, their side, both, for supervision."""
    feelings = [words for words in state.own_words.values() if words != UNANSWERED]
    lines: Tuple[Tuple[str, str], ...] = (
        ("first", state.first),
        ("in_me", "; ".join(dict.fromkeys(feelings))),
        ("own", state.own),
        ("inside", "" if state.inside == UNANSWERED else state.inside),
        ("both", state.sentence),
        ("supervision", "; ".join(state.supervision)),
    )
    return [Line(key, text) for key, text in lines if text]


def _take_card(state: State, heard: Heard) -> None:
    choice = heard.choice
    if choice and choice.id.startswith("picture.") and choice.id[8:] not in state.picture:
        state.picture.append(choice.id[8:])
    if choice and choice.id == "picture" and isinstance(choice.value, tuple):
        state.picture = [name for name in choice.value if name in PICTURE]
    if heard.number is not None:
        state.hold_after = heard.number
