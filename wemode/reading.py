"""What was understood of one message, as a value."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Dict, Iterable, List, Mapping, Optional, Tuple

from wemode.taxonomy import MULTI_LABEL_SETS

Span = Tuple[int, int]


@dataclass(frozen=True)
class Label:
    """One label above its threshold. `evidence` is half-open, in code points of the text that was read."""

    name: str
    confidence: float
    evidence: Optional[Span] = None
    said: bool = False


@dataclass(frozen=True)
class Quote:
    """A span worth taking up: kind is one of image, amount, verdict, act."""

    kind: str
    start: int
    end: int


@dataclass(frozen=True)
class Reading:
    """The reading of one message; every tuple holds only what is above its threshold, best first."""

    text: str = field(repr=False)
    intent: str = "tell"
    intent_confidence: float = 1.0
    reactions: Tuple[Label, ...] = ()
    stances: Tuple[Label, ...] = ()
    moves: Tuple[Label, ...] = ()
    risks: Tuple[Label, ...] = ()
    events: Tuple[Label, ...] = ()
    attack: Tuple[Label, ...] = ()
    arousal: Tuple[Label, ...] = ()
    quotes: Tuple[Quote, ...] = ()
    understood: bool = True

    @classmethod
    def from_parse(cls, parse: Mapping[str, Any]) -> Reading:
        """From Rasa's parse of a message (keys as in docs/architecture.md); an absent key reads as empty."""
        intent = parse.get("intent") or {}
        sets = {name: tuple(_labels(parse.get(name) or ())) for name in MULTI_LABEL_SETS}
        return cls(
            text=parse.get("text") or "",
            intent=intent.get("name") or "tell",
            intent_confidence=float(intent.get("confidence") or 0.0),
            quotes=tuple(Quote(q["kind"], q["start"], q["end"]) for q in parse.get("quotes") or ()),
            understood=bool(parse.get("understood", True)),
            **sets,
        )

    def names(self, label_set: str) -> List[str]:
        """Names of one set, best first."""
        return [label.name for label in getattr(self, label_set)]

    def quoted(self, kind: str) -> List[str]:
        """The words of each quote of that kind, in the order of the text."""
        return [self.text[q.start : q.end] for q in self.quotes if q.kind == kind]

    @property
    def said(self) -> List[str]:
        """Reactions that were put into words."""
        return [label.name for label in self.reactions if label.said]

    def summary(self) -> Dict[str, List[str]]:
        """The contract's `read`: label names only, sets that are empty left out."""
        return {name: self.names(name) for name in MULTI_LABEL_SETS if self.names(name)}


def _labels(raw: Iterable[Mapping[str, Any]]) -> Iterable[Label]:
    for item in raw:
        evidence = item.get("evidence")
        yield Label(
            item["name"],
            float(item["confidence"]),
            (evidence[0], evidence[1]) if evidence else None,
            bool(item.get("said", False)),
        )
