"""Risk, before anything else: a stop with three doors. The words that name the doors are content."""

from __future__ import annotations

from hashlib import sha256
from typing import List, Optional

from wemode.content.doors import door_named
from wemode.protocol.acts import Act
from wemode.protocol.heard import STRONG, Heard, clean
from wemode.protocol.pace import Prompt, again
from wemode.protocol.state import State
from wemode.reading import Label
from wemode.taxonomy import THERAPIST_IN_DANGER

DOORS = ("risk.live", "risk.acted", "risk.not_meant")
ASKED_ABOUT = ("close.safety", "close.whose", "safety.now")
CERTAIN = 0.2
"""Confidence from which danger stops the debrief. Below it, it is asked about and nothing is set aside."""
DOUBTS = 2
"""How often a debrief asks about danger that it is not certain of."""
ALIKE = 0.6
"""Share of words from which on two pieces are the same piece."""
HELD = 8000
"""Characters that are taken up again afterwards: those of one message."""
DENIAL = 20
"""Words up to which a bare no at the doors is a no."""


def seen(state: State, heard: Heard) -> List[str]:
    """Risk classes in what was just said, without what was set aside before."""
    answering = bool(state.risk) and (state.risk_awaiting == "contact" or _door_typed(heard) is not None)
    fresh = [x for x in _fresh(state, heard) if x.confidence >= CERTAIN]
    return [x.name for x in fresh if x.confidence >= STRONG or not answering]


def doubted(state: State, heard: Heard) -> Optional[Prompt]:
    """The question about danger that may be in what was just said, or None. A yes to it is a stop."""
    fresh = _fresh(state, heard)
    if not fresh or state.safety_asked or state.doubts >= DOUBTS or state.awaiting in ASKED_ABOUT:
        return None
    state.doubts += 1
    state.doubted = [label.name for label in fresh]
    state.risk_words = " | ".join(dict.fromkeys(_words(x, heard) for x in fresh))
    return Prompt("safety.now", {"words": heard.evidence(fresh[0]) or heard.phrase()}, ("safety.no", "safety.yes"))


def doubt_answered(state: State, yes: bool) -> None:
    """What was asked about is danger, or those words are set aside."""
    if yes:
        state.risk = state.doubted
    else:
        _clear(state)
    state.doubted = []


def _fresh(state: State, heard: Heard) -> List[Label]:
    """Danger that was read, without what was set aside before or was asked for."""
    if heard.choice or _mark(heard.text) in state.cleared_messages:
        return []
    return [x for x in heard.reading.risks if not _set_aside(state, _words(x, heard)) and not _asked_for(state, x)]


def stop(state: State, risks: List[str], heard: Heard) -> List[Act]:
    """Set the debrief aside and open the three doors. Says which words stopped it, so that they can be disputed."""
    known = bool(state.risk)
    state.risk = state.risk + [name for name in risks if name not in state.risk]
    labels = [label for label in heard.reading.risks if label.name in risks]
    words = [_words(x, heard) for x in labels] or [_plain(heard.text)]
    state.risk_words = " | ".join([*([state.risk_words] if known else []), *dict.fromkeys(words)])
    if not heard.choice and state.awaiting not in ASKED_ABOUT:
        held = "\n".join(filter(None, [state.held if known else "", heard.text]))
        state.held = held if len(held) <= HELD else heard.text
    state.risk_awaiting = "door"
    state.paused = False
    state.offered = list(DOORS)
    evidence = heard.evidence(labels[0]) if labels else ""
    because = [Act("say", "risk.because", {"words": evidence})] if evidence else []
    return [Act("say", f"risk.{state.risk[0]}"), *because, Act("invite", "risk.doors", {}, DOORS)]


def go_on(state: State, heard: Heard, effects: List[str]) -> List[Act]:
    """The next step while the stop holds. What tripped it is afterwards taken up as what it was (`go_on`)."""
    if state.risk_awaiting == "contact":
        return _contact_told(state, heard, effects)
    door = heard.choice.id if heard.choice else _door_typed(heard)
    if door == "risk.live":
        state.risk_awaiting = "door"
        state.offered = ["risk.acted", "risk.not_meant"]
        reach = [Act("say", key) for key in _reach(state)]
        return [*reach, Act("invite", "risk.when_ready", {}, ("risk.acted", "risk.not_meant"))]
    if door == "risk.acted":
        state.risk_awaiting = "contact"
        state.offered = []
        return [Act("invite", "risk.contact")]
    if door == "risk.not_meant":
        return _back(state, "risk.misread", effects)
    state.offered = list(DOORS)
    return [Act("invite", "risk.doors_again", {}, DOORS)]


def _reach(state: State) -> List[str]:
    """Who can be reached depends on whose danger it is; the therapist's own is never left out."""
    seen_now = set(state.risk)
    person = bool((THERAPIST_IN_DANGER | {"therapist_unsafe"}) & seen_now)
    if "patient_user" in seen_now:
        return ["risk.live.reader"]
    if seen_now & {"patient_suicide", "harm_to_others", "safeguarding"}:
        return ["risk.live", *(["risk.live.person"] if person else [])]
    return ["risk.live.person"] if person else ["risk.live.colleague"]


def _door_typed(heard: Heard) -> Optional[str]:
    named = door_named(heard.text, DOORS)
    if named is None and heard.intent in ("deny", "correct_reading") and heard.words <= DENIAL:
        several = [door for door in DOORS if door_named(heard.text, (door,))]
        return None if several else "risk.not_meant"
    return named


def _contact_told(state: State, heard: Heard, effects: List[str]) -> List[Act]:
    if heard.answers:
        state.for_supervision(heard.gist())
    return _back(state, "risk.stands", effects)


def _back(state: State, key: str, effects: List[str]) -> List[Act]:
    """Back in place. What had been said is heard now, unless it was about the therapist: that reopens at their wish."""
    own = bool(THERAPIST_IN_DANGER & set(state.risk)) and key == "risk.stands"
    own = own and state.awaiting not in ASKED_ABOUT
    _clear(state)
    state.cleared_messages += [_mark(text) for text in (state.held, *state.held.split("\n")) if text]
    state.risk, state.risk_awaiting = [], None
    state.safety_asked = True
    if own:
        state.offered = ["resume", "pause", "finish"]
        return [Act("invite", "risk.stands.person", {}, ("resume", "pause", "finish"))]
    if state.held:
        effects.append("go_on")
        return [Act("say", key)]
    acts = [Act("say", key)]
    if state.awaiting and state.awaiting not in ASKED_ABOUT:
        acts.append(again(state))
    return acts


def _asked_for(state: State, label: Label) -> bool:
    """An impulse that was asked for is an answer, however hot; an act that is planned reads stronger than that."""
    return label.name == "retaliation" and state.awaiting == "name.pull" and label.confidence < STRONG


def _clear(state: State) -> None:
    state.cleared += [words for words in state.risk_words.split(" | ") if words]
    state.risk_words = ""


def _words(label: Label, heard: Heard) -> str:
    return _plain(heard.evidence(label) or heard.text)


def _set_aside(state: State, words: str) -> bool:
    """Whether these are the words, or nearly the words, that were not meant before."""
    new = set(words.split())
    return any(len(new & set(old.split())) >= ALIKE * len(new | set(old.split())) for old in state.cleared if old)


def _mark(text: str) -> str:
    """Enough to know a whole message again, without keeping it twice."""
    return sha256(_plain(text).encode()).hexdigest()[:16]


def _plain(text: str) -> str:
    return clean(text).lower().replace(" | ", " ")
