"""The one writer: it masks, commits the pending turn, asks the assistant, and commits the answer."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any, Callable, Dict, List, Mapping, Optional, Protocol, Sequence, Tuple, Union

from wemode import log, privacy
from wemode.content.library import Library, library
from wemode.conversation.outcome import entry_of, outcome_of
from wemode.errors import AssistantDown, BadInput, StaleChoice
from wemode.export.markdown import as_markdown
from wemode.journal import Debrief, Journal, Turn, VersionConflict
from wemode.protocol import Act, Choice, State, Step, on_offer
from wemode.protocol.phases import arrive, rehearse
from wemode.voice import screen, speak

Answer = Dict[str, Any]
"""The contract's object: `messages`, `state`, and `error` where something could not be taken."""

LONGEST = 8000
"""Characters of one message."""

STALE = "That choice is not on offer any more. The debrief stands where it was."

RACES = 10
"""How often a turn is tried again because another process moved the state first."""

REST = timedelta(hours=1)
"""After which an open debrief counts as paused."""

HELD = ".held"
"""Ending of the id of a turn that carries what was typed before it was clear which debrief it belongs to."""

NOWHERE: Mapping[str, Any] = {
    "use": None, "phase": None, "path": [], "reactions": [], "read": [], "risk": [], "parked": 0, "overridden": False,
    "questions": 0,
}  # fmt: skip


class Assistant(Protocol):
    """Whoever reads a message and answers it; rasa_project.client.Assistant, or a stand-in without memory."""

    def turn(self, text: str, metadata: Mapping[str, Any]) -> Dict[str, Any]: ...


class Conversation:
    """All that a skin may do, for one owner at a time. Holds no state of its own between calls."""

    def __init__(
        self, journal: Journal, assistant: Assistant, clock: Callable[[], datetime], new_id: Callable[[], str]
    ) -> None:
        self._journal = journal
        self._assistant = assistant
        self._now = clock
        self._new_id = new_id
        self._library: Library = library()

    def take_turn(
        self,
        owner: str,
        turn_id: str,
        *,
        text: Optional[str] = None,
        choice: Optional[str] = None,
        value: Any = None,
        keep: Sequence[Tuple[int, int]] = (),
    ) -> Answer:
        """One turn, from what was typed or chosen to the committed answer.

        `keep` are spans of identifiers in `text` (code points, half-open) that the therapist chose to leave as they
        are. The same `turn_id` gives the same answer again. Raises BadInput or StaleChoice (nothing changed),
        MaskingError (nothing stored), AssistantDown (the turn is kept and will be run), JournalError.
        """
        stored = self._stored(owner, turn_id)
        if stored is not None:
            return stored
        if (text is None) == (choice is None):
            raise BadInput("A line needs either a text or a choice. Nothing was changed.")
        self._finish_pending(owner)
        debrief = self._rested(self._journal.unfinished(owner))
        said = self._masked(text, keep) if text is not None else self._chosen(debrief, str(choice), value)
        if debrief is None:
            debrief = self._begin(owner)
        self._journal.add_pending(owner, debrief.id, turn_id, said, self._now())
        return self._run(owner, turn_id)

    def current(self, owner: str) -> Optional[Dict[str, Any]]:
        """Where the open debrief stands: `debrief` (its id), `transcript`, `answer` (the last), `pending` (a turn id or
        None), `paused`. None when no debrief is open."""
        debrief = self._journal.unfinished(owner)
        if debrief is None:
            return None
        turns = self._journal.turns(owner, debrief.id)
        answers = [turn.answer for turn in turns if turn.answer]
        return {
            "debrief": debrief.id,
            "transcript": [line for turn in turns for line in _lines(turn)],
            "answer": answers[-1] if answers else self.opening(),
            "pending": next((turn.id for turn in turns if turn.status == "pending"), None),
            "paused": bool(debrief.state.get("paused")),
        }

    def standing(self, owner: str) -> Dict[str, Any]:
        """The contract's `state` as it is now."""
        debrief = self._journal.unfinished(owner)
        return State.from_json(debrief.state).public() if debrief else dict(NOWHERE)

    def pause(self, owner: str) -> None:
        """The therapist has gone away: what comes next may belong to another hour. No words, no turn."""
        debrief = self._journal.unfinished(owner)
        if debrief and not debrief.state.get("paused") and debrief.state.get("first"):
            self._journal.set_state(owner, debrief.id, {**debrief.state, "paused": True}, debrief.version, self._now())

    def run_pending(self) -> int:
        """Run every turn that was committed but never answered; how many were answered. Raises AssistantDown."""
        done = 0
        for owner, turn in self._journal.pending():
            self._run(owner, turn.id)
            done += 1
        return done

    def identifiers(self, text: str) -> List[Dict[str, Any]]:
        """What would be masked in a text, and the plain word it would become."""
        found = privacy.find(text)
        return [{"start": x.start, "end": x.end, "type": x.type, "becomes": privacy.role_word(x.type)} for x in found]

    def kept(self, owner: str) -> List[Dict[str, Any]]:
        """Debriefs in the journal, newest first: `id`, `closed` (ISO time), `first` (the first thing said)."""
        return [
            {"id": d.id, "closed": d.updated.isoformat(), "first": self._journal.entry(owner, d.id).get("first", "")}
            for d in self._journal.debriefs(owner)
        ]

    def export_markdown(self, owner: str, debrief_id: str) -> str:
        """A kept debrief as reflection notes. Raises NotFound."""
        debrief = self._journal.load(owner, debrief_id)
        return as_markdown(self._journal.entry(owner, debrief_id), debrief.updated, self._library.captions)

    def erase(self, owner: str, debrief_id: str) -> Dict[str, Any]:
        """Erase one debrief; a receipt without content. Raises NotFound."""
        return self._journal.erase(owner, debrief_id).to_json()

    def erase_all(self, owner: str) -> Dict[str, Any]:
        """Erase everything of this owner, with the key it was sealed with."""
        return self._journal.erase_all(owner).to_json()

    def opening(self) -> Answer:
        """The first box and its chips, before anything was said. Nothing is stored."""
        act = Act("ask", "arrive.open", {}, arrive.CHIPS)
        return {"messages": speak(Step(State(), [act]), self._library), "state": dict(NOWHERE)}

    def _rested(self, debrief: Optional[Debrief]) -> Optional[Debrief]:
        """A debrief left alone for a while is paused: what comes next may belong to another hour."""
        if debrief is None or self._now() - debrief.updated < REST:
            return debrief
        self.pause(debrief.owner)
        return self._journal.load(debrief.owner, debrief.id)

    def _begin(self, owner: str) -> Debrief:
        state = State(seasoned=bool(self._journal.debriefs(owner)))
        return self._journal.start(owner, self._new_id(), state.to_json(), self._now())

    def _masked(self, text: str, keep: Sequence[Tuple[int, int]]) -> Dict[str, Any]:
        text = text.replace("\x00", "").strip()
        if not text:
            raise BadInput("There was nothing in that line. Nothing was changed.")
        if len(text) > LONGEST:
            raise BadInput(f"That is longer than {LONGEST} characters. Send it in parts; nothing was changed.")
        left = {tuple(span) for span in keep}
        found = [x for x in privacy.find(text) if (x.start, x.end) not in left]
        return {"text": privacy.mask(text, found).text}

    def _chosen(self, debrief: Optional[Debrief], choice_id: str, value: Any) -> Dict[str, Any]:
        state = State.from_json(debrief.state) if debrief else State()
        choice = Choice(choice_id, _value(choice_id, value))
        if not on_offer(state, choice):
            raise StaleChoice(STALE)
        title = screen.as_said(choice, state, self._library)
        return {"choice": choice_id, "value": value, "title": title}

    def _stored(self, owner: str, turn_id: str) -> Optional[Answer]:
        turn = self._journal.turn(owner, turn_id)
        if turn is None:
            return None
        if turn.status == "pending":
            return self._run(owner, turn_id)
        held = self._journal.turn(owner, turn_id + HELD)
        if held is not None and held.status == "pending":
            self._run(owner, held.id)
            held = self._journal.turn(owner, held.id)
        return _joined(turn.answer, held.answer if held else None)

    def _finish_pending(self, owner: str) -> None:
        """Turns left over from a crash come first, in their order."""
        for other, turn in self._journal.pending():
            if other == owner:
                self._run(owner, turn.id)

    def _run(self, owner: str, turn_id: str) -> Answer:
        """Until the turn is answered, by us or by whoever was faster: a retry and a restart may run it side by side."""
        for _ in range(RACES):
            turn = self._journal.turn(owner, turn_id)
            if turn is None or turn.status != "pending":
                return self._stored(owner, turn_id) or {"messages": [], "state": dict(NOWHERE)}
            try:
                return self._answer(owner, turn)
            except VersionConflict:
                continue
        raise AssistantDown("Too much is going on in this debrief at once. What you wrote is kept; try again.")

    def _answer(self, owner: str, turn: Turn) -> Answer:
        debrief = self._journal.load(owner, turn.debrief_id)
        state = State.from_json(debrief.state)
        reply = self._assistant.turn(*_message(turn.said, debrief.state, state))
        after = State.from_json(reply["state"])
        effects = list(reply.get("effects") or ())
        answer: Answer = {"messages": reply["messages"], "state": reply["public"]}
        if reply.get("error"):
            answer["error"] = STALE
        if after.finished:
            answer["state"] = {**answer["state"], "use": None, "phase": None}
        held = self._hold(owner, turn, state.held, effects)
        after.held = "" if held else after.held
        self._journal.answer(
            owner, turn.id, answer, after.to_json(), debrief.version, self._now(), outcome_of(effects), entry_of(after)
        )
        log.event("turn.answered", phase=after.phase, questions=after.questions)
        return _joined(answer, self._run(owner, held) if held else None)

    def _hold(self, owner: str, turn: Turn, text: str, effects: Sequence[str]) -> Optional[str]:
        """Begin the new debrief that was asked for, and give what was held back to the one it belongs to."""
        if not {"new", "go_on"} & set(effects):
            return None
        waiting = self._journal.turn(owner, turn.id + HELD)
        if waiting is not None:
            return waiting.id
        new = "new" in effects
        debrief_id = self._begin(owner).id if new else turn.debrief_id
        if not text:
            return None
        said = {"text": text, "again": not new}
        return self._journal.add_pending(owner, debrief_id, turn.id + HELD, said, self._now()).id


def _message(said: Mapping[str, Any], raw: Mapping[str, Any], state: State) -> Tuple[str, Dict[str, Any]]:
    choice = {"id": said["choice"], "value": said.get("value")} if "choice" in said else None
    text = said["title"] if choice else said["text"]
    return text, {"use": state.use, "context": rehearse.context(state), "choice": choice, "state": dict(raw)}


def _value(choice_id: str, value: Any) -> Union[None, int, Tuple[str, ...]]:
    """The value of a choice. Raises BadInput for anything but a whole number from 0 to 10 or a list of words."""
    if value is None:
        if choice_id == "hold":
            raise BadInput("The hold is a whole number from 0 to 10. Nothing was changed.")
        return None
    if isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= 10:
        return value
    if isinstance(value, (list, tuple)) and len(value) <= 12 and all(isinstance(word, str) for word in value):
        return tuple(value)
    raise BadInput("The value of a choice is a whole number from 0 to 10, or a list of words. Nothing was changed.")


def _lines(turn: Turn) -> List[Dict[str, Any]]:
    said = turn.said.get("text") or turn.said.get("title") or ""
    lines = [{"who": "therapist", "text": said, "at": turn.created.isoformat()}] if not turn.said.get("again") else []
    messages = (turn.answer or {}).get("messages", [])
    return lines + [{"who": "wemode", "text": m["text"], "at": turn.created.isoformat()} for m in messages]


def _joined(first: Optional[Answer], second: Optional[Answer]) -> Answer:
    """Two answers to one turn as one; after an erasure only the state outside a debrief is left."""
    if first is None:
        return second or {"messages": [], "state": dict(NOWHERE)}
    if second is None:
        return first
    return {"messages": first["messages"] + second["messages"], "state": second["state"]}
