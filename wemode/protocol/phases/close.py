"""One card, then a note of at most six lines in the therapist's own words; keep or discard, nothing preselected."""

from __future__ import annotations

import re
from typing import List, Optional, Tuple

from wemode.content.doors import door_named
from wemode.protocol.heard import EMPTY, Heard
from wemode.protocol.pace import Prompt
from wemode.protocol.risk import DENIAL, WHOSE
from wemode.protocol.state import UNANSWERED, Line, State
from wemode.protocol.wording import LONG, clean

PICTURE = ("settled", "movable", "kinder", "less_sure", "none")
CARD_OFFERS = tuple(f"picture.{name}" for name in PICTURE) + ("picture", "hold")
YES_OR_NO = ("risk.not_meant", "safety.yes", "safety.no")
MEND_CAPTION = 8
"""Words at most that name the line to be mended."""
STRIKE = 14
"""Words of a sentence that may strike lines."""
PICTURED = 3
"""Words beyond which an answer about the picture is a picture in words."""
MOST = 6
"""Lines of a note."""


def take(state: State, heard: Heard) -> None:
    asked, choice = state.awaiting, heard.choice
    if unclear(state, heard):
        return
    if asked == "close.safety":
        state.safety_asked = True
        whose = "" if choice else door_named(heard.text, tuple(WHOSE), LONG)
        if whose and _doubts(heard):
            state.risk = [WHOSE[whose]]
        elif (choice.id == "safety.yes") if choice else _doubts(heard):
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
    elif asked == "close.supervision" and heard.answers and heard.intent not in EMPTY and not heard.begins_with_no:
        state.for_supervision(heard.gist())
    elif asked == "close.card":
        _take_card(state, heard)


def _doubts(heard: Heard) -> bool:
    """Whether an answer about safety leaves one: a yes, a doubt, or danger in it, and no plain no."""
    if heard.plain_no or heard.told_already or door_named(heard.text, ("safety.no", "risk.not_meant"), DENIAL):
        return False
    yes = heard.intent in ("affirm", "dont_know") or door_named(heard.text, ("safety.yes",), DENIAL)
    return bool(yes or heard.reading.risks)


def unclear(state: State, heard: Heard) -> bool:
    """Neither yes nor no was said about danger, and nothing like danger either: asked once more, in other words."""
    if state.awaiting != "close.safety" or state.disputed == state.awaiting or heard.reading.risks:
        return False
    return (
        heard.tells
        and not heard.plain_no
        and not heard.told_already
        and door_named(heard.text, YES_OR_NO, DENIAL) is None
    )


def prompt(state: State) -> Optional[Prompt]:
    if not state.safety_asked and "close.safety" not in state.asked:
        return Prompt("close.safety", {"words": state.doubt_words}, ("safety.no", "safety.yes"))
    state.safety_asked = True
    if state.answered.get("safety") == "yes" and "close.whose" not in state.asked:
        return Prompt("close.whose", offers=(*WHOSE, "safety.no"), invite_only=True)
    if state.minutes > 3 and "close.supervision" not in state.asked:
        return Prompt("close.supervision", offers=("skip",))
    if "close.card" not in state.asked:
        return Prompt("close.card", {"hold": state.hold}, CARD_OFFERS, invite_only=True)
    if not state.note:
        state.note = note_lines(state)
    return closing_note(state)


def closing_note(state: State) -> Prompt:
    return Prompt("close.note", offers=("keep", "discard", "strike"), invite_only=True)


def mend(state: State, heard: Heard) -> bool:
    """Lines of the note put in other words or struck, by their names; True when that was done.

    "Their side: he was alone with it", "strike the supervision line". Several sentences may do several of these.
    """
    done = False
    for sentence in re.split(r"(?<=[.;!?])\s+(?=\S+(?: \S+){0,3}:|strike|take out|remove)|\n+", heard.text, flags=re.I):
        done = _put_differently(state, sentence) or _struck(state, sentence) or done
    return done


def _put_differently(state: State, sentence: str) -> bool:
    caption, colon, words = sentence.partition(":")
    named = door_named(caption, _names(state), MEND_CAPTION) if colon else None
    if named is None or not clean(words) or door_named(caption, ("strike",)):
        return False
    for line in state.note:
        if line.id == named[len("line.") :]:
            line.text, line.struck = words.strip(), False
    return True


def _struck(state: State, sentence: str) -> bool:
    named = [name for name in _names(state) if door_named(sentence, (name,), STRIKE)]
    if not named or door_named(sentence, ("strike",), STRIKE) is None:
        return False
    for line in state.note:
        line.struck = line.struck or f"line.{line.id}" in named
    return True


def _names(state: State) -> Tuple[str, ...]:
    return tuple(f"line.{line.id}" for line in state.note)


def note_lines(state: State) -> List[Line]:
    """At most six lines, each the therapist's words; where there are seven, the sentence that holds both is enough."""
    feelings = [words for words in state.own_words.values() if words != UNANSWERED]
    lines: Tuple[Tuple[str, str], ...] = (
        ("first", state.first),
        ("in_me", "; ".join(dict.fromkeys(feelings))),
        ("own", state.own),
        ("inside", state.inside),
        ("both", state.sentence),
        ("next", state.tried),
        ("supervision", "; ".join(state.supervision)),
    )
    told = [Line(key, text) for key, text in lines if text and text != UNANSWERED]
    return told if len(told) <= MOST else [line for line in told if line.id != "inside"]


def _take_card(state: State, heard: Heard) -> None:
    choice = heard.choice
    if choice and choice.id.startswith("picture.") and choice.id[8:] not in state.picture:
        state.picture.append(choice.id[8:])
    if choice and choice.id == "picture" and isinstance(choice.value, tuple):
        state.picture = [name for name in choice.value if name in PICTURE]
    named = door_named(heard.text, tuple(f"picture.{name}" for name in PICTURE))
    if named and named[8:] not in state.picture:
        state.picture.append(named[8:])
    elif not choice and heard.answers and heard.words > PICTURED:
        state.picture_said = heard.gist()
    if heard.hold is not None:
        state.hold_after = heard.hold
