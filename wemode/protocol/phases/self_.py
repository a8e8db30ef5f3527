"""One step at a time, always after taking the present view as it is; then the gate."""

from __future__ import annotations

from typing import Optional

from wemode.protocol import gate
from wemode.protocol.heard import Heard
from wemode.protocol.pace import Prompt
from wemode.protocol.state import State

OWN_OFFERS = ("own.old", "own.wanted", "own.did", "own.not_tonight")
VERDICT_ON_ONESELF = frozenset({"inadequate", "guilty", "ashamed"})


def take(state: State, heard: Heard) -> None:
    asked, choice = state.awaiting or "", heard.choice
    if choice and choice.id in OWN_OFFERS and choice.id != "own.not_tonight":
        state.own = heard.reading.text
    if heard.answers and heard.mine and asked.startswith("self.") and (not state.own or asked == "self.own"):
        state.keep("own", heard.gist())
    if asked in ("self.certainty", "self.like", "self.self_blame", "self.heat") and state.certainty == "standing":
        state.certainty = "noticed"
    acts = heard.reading.quoted("act")
    if acts:
        state.answered.setdefault("act", acts[0])
    gate.take(state, heard)


def prompt(state: State) -> Optional[Prompt]:
    if state.come_back_to:
        return None if "self.heat" in state.answered else Prompt("self.heat")
    if state.attack and not state.patient_wanted:
        return None
    step = contrary_move(state)
    if step and step not in state.asked and not any(key.startswith("self.") for key in state.asked):
        return Prompt(step)
    if state.minutes > 3 and state.arousal != "flooded":
        if step == "self.certainty" and state.minutes == 20 and "self.like" not in state.asked:
            return Prompt("self.like")
        if "self.loop" not in state.asked and (state.reactions or state.own_words):
            return Prompt("self.loop", {"act": state.answered.get("act", "")})
    if not state.own and "self.own" not in state.asked:
        return Prompt("self.own", offers=OWN_OFFERS)
    return gate.prompt(state)


def contrary_move(state: State) -> Optional[str]:
    """The step away from how the therapist is thinking: a pattern over the last tellings, or a strong instance."""
    if state.arousal == "flooded":
        return "self.flooded"
    if state.certainty == "standing":
        return "self.self_blame" if VERDICT_ON_ONESELF & set(state.reactions) else "self.certainty"
    seen = [name for names in state.stances for name in names]
    for stance, key in (("teleological", "self.proof"), ("pretend", "self.theory")):
        if seen.count(stance) >= 2 or (seen and state.stances[-1:] == [[stance]]):
            return key
    outside = sum(seen.count(name) for name in ("you_mode", "i_mode", "patient_mind"))
    if outside >= 2 and "me_mode" not in seen:
        return "self.outside"
    if not state.reactions and not state.own_words and "moment" not in state.answered:
        return "self.flooded"
    if len(state.reactions) > 1:
        return None
    if state.arousal == "flat" or state.reactions[:1] == ["disengaged"]:
        return "self.flat"
    return None
