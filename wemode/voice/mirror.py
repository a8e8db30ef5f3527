"""Saying back what was understood, as a guess, in the therapist's own words.

Made of their phrase or image, a blend of feelings written as a blend, the kind of moment with any amount told,
or the words with which an answer to this prompt is met. No line is used twice in a debrief.
"""

from __future__ import annotations

from typing import Any, Iterator, List, Mapping, Optional, Tuple

from wemode.content.library import Library
from wemode.voice.words import LEAST_QUOTE, LONGEST, capital, fill, lower, quoted

OUTSIDE = frozenset(("psychic_equivalence", "you_mode"))
"""Ways of thinking in which the patient is not seen from their own side."""

AWAY = frozenset(("psychic_equivalence", "teleological", "pretend", "i_mode", "you_mode", "patient_mind"))
"""Ways of thinking in which an answer about oneself is not given."""


def mirror(slots: Mapping[str, Any], library: Library, used: List[str]) -> Optional[str]:
    """The mirror's text, or None when nothing of it would be new; the keys of the lines it took join `used`."""
    quote = slots["image"] or slots["phrase"]
    found = next((line for line in _bodies(slots, library) if line[0] not in used), None)
    amount = _amount(slots, library, used) if _accounts(slots) else None
    if found and amount and found[0].partition(".")[2] == amount[0].partition(".")[2]:
        found, amount = amount, None
    if found is None and amount is None:
        return f'"{capital(quoted(quote, LONGEST))}".' if quote else None
    if found is None:
        used.append(amount[0])  # type: ignore[index]
        return _with_quote("" if slots["amount"] in quote else quote, amount[1])  # type: ignore[index]
    used.append(found[0])
    text = found[1] if found[0].startswith("met.") else _with_quote(quote, found[1], bool(slots["image"]))
    if amount and not found[0].startswith("met.") and len(f"{text} {amount[1]}".split()) <= LONGEST:
        used.append(amount[0])
        text = f"{text} {amount[1]}"
    return text


def _with_quote(quote: str, body: str, image: bool = False) -> str:
    if not quote:
        return body
    said = capital(quoted(quote, max(LEAST_QUOTE, LONGEST - len(body.split()))))
    return f'"{said}": {lower(body)}' if image else f'"{said}". {body}'


def _bodies(slots: Mapping[str, Any], library: Library) -> Iterator[Tuple[str, str]]:
    """Lines that fit, best first, each with the key by which it is remembered."""
    reactions = set(slots["reactions"])
    said = reactions & set(slots["said"])
    blends = [blend for blend in library.mirrors.blends if set(blend.of) <= reactions]
    for blend in sorted(blends, key=lambda b: -len(b.of)):
        form = "said" if set(blend.of) <= said else "implied"
        yield f"{form}." + "+".join(sorted(blend.of)), getattr(blend, form)
    for name in slots["reactions"]:
        form = "said" if name in said else "implied"
        if form == "said" or name != "sexualized":
            yield f"{form}.{name}", getattr(library.faces[name], form)
    if slots["corrected"]:
        return
    if _answers(slots):
        yield from _met(slots, library)
    for event in slots["events"] if _accounts(slots) else ():
        yield f"event.{event}", library.mirrors.events[event].plain
    for stance in slots["stances"]:
        if stance in library.mirrors.stances:
            yield f"stance.{stance}", library.mirrors.stances[stance]


def _accounts(slots: Mapping[str, Any]) -> bool:
    """Whether the hour is being told: later on, what happened is not what was asked."""
    answering = slots["answering"]
    return answering in ("", "name.offer", "name.open") or answering.startswith(("arrive.", "moment."))


def _answers(slots: Mapping[str, Any]) -> bool:
    """Whether this can be met as an answer: a feeling is met as one, and more of the account is no feeling."""
    if slots["reactions"] or slots["nothing"] or (slots["acted"] and slots["answering"] == "name.second"):
        return False
    elsewhere = slots["events"] or AWAY & set(slots["stances"])
    if slots["answering"].startswith("name.") and elsewhere:
        return False
    if slots["answering"].startswith("patient.") and OUTSIDE & set(slots["stances"]) - {"patient_mind"}:
        return False
    if slots["answering"].startswith("moment.") and AWAY & set(slots["stances"]) and not slots["events"]:
        return False
    return bool(slots["mine"]) or not slots["answering"].startswith(("name.", "self."))


def _met(slots: Mapping[str, Any], library: Library) -> Iterator[Tuple[str, str]]:
    words = library.prompts.get(slots["answering"])
    if words is None:
        return
    if slots["phrase"] and words.met:
        yield f"met.{slots['answering']}", fill(words.met, slots)
    elif words.met_plain:
        yield f"met.{slots['answering']}", words.met_plain


def _amount(slots: Mapping[str, Any], library: Library, used: List[str]) -> Optional[Tuple[str, str]]:
    for event in slots["events"]:
        text = library.mirrors.events[event].amount
        if slots["amount"] and text and f"amount.{event}" not in used:
            return f"amount.{event}", fill(text, slots)
    return None
