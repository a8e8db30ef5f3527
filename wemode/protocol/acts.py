"""What the protocol decides to do in a turn; the voice turns it into words."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Dict, List, Optional, Tuple, Union

from wemode.protocol.state import State


@dataclass(frozen=True)
class Choice:
    """A choice that was made: its id, and a number 0-10 or some words where the choice takes one."""

    id: str
    value: Union[None, int, Tuple[str, ...]] = field(default=None, repr=False)


@dataclass(frozen=True)
class Act:
    """One bubble to be: `key` names the content, `slots` fills it, `offers` are the ids of its choices.

    kind: `say` (no question), `ask` (ends in one question), `invite` (opens the same door without a question),
    `mirror` (says back what was just heard).
    """

    kind: str
    key: str
    slots: Dict[str, Any] = field(default_factory=dict, repr=False)
    offers: Tuple[str, ...] = ()


@dataclass
class Step:
    """The outcome of a turn. `effects` are what the conversation must do to the journal:
    keep, discard, pause, hold_draft, erase_all, export."""

    state: State
    acts: List[Act]
    effects: List[str] = field(default_factory=list)
    error: Optional[str] = None
