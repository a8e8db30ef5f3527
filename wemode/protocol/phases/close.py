"""One card, then a note of at most six lines in the therapist's own words; keep or discard, nothing preselected."""

from __future__ import annotations

from typing import Iterable, Optional, Tuple

from wemode.content.doors import door_named
from wemode.protocol import risk
from wemode.protocol.heard import Heard, clean
from wemode.protocol.pace import Prompt
from wemode.protocol.state import UNANSWERED, Line, State

PICTURE = ("settled", "movable", "kinder", "less_sure", "none")
CARD_OFFERS = tuple(f"picture.{name}" for name in PICTURE) + ("picture", "hold")
YES_OR_NO = ("risk.not_meant", "risk.acted", "risk.live", "safety.yes")
MEND_CAPTION = 4
"""Words at most that name the line to be mended."""
WHOSE = {
    "safety.patient": "patient_suicide",
    "safety.others": "harm_to_others",
    "safety.child": "safeguarding",
    "safety.me": "therapist_unsafe",
}


def take(state: State, heard: Heard) -> None:
    asked, choice = state.awaiting, heard.choice
    if unclear(state, heard):
        return
    if asked == "safety.now":
        risk.doubt_answered(state, not _harmless(heard))
    elif asked == "close.safety":
        state.safety_asked = True
        doubt = heard.intent in ("affirm", "dont_know") or heard.tells
        if choice.id == "safety.yes" if choice else doubt:
            state.answered["safety"] = "yes"
    elif asked == "close.whose":
        state.answered["safety"] = "told"
        named = choice.id if choice else door_named(heard.text, tuple(WHOSE))
        if named in WHOSE:
            state.risk = [WHOSE[named]]
        elif choice and choice.id == "safety.no":
            return
        elif heard.tells or heard.intent == "affirm":
            state.risk = heard.reading.names("risks") or ["patient_suicide"]
    elif asked == "close.supervision" and heard.answers:
        state.for_supervision(heard.gist())
    elif asked == "close.card":
        _take_card(state, heard)


def unclear(state: State, heard: Heard) -> bool:
    """Neither yes nor no was said about danger, and nothing like danger either: asked once more, in other words."""
    if state.awaiting not in ("close.safety", "safety.now") or state.disputed == state.awaiting or heard.reading.risks:
        return False
    return heard.tells and heard.intent == "tell" and door_named(heard.text, YES_OR_NO) is None


def _harmless(heard: Heard) -> bool:
    """A no to the question about danger, in any words that are one; everything else is taken as a yes."""
    if heard.choice:
        return heard.choice.id == "safety.no"
    if heard.intent in ("deny", "skip", "correct_reading"):
        return True
    return door_named(heard.text, YES_OR_NO) == "risk.not_meant"


def prompt(state: State) -> Optional[Prompt]:
    if not state.safety_asked and "close.safety" not in state.asked:
        return Prompt("close.safety", offers=("safety.no", "safety.yes"))
    state.safety_asked = True
    if state.answered.get("safety") == "yes" and "close.whose" not in state.asked:
        return Prompt("close.whose", offers=(*WHOSE, "safety.no"), invite_only=True)
    if state.minutes > 3 and "close.supervision" not in state.asked:
        return Prompt("close.supervision", offers=("skip",))
    if "close.card" not in state.asked:
        return Prompt("close.card", {"hold": state.hold}, CARD_OFFERS, invite_only=True)
    if not state.note:
        state.note = list(note_lines(state))
    return closing_note(state)


def closing_note(state: State) -> Prompt:
    return Prompt("close.note", offers=("keep", "discard", "strike"), invite_only=True)


def mend(state: State, heard: Heard) -> bool:
    """ "Their side: he was alone with it" puts a line of the note in other words; True when that was done."""
    caption, colon, words = heard.text.partition(":")
    named = door_named(caption, tuple(f"line.{line.id}" for line in state.note), MEND_CAPTION) if colon else None
    if named is None or not clean(words):
        return False
    for line in state.note:
        if f"line.{line.id}" == named:
            line.text, line.struck = words.strip(), False
    return True


def note_lines(state: State) -> Iterable[Line]:
    """At most six lines, each the therapist's words: said first, in me, mine, their side, both, for supervision."""
    feelings = [words for words in state.own_words.values() if words != UNANSWERED]
    lines: Tuple[Tuple[str, str], ...] = (
        ("first", state.first),
        ("in_me", "; ".join(dict.fromkeys(feelings))),
        ("own", state.own),
        ("inside", state.inside),
        ("both", state.sentence),
        ("supervision", "; ".join(state.supervision)),
    )
    return [Line(key, text) for key, text in lines if text and text != UNANSWERED]


def _take_card(state: State, heard: Heard) -> None:
    choice = heard.choice
    if choice and choice.id.startswith("picture.") and choice.id[8:] not in state.picture:
        state.picture.append(choice.id[8:])
    if choice and choice.id == "picture" and isinstance(choice.value, tuple):
        state.picture = [name for name in choice.value if name in PICTURE]
    named = door_named(heard.text, tuple(f"picture.{name}" for name in PICTURE))
    if named and named[8:] not in state.picture:
        state.picture.append(named[8:])
    if heard.number is not None:
        state.hold_after = heard.number
