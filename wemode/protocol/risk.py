"""Risk, before anything else: a stop with three doors. The words that name the doors are content."""

from __future__ import annotations

from hashlib import sha256
from typing import List, Optional

from wemode.content.doors import door_named
from wemode.protocol.acts import Act
from wemode.protocol.heard import PLAIN, Heard
from wemode.protocol.pace import again
from wemode.protocol.state import State
from wemode.protocol.wording import clean
from wemode.reading import Label
from wemode.taxonomy import THERAPIST_IN_DANGER

DOORS = ("risk.live", "risk.acted", "risk.not_meant")
ASKED_ABOUT = ("close.safety", "close.whose")
WHOSE = {
    "safety.patient": "patient_suicide",
    "safety.others": "harm_to_others",
    "safety.child": "safeguarding",
    "safety.me": "therapist_unsafe",
}
CERTAIN = 0.4
"""Confidence from which danger stops the debrief. Below it, it is only mentioned, and asked about before the close."""
POSSIBLE = 0.2
"""Confidence from which danger is mentioned at all."""
PLAINLY = 0.9
"""Confidence from which danger stops it even where it was dealt with before, or where something else was asked for."""
NEVER = 2.0
"""A confidence that no label has."""
ASIDES = 2
"""How often a debrief mentions danger that it is not certain of."""
ALIKE = 0.6
"""Share of words from which on two pieces are the same piece."""
HELD = 8000
"""Characters that are taken up again afterwards: those of one message."""
DENIAL = 20
"""Words up to which a message may be a no at the doors."""
TOLD = 10
"""Words from which on "I rang them …" has told who knows."""
NOT_A_TELLING = frozenset(("challenge_bot", "ask_why", "ask_explain", "ask_example", "correct_reading", "lost", "deny"))
OF_THE_PATIENT = frozenset(("patient_suicide", "harm_to_others", "safeguarding"))


def seen(state: State, heard: Heard) -> List[str]:
    """Risk classes in what was just said that must stop the debrief."""
    return [x.name for x in _fresh(state, heard) if x.confidence >= _needed(state, heard, x)]


def stop(state: State, risks: List[str], heard: Heard) -> List[Act]:
    """Set the debrief aside and open the three doors. Says which words stopped it, so that they can be disputed."""
    known = bool(state.risk)
    labels = [label for label in heard.reading.risks if label.name in risks]
    state.risk = state.risk + [name for name in risks if name not in state.risk]
    state.risk_sure = not labels or labels[0].confidence >= PLAIN
    words = [_words(x, heard) for x in labels] or [_plain(heard.text)]
    state.risk_words = " | ".join(filter(None, [state.risk_words if known else "", *dict.fromkeys(words)]))
    if not heard.choice and state.awaiting not in ASKED_ABOUT:
        held = "\n".join(filter(None, [state.held if known else "", heard.text]))
        state.held = held if len(held) <= HELD else heard.text
    state.paused = False
    evidence = heard.evidence(labels[0]) if labels else ""
    because = [Act("say", "risk.because", {"words": evidence})] if evidence else []
    return [_said(state), *because, _doors(state, "risk.doors")]


def aside(state: State, heard: Heard) -> List[Act]:
    """Danger that may be in what was said, mentioned beside the answer; asked about before the close at the latest."""
    fresh = [label for label in _fresh(state, heard) if label.confidence >= POSSIBLE]
    if not fresh or state.safety_asked or state.asides >= ASIDES or heard.plain_no:
        return []
    if _needed(state, heard, fresh[0]) > CERTAIN:
        return []
    state.asides += 1
    state.mentioned = True
    state.doubted = [label.name for label in fresh]
    state.doubt_words = heard.evidence(fresh[0])
    return [Act("say", "risk.aside", {"words": state.doubt_words}, ("safety.tell",))]


def go_on(state: State, heard: Heard, effects: List[str]) -> List[Act]:
    """The next step while the stop holds. What tripped it is afterwards taken up as what it was (`go_on`)."""
    if state.risk_awaiting == "contact":
        handled = heard.asks_for("done") or door_named(heard.text, DOORS) == "risk.acted"
        still = _said_plainly(state, heard) and not handled
        return [_doors(state, "risk.doors_again")] if still else _contact_told(state, heard, effects)
    door = heard.choice.id if heard.choice else _door_typed(state, heard)
    if door == "risk.live":
        return _reach(state)
    if door == "risk.acted" and not heard.choice and heard.words >= TOLD:
        return _contact_told(state, heard, effects)
    if door == "risk.acted":
        state.risk_awaiting = "contact"
        state.offered = []
        return [Act("invite", "risk.contact")]
    if door == "risk.not_meant":
        return _back(state, "risk.misread", effects)
    whose = WHOSE.get(door_named(heard.text, tuple(WHOSE), DENIAL) or "", "")
    if whose and whose not in state.risk:
        state.risk, state.risk_sure = [whose], True
        return [_said(state), _doors(state, "risk.doors")]
    return [_doors(state, "risk.doors_again")]


def _fresh(state: State, heard: Heard) -> List[Label]:
    """Danger that was read, without the words that were set aside before."""
    if heard.choice or _mark(heard.text) in state.cleared_messages:
        return []
    return [label for label in heard.reading.risks if not _set_aside(state, _words(label, heard))]


def _said_plainly(state: State, heard: Heard) -> bool:
    return any(label.confidence >= PLAINLY for label in _fresh(state, heard))


def _needed(state: State, heard: Heard, label: Label) -> float:
    """The confidence that a label must have. At the doors, about a class already dealt with, in words to the
    assistant, and for an impulse that was asked for, only what is said plainly counts."""
    if state.risk and label.name in state.risk:
        return NEVER
    dealt_with = bool(state.risk) or label.name in state.dealt_with
    if dealt_with or heard.intent in NOT_A_TELLING or state.awaiting == "name.pull":
        return PLAINLY
    return CERTAIN


def _said(state: State) -> Act:
    """Whose danger it is, as far as that is sure."""
    return Act("say", f"risk.{state.risk[0]}" if state.risk_sure else "risk.somebody")


def _doors(state: State, key: str) -> Act:
    state.risk_awaiting = "door"
    state.offered = list(DOORS)
    return Act("invite", key, {}, DOORS)


def _reach(state: State) -> List[Act]:
    """Who can be reached, once; it depends on whose danger it is, and the therapist's own is never left out."""
    left = DOORS[1:]
    state.offered = list(left)
    ready = Act("invite", "risk.when_ready", {}, left)
    if state.risk_awaiting == "reaching":
        return [ready]
    state.risk_awaiting = "reaching"
    seen_now = set(state.risk)
    keys = ["risk.live"] if seen_now & OF_THE_PATIENT or not state.risk_sure else []
    if "patient_user" in seen_now:
        keys = ["risk.live.reader"]
    elif THERAPIST_IN_DANGER & seen_now:
        keys.append("risk.live.person")
    elif "therapist_unsafe" in seen_now:
        keys.append("risk.live.unsafe")
    return [*(Act("say", key) for key in keys or ["risk.live.colleague"]), ready]


def _door_typed(state: State, heard: Heard) -> Optional[str]:
    """The door that was named; a no that stands by itself is one, unless another door is named beside it.

    Danger said plainly in the same breath opens no door but the first.
    """
    named = door_named(heard.text, DOORS)
    if _said_plainly(state, heard):
        return named if named == "risk.live" else None
    denies = heard.plain_no or (heard.intent in ("deny", "correct_reading") and heard.words <= DENIAL)
    if named is None and heard.asks_for("done"):
        return "risk.acted"
    if named is None and denies and not any(door_named(heard.text, (door,)) for door in DOORS[:2]):
        return "risk.not_meant"
    return named


def _contact_told(state: State, heard: Heard, effects: List[str]) -> List[Act]:
    if heard.answers:
        state.for_supervision(heard.gist())
    return _back(state, "risk.stands", effects)


def _back(state: State, key: str, effects: List[str]) -> List[Act]:
    """Back in place. What had been said is heard now, unless it was about the therapist: that reopens at their wish."""
    own = bool(THERAPIST_IN_DANGER & set(state.risk)) and key == "risk.stands" and state.awaiting not in ASKED_ABOUT
    state.cleared += [words for words in state.risk_words.split(" | ") if words]
    state.cleared_messages += [_mark(text) for text in (state.held, *state.held.split("\n")) if text]
    state.dealt_with += [name for name in state.risk if name not in state.dealt_with]
    state.risk, state.risk_awaiting, state.risk_words = [], None, ""
    state.safety_asked = True
    if own:
        state.offered = ["resume", "pause", "finish"]
        return [Act("invite", "risk.stands.person", {}, ("resume", "pause", "finish"))]
    if state.held:
        effects.append("go_on")
        state.hushed = key == "risk.stands"
        return [Act("say", key)]
    acts = [Act("say", key)]
    if state.awaiting and state.awaiting not in ASKED_ABOUT:
        acts.append(again(state))
    return acts


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
