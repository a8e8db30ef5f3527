"""What a skin shows beside the words: chips, scales, lists to tick, the closing note, the path."""

from __future__ import annotations

from typing import Any, Dict, List, Mapping

from wemode.content.library import Library
from wemode.protocol.acts import Act, Choice
from wemode.protocol.phases.close import PICTURE
from wemode.protocol.state import State

CHIP_WORDS = 4
"""Words up to which the therapist's own expression stands on a chip."""


def beside(act: Act, state: State, library: Library) -> Dict[str, Any]:
    """The `custom` of one bubble, as docs/architecture.md describes it."""
    shown: Dict[str, Any] = {"kind": act.kind, "key": act.key}
    if act.kind == "mirror" and act.slots.get("shown"):
        shown["chips"] = _chips(act.slots, library)
        shown["others"] = _others(act.slots, library)
    if "hold" in act.offers:
        value = state.hold_after if state.phase == "close" else state.hold
        shown["scale"] = {"id": "hold", "min": 0, "max": 10, "value": value, **library.captions.hold}
    if "picture" in act.offers:
        options = [{"id": name, "title": library.choices[f"picture.{name}"]} for name in PICTURE]
        shown["several"] = {"id": "picture", "options": options}
    if act.key in ("close.note", "close.undecided"):
        captions = library.captions.note
        shown["note"] = [
            {"id": line.id, "caption": captions[line.id], "text": line.text, "struck": line.struck}
            for line in state.note
        ]
    return shown


def path(state: State, library: Library) -> Dict[str, Any]:
    """The caption that holds now, and all of them with the ones that were passed."""
    steps: List[Dict[str, Any]] = [
        {"caption": step.caption, "now": state.phase in step.phases, "passed": bool(set(step.phases) & set(state.path))}
        for step in library.captions.path
    ]
    return {"caption": next(step["caption"] for step in steps if step["now"]), "captions": steps}


def title(choice: str, library: Library, own_words: Mapping[str, str]) -> str:
    """The words on a button."""
    kind, _, reaction = choice.partition(".")
    if kind == "feel" and reaction in library.faces:
        return _word(reaction, own_words, library)
    return library.choices.get(choice, "")


def as_said(choice: Choice, state: State, library: Library) -> str:
    """A choice as it stands in the transcript, as if it had been typed."""
    kind, _, what = choice.id.partition(".")
    if kind in ("on", "off") and what in library.faces:
        return library.choices[kind].format(word=_word(what, state.own_words, library))
    if kind == "hold":
        return library.choices["hold.said"].format(value=choice.value)
    if kind == "picture" and isinstance(choice.value, tuple):
        return ", ".join(library.choices.get(f"picture.{name}", "") for name in choice.value)
    return title(choice.id, library, state.own_words)


def _word(reaction: str, own_words: Mapping[str, str], library: Library) -> str:
    own = own_words.get(reaction, "")
    return own if own and len(own.split()) <= CHIP_WORDS else library.faces[reaction].words[0]


def _others(slots: Mapping[str, Any], library: Library) -> List[Dict[str, Any]]:
    """Feelings that were not read, to be put in. Sexual feeling is left to be typed: it is never named first here."""
    shown = {*slots["shown"], "sexualized"}
    return [{"id": f"on.{name}", "title": face.words[0]} for name, face in library.faces.items() if name not in shown]


def _chips(slots: Mapping[str, Any], library: Library) -> List[Dict[str, Any]]:
    return [
        {"id": f"off.{name}", "title": _word(name, slots["own_words"], library), "on": True}
        for name in slots["shown"]
        if name != "sexualized" or name in slots["said"]
    ]
