"""What the protocol's effects mean for the journal."""

from __future__ import annotations

from typing import Any, Dict, Optional, Sequence

from wemode.protocol import State

OUTCOMES = {"keep": "keep", "discard": "erase", "erase_all": "erase_all"}


def outcome_of(effects: Sequence[str]) -> Optional[str]:
    """keep, erase or erase_all where the turn ends the debrief, None where it goes on."""
    return next((OUTCOMES[effect] for effect in effects if effect in OUTCOMES), None)


def entry_of(state: State) -> Optional[Dict[str, Any]]:
    """The journal's entry of a debrief that is kept: the note without its struck lines, and what the pictures need."""
    if state.outcome != "kept":
        return None
    return {
        "first": state.first,
        "note": [{"id": line.id, "text": line.text} for line in state.note if not line.struck],
        "reactions": list(state.reactions),
        "events": list(state.events),
        "path": list(state.path),
        "hold": state.hold,
        "hold_after": state.hold_after,
        "picture": list(state.picture),
        "picture_said": state.picture_said,
        "overridden": state.overridden,
        "minutes": state.minutes,
    }
