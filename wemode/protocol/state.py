"""Everything a debrief remembers between two turns: a few kilobytes of plain values, sealed in the journal."""

from __future__ import annotations

import copy
from dataclasses import asdict, dataclass, field, fields
from typing import Any, Dict, List, Mapping, Optional

PHASES = ("arrive", "moment", "name", "self", "patient", "between", "rehearse", "close")

QUESTION_BUDGET = {3: 5, 10: 12, 20: 20}
"""Questions at most, by the minutes the therapist has."""

UNANSWERED = "none"
"""The honest empty form of an answer: "not tonight", "nothing", "can't say"."""


@dataclass
class Line:
    """One line of the closing note, in the therapist's own words."""

    id: str
    text: str = field(repr=False)
    struck: bool = False


@dataclass
class State:
    """A debrief between two turns. All texts are the therapist's own, masked."""

    use: str = "debrief"
    phase: str = "arrive"
    path: List[str] = field(default_factory=list)
    seasoned: bool = False
    """True when this therapist has kept a debrief before: shorter explanations."""

    minutes: int = 10
    hold: Optional[int] = None
    hold_after: Optional[int] = None
    need: Optional[str] = None

    awaiting: Optional[str] = None
    """Key of the prompt that stands open."""
    asked: List[str] = field(default_factory=list)
    """Prompts already put; none is put twice."""
    answered: Dict[str, str] = field(default_factory=dict, repr=False)
    """Prompt key → the therapist's words, or UNANSWERED."""
    questions: int = 0
    run: int = 0
    """Turns in a row that ended in a question."""
    offered: List[str] = field(default_factory=list)
    """Ids of the choices that may be taken now."""

    offers: Dict[str, List[str]] = field(default_factory=dict)
    """Prompt key → its choices, so that a prompt put again has them again."""
    told: Dict[str, int] = field(default_factory=dict)
    """How often each saying was said."""

    first: str = field(default="", repr=False)
    """The first thing said about the patient or the hour."""
    reactions: List[str] = field(default_factory=list)
    """Confirmed by the therapist."""
    implied: List[str] = field(default_factory=list)
    """Read between the lines, not yet confirmed."""
    denied: List[str] = field(default_factory=list)
    named: bool = False
    """A reaction, or "nothing", is confirmed."""
    own_words: Dict[str, str] = field(default_factory=dict, repr=False)
    """Reaction → the word or image the therapist had for it."""
    images: List[str] = field(default_factory=list, repr=False)
    events: List[str] = field(default_factory=list)
    stances: List[List[str]] = field(default_factory=list)
    """Stances of the last four tellings."""
    read: List[str] = field(default_factory=list)

    own: str = field(default="", repr=False)
    """One thing about the reaction that is the therapist's."""
    certainty: str = "none"
    """none, standing (a pattern of certainty that nothing has softened) or noticed."""
    arousal: str = "even"
    """even, flooded or flat, as last seen."""
    parked: List[str] = field(default_factory=list, repr=False)
    parked_aloud: bool = False
    gate_open: bool = False
    stays: int = 0
    """Tellings at the gate: the therapist stays on their own side a little longer."""
    nudged: bool = False
    overridden: bool = False
    returns: int = 0
    """How often the debrief went back to `self`."""
    come_back_to: Optional[str] = None

    declined: bool = False
    """The patient's side is not for this sitting: the therapist said no at the gate twice."""
    attack: bool = False
    patient_wanted: bool = False
    """After a real attack: the therapist asked for the patient's side."""

    inside: str = field(default="", repr=False)
    sentence: str = field(default="", repr=False)
    tried: str = field(default="", repr=False)
    supervision: List[str] = field(default_factory=list, repr=False)

    risk: List[str] = field(default_factory=list)
    """Risk classes while the stop holds."""
    risk_words: str = field(default="", repr=False)
    risk_awaiting: Optional[str] = None
    cleared: List[str] = field(default_factory=list, repr=False)
    """Words that tripped the stop and were not meant, or were acted on."""
    cleared_messages: List[str] = field(default_factory=list)
    """Marks of whole messages of that kind: taken up again they trip nothing."""
    hushed: bool = False
    """What is taken up next was danger that has been acted on: it is heard, and not said back."""
    last_kept: Optional[str] = None
    """Which line the last answer was kept as: a protest takes it back."""
    disputed: Optional[str] = None
    """The prompt at which the therapist has just said that they were misunderstood."""
    risk_sure: bool = True
    """Whether it is sure whose danger the stop is about."""
    dealt_with: List[str] = field(default_factory=list)
    """Risk classes that were acted on or misread in this debrief."""
    doubted: List[str] = field(default_factory=list)
    """Risk classes that may be in what was said: mentioned, and asked about before the close."""
    doubt_words: str = field(default="", repr=False)
    mentioned: bool = False
    """Whether the last answer mentioned such a doubt."""
    asides: int = 0
    """How often such a doubt was mentioned."""
    safety_asked: bool = False

    confirming: Optional[str] = None
    """A destructive wish that waits for a yes."""
    puzzled: bool = False
    """The last answer was "I did not follow"."""
    skips: int = 0
    paused: bool = False
    held: str = field(default="", repr=False)
    """What was typed when a paused debrief was met again, until it is clear which debrief it belongs to."""
    mirrored: List[str] = field(default_factory=list)
    """Keys of the mirror lines already used; none is used twice."""
    picture: List[str] = field(default_factory=list)
    picture_said: str = field(default="", repr=False)
    """How they look at the end, in the therapist's own words."""
    note: List[Line] = field(default_factory=list)
    outcome: Optional[str] = None
    """kept or discarded once the therapist has chosen."""

    def copy(self) -> State:
        return copy.deepcopy(self)

    def to_json(self) -> Dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_json(cls, raw: Mapping[str, Any]) -> State:
        """Unknown keys of an older or newer shape are left out; absent ones take their default."""
        known = {f.name for f in fields(cls)}
        values = {key: value for key, value in raw.items() if key in known}
        values["note"] = [Line(**line) for line in values.get("note", [])]
        return cls(**values)

    @property
    def budget(self) -> int:
        return QUESTION_BUDGET[self.minutes]

    @property
    def finished(self) -> bool:
        return self.outcome is not None

    @property
    def patient_open(self) -> bool:
        """Whether the patient's side may be offered in this sitting."""
        return not self.declined and (not self.attack or self.patient_wanted)

    def keep(self, line: str, words: str) -> None:
        """Remember an answer as a line of the note, and that it was the last one kept."""
        setattr(self, line, words)
        self.last_kept = line

    def take_back(self) -> None:
        """What was kept last was not meant so."""
        if self.last_kept:
            setattr(self, self.last_kept, "")
        self.last_kept = None

    def for_supervision(self, line: str) -> None:
        """Put a line on the note for live supervision, once."""
        if line and line not in self.supervision:
            self.supervision.append(line)

    def trim(self) -> None:
        """Keep the state a few kilobytes, however long the talk goes on."""
        for name in ("parked", "supervision", "cleared", "cleared_messages", "images"):
            setattr(self, name, getattr(self, name)[-12:])

    def enter(self, phase: str) -> None:
        """Go to a phase; the path notes it, also when it is only passed through."""
        self.phase = phase
        if not self.path or self.path[-1] != phase:
            self.path.append(phase)

    def public(self) -> Dict[str, Any]:
        """The contract's `state`: no text of the therapist."""
        return {
            "use": self.use,
            "phase": self.phase,
            "path": list(self.path),
            "reactions": list(self.reactions),
            "read": list(self.read),
            "risk": list(self.risk),
            "parked": len(self.parked),
            "overridden": self.overridden,
            "questions": self.questions,
        }
