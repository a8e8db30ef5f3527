"""From what the protocol decided to what is said: acts and content → messages."""

from __future__ import annotations

from typing import Any, Dict, List, Mapping, Optional, Tuple

from wemode.content.library import Library
from wemode.protocol.acts import Act, Step
from wemode.protocol.state import State
from wemode.voice import screen
from wemode.voice.mirror import mirror
from wemode.voice.words import curl, fill

__all__ = ["speak"]

VALUED = frozenset({"hold", "picture", "strike"})
"""Choices that carry a value: shown as a scale, a list to tick, a note to strike in, never as a plain button."""

BARE = ("picture.",)


def speak(step: Step, library: Library) -> List[Dict[str, Any]]:
    """The messages of a turn, never empty: `[{"text", "choices": [{"id","title"}], "custom": {…}}]`.

    Remembers in `step.state` which lines were used. Raises ContentError when an act has no words.
    """
    state = step.state
    messages = [message for message in (_message(act, state, library) for act in step.acts) if message]
    if not messages and step.acts:
        messages = [_message(Act("invite", state.awaiting or "arrive.open", {"again": True}), state, library)]
    if messages:
        messages[-1]["custom"].update(screen.path(state, library))
    return messages


def _message(act: Act, state: State, library: Library) -> Dict[str, Any]:
    text = _text(act, state, library)
    if text is None:
        return {}
    plain = [id for id in act.offers if id not in VALUED and not id.startswith(BARE)]
    choices = [{"id": id, "title": screen.title(id, library, state.own_words)} for id in plain]
    return {"text": curl(text), "choices": choices, "custom": screen.beside(act, state, library)}


def _text(act: Act, state: State, library: Library) -> Optional[str]:
    if act.kind == "mirror" and act.key == "move":
        return _move(act.slots, library)
    if act.kind == "mirror":
        said = mirror(act.slots, library, state.mirrored) if _says_back(act.slots) else None
        corrected = _saying("mirror.corrected", act.slots, state, library) if act.slots["corrected"] else None
        return " ".join(part for part in (corrected, said) if part) or None
    if act.key in library.prompts:
        return _prompt(act, state, library)
    key, slots = _about(act, library)
    if key in library.sayings:
        return _saying(key, slots, state, library)
    return str(slots["text"])


def _says_back(slots: Mapping[str, Any]) -> bool:
    """A protest is not quoted; what it puts in the place of what was misread is."""
    return not slots["corrected"] or bool(slots["reactions"])


def _prompt(act: Act, state: State, library: Library) -> str:
    words = library.prompts[act.key]
    if act.slots.get("again"):
        return words.again
    slots = dict(act.slots)
    if len(slots.get("feelings", ())) == 1:
        slots["single"] = screen.title(f"feel.{slots['feelings'][0]}", library, state.own_words)
    for given in words.given:
        if slots.get(given.slot):
            return fill(given.ask if act.kind == "ask" else given.invite, slots)
    return fill(words.ask if act.kind == "ask" else words.invite, slots)


def _saying(key: str, slots: Mapping[str, Any], state: State, library: Library) -> Optional[str]:
    lines = library.sayings[key]
    count = state.told.get(key, 0)
    state.told[key] = count + 1
    line = lines[min(count, len(lines) - 1) if lines[-1] is None else count % len(lines)]
    return fill(line, slots) if line else None


def _about(act: Act, library: Library) -> Tuple[str, Mapping[str, Any]]:
    """Answers that depend on what is asked about: why, an example, a term, two readings."""
    if act.key in ("why", "example"):
        words = library.prompts.get(act.slots["prompt"] or "")
        text = getattr(words, act.key, None)
        return ("", {"text": text}) if text else (f"{act.key}.nothing", {})
    if act.key == "explain":
        asked = f" {act.slots['text'].lower()} "
        found = [term for term in library.glossary if any(name in asked for name in term.names)]
        return ("", {"text": found[0].text}) if found else ("explain.unknown", {})
    if act.key == "verdict.two_readings":
        fitting = [library.readings[event] for event in act.slots["events"] if event in library.readings]
        return ("", {"text": fitting[0]}) if fitting else ("verdict.none", {})
    return act.key, act.slots


def _move(slots: Mapping[str, Any], library: Library) -> str:
    """Words tried out, heard back: what asks something of the patient outweighs what meets them."""
    name = slots["moves"][0] if slots["moves"] else "nothing"
    return fill(library.moves[name], {"phrase": slots["phrase"] or "These words"})
