"""How much is asked: the budget of questions, never three turns in a row that end in one, less under strain."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Dict, Tuple

from wemode.protocol.acts import Act
from wemode.protocol.state import State

KEPT_BACK = "close.safety"
"""The one question that is always kept in reserve."""


@dataclass(frozen=True)
class Prompt:
    """Something to be asked: content key, what fills it, ids of its choices."""

    key: str
    slots: Dict[str, Any] = field(default_factory=dict, repr=False)
    offers: Tuple[str, ...] = ()
    invite_only: bool = False


def put(state: State, prompt: Prompt) -> Act:
    """The prompt as a question while the pace allows one, otherwise as an invitation; it now stands open."""
    reserve = 0 if state.safety_asked or prompt.key == KEPT_BACK else 1
    may_ask = not prompt.invite_only and state.questions < state.budget - reserve and state.run < 2
    state.awaiting = prompt.key
    if prompt.key not in state.asked:
        state.asked.append(prompt.key)
    state.offers[prompt.key] = state.offered = list(prompt.offers)
    return Act("ask" if may_ask else "invite", prompt.key, prompt.slots, prompt.offers)


def again(state: State, offers: Tuple[str, ...] = ()) -> Act:
    """The open prompt once more, put differently and without a question mark."""
    shown = offers or tuple(state.offers.get(state.awaiting or "", ()))
    state.offered = list(shown)
    return Act("invite", state.awaiting or "arrive.open", {"again": True}, shown)


def settle(state: State, asked: bool) -> None:
    """Count the turn."""
    state.questions += int(asked)
    state.run = state.run + 1 if asked else 0
