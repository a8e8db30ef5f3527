"""A conversation in memory with the interface of `wemode.conversation.Conversation`, and parts that can be put down."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import datetime, timezone
from typing import Any, Optional, Sequence

from wemode.errors import AssistantDown, BadInput, MaskingError, StaleChoice, WemodeError

ALWAYS = {"pause", "resume", "finish", "skip", "forward", "hold", "ask_why", "ask_example", "go_back", "delete_data"}
BESIDE = ("time.", "need.", "on.", "off.")
IDENTIFIERS = {r"\bMarcus\b": "my patient", r"\bDeborah\b": "someone close", r"\+?\d[\d ]{8,}\d": "[number]"}
ROLES = {"my patient": "name", "someone close": "name", "[number]": "phone"}
PICTURE = {"settled": "more settled", "kinder": "kinder", "less_sure": "less sure", "none": "none of these"}
SCALE = {"id": "hold", "min": 0, "max": 10, "low": "no hold on me", "high": "all I can think of"}
NOTE = (
    ("first", "Said first", "He talked about his award for forty minutes."),
    ("in_me", "In me", "put down, and bored underneath"),
    ("both", "Both of us", "We were both trying to be worth the hour."),
)


class NotFound(WemodeError):
    pass


@dataclass
class Open:
    id: str
    phase: str = "arrive"
    path: list[str] = field(default_factory=lambda: ["arrive"])
    turns: list[tuple[str, dict[str, Any], Optional[dict[str, Any]]]] = field(default_factory=list)
    chips: dict[str, bool] = field(default_factory=dict)
    struck: list[str] = field(default_factory=list)
    prompt: Optional[dict[str, Any]] = None


class StandIn:
    """Walks every phase, one message each."""

    def __init__(self) -> None:
        self.down = False
        self.fault: Optional[Exception] = None
        self.masking_fails = False
        self.open: dict[str, Open] = {}
        self.done: dict[str, dict[str, dict[str, Any]]] = {}
        self.answers: dict[tuple[str, str], dict[str, Any]] = {}
        self.calls: list[dict[str, Any]] = []
        self.count = 0

    def take_turn(
        self,
        owner: str,
        turn_id: str,
        *,
        text: Optional[str] = None,
        choice: Optional[str] = None,
        value: Any = None,
        keep: Sequence[tuple[int, int]] = (),
    ) -> dict[str, Any]:
        if self.fault:
            raise self.fault
        if (owner, turn_id) in self.answers:
            return self.answers[owner, turn_id]
        debrief = self.open.get(owner)
        if debrief and any(stored == turn_id for stored, _, _ in debrief.turns):
            return self._run(owner, turn_id)
        if text is not None:
            said: dict[str, Any] = {"text": self._masked(text, keep)}
        else:
            said = self._chosen(debrief, str(choice), value)
        if debrief is None:
            self.count += 1
            debrief = self.open[owner] = Open(f"debrief-{self.count}")
        self.calls.append({"turn_id": turn_id, "text": text, "choice": choice, "value": value, "keep": tuple(keep)})
        debrief.turns.append((turn_id, {**said, "at": now()}, None))
        return self._run(owner, turn_id)

    def current(self, owner: str) -> Optional[dict[str, Any]]:
        debrief = self.open.get(owner)
        if debrief is None:
            return None
        transcript = []
        for _, said, answer in debrief.turns:
            transcript.append({"who": "therapist", "text": said.get("text") or said["title"], "at": said["at"]})
            for message in (answer or {}).get("messages", []):
                transcript.append({"who": "wemode", "text": message["text"], "at": said["at"]})
        answers = [answer for _, _, answer in debrief.turns if answer]
        pending = [turn_id for turn_id, _, answer in debrief.turns if answer is None]
        return {
            "debrief": debrief.id,
            "transcript": transcript,
            "answer": answers[-1] if answers else None,
            "pending": pending[0] if pending else None,
        }

    def run_pending(self) -> int:
        waiting = [(o, t) for o, d in self.open.items() for t, _, answer in d.turns if answer is None]
        for owner, turn_id in waiting:
            self._run(owner, turn_id)
        return len(waiting)

    def identifiers(self, text: str) -> list[dict[str, Any]]:
        if self.masking_fails:
            raise MaskingError("no")
        found = [(m.start(), m.end(), becomes) for p, becomes in IDENTIFIERS.items() for m in re.finditer(p, text)]
        return [{"start": s, "end": e, "type": ROLES[b], "becomes": b} for s, e, b in sorted(found)]

    def kept(self, owner: str) -> list[dict[str, Any]]:
        return [{"id": id, **entry} for id, entry in reversed(self.done.get(owner, {}).items())]

    def export_markdown(self, owner: str, debrief_id: str) -> str:
        return f"# Reflection notes\n\n{self._entry(owner, debrief_id)['first']}\n"

    def erase(self, owner: str, debrief_id: str) -> dict[str, Any]:
        self._entry(owner, debrief_id)
        del self.done[owner][debrief_id]
        return {"erased": 1}

    def _entry(self, owner: str, debrief_id: str) -> dict[str, Any]:
        try:
            return self.done[owner][debrief_id]
        except KeyError:
            raise NotFound("There is no such debrief.") from None

    def _masked(self, text: str, keep: Sequence[tuple[int, int]]) -> str:
        for piece in reversed(self.identifiers(text)):
            if (piece["start"], piece["end"]) not in set(keep):
                text = text[: piece["start"]] + piece["becomes"] + text[piece["end"] :]
        return text

    def _chosen(self, debrief: Optional[Open], choice: str, value: Any) -> dict[str, Any]:
        messages = debrief.prompt["messages"] if debrief and debrief.prompt else []
        offered = {c["id"]: c["title"] for m in messages for c in m["choices"]}
        controls = {m["custom"].get(kind, {}).get("id") for m in messages for kind in ("scale", "several")}
        noted = any("note" in m["custom"] for m in messages)
        allowed = choice in offered or choice in ALWAYS or choice.startswith(BESIDE) or choice in controls
        if not allowed and not (choice == "strike" and noted) and choice != "new":
            raise StaleChoice("stale")
        if choice == "hold" and not isinstance(value, int):
            raise BadInput("bad")
        title = offered.get(choice, choice if value is None else str(value))
        return {"choice": choice, "value": value, "title": title}

    def _run(self, owner: str, turn_id: str) -> dict[str, Any]:
        if self.down:
            raise AssistantDown("down")
        debrief = self.open[owner]
        at, said = next((i, s) for i, (stored, s, _) in enumerate(debrief.turns) if stored == turn_id)
        answer = self._answer(owner, debrief, said)
        debrief.turns[at] = (turn_id, said, answer)
        debrief.prompt = answer
        self.answers[owner, turn_id] = answer
        return answer

    def _answer(self, owner: str, debrief: Open, said: dict[str, Any]) -> dict[str, Any]:
        choice, value = said.get("choice", ""), said.get("value")
        if choice == "new":
            del self.open[owner]
            return reply(None, say("The other one is set aside and waits seven days."))
        if choice in ("keep", "discard", "erase.this"):
            del self.open[owner]
            if choice == "keep":
                entry = {"closed": now(), "first": next(s["text"] for _, s, _ in debrief.turns if "text" in s)}
                self.done.setdefault(owner, {})[debrief.id] = entry
                return reply(None, say("Kept in your journal, sealed."))
            return reply(None, say("Erased. Nothing of this debrief is left here."))
        if choice.startswith(("time.", "need.")) or (choice == "hold" and debrief.phase != "close.card"):
            return reply(debrief, say("Noted."), *self._stands(debrief))
        if choice == "delete_data":
            ask = say("What is to be erased.", [("erase.this", "This debrief"), ("erase.no", "Nothing")])
            return reply(debrief, ask)
        if choice == "pause":
            return reply(debrief, say("Paused. It waits here, sealed, for seven days.", [("resume", "Resume")]))
        if choice == "resume":
            return reply(debrief, say("Where we were."), *self._stands(debrief))
        if choice.startswith(("on.", "off.")):
            debrief.chips[choice.partition(".")[2]] = choice.startswith("on.")
            text = "Put in." if choice.startswith("on.") else "Taken out. It will not be offered again."
            return reply(debrief, say(text), *self._stands(debrief))
        if choice == "strike":
            debrief.struck = list(value or [])
            return reply(debrief, *self._stands(debrief))
        if choice in ("ask_why", "ask_example"):
            return reply(debrief, say("One moment holds more than the whole hour."), *self._stands(debrief))
        if "text" in said and debrief.phase == "close.note":
            return reply(debrief, say("Undecided, it waits as a draft.", [("keep", "Keep"), ("discard", "Discard")]))
        if choice == "finish":
            self._enter(debrief, "close.card")
        elif choice == "hold" and debrief.phase == "close.card":
            pass
        else:
            order = ["arrive", "moment", "name", "self", "patient", "between", "rehearse", "close.card", "close.note"]
            self._enter(debrief, order[min(order.index(debrief.phase) + 1, len(order) - 1)])
        met = [mirror(said["text"], debrief)] if "text" in said and debrief.phase in ("name", "moment") else []
        return reply(debrief, *met, *self._stands(debrief))

    def _enter(self, debrief: Open, phase: str) -> None:
        debrief.phase = phase
        name = phase.partition(".")[0]
        if name not in debrief.path:
            debrief.path.append(name)

    def _stands(self, debrief: Open) -> list[dict[str, Any]]:
        """The open prompt of the phase."""
        if debrief.phase == "close.card":
            text = "Where the picture of them stands now, and the hold. Tick what fits, or leave it."
            several = {"id": "picture", "options": [{"id": k, "title": v} for k, v in PICTURE.items()]}
            return [say(text, custom={"several": several, "scale": {**SCALE, "value": 7}})]
        if debrief.phase == "close.note":
            note = [{"id": i, "caption": c, "text": t, "struck": i in debrief.struck} for i, c, t in NOTE]
            return [say("Your lines. Nothing is kept yet.", [("keep", "Keep"), ("discard", "Discard")], {"note": note})]
        asked: dict[str, tuple[str, list[tuple[str, str]]]] = {
            "arrive": ("What is still with you from the hour?", []),
            "moment": ("If you slow it down, which single moment would you stop at?", [("skip", "Leave this out")]),
            "name": (
                "Is there something of this in it?",
                [("feel.bored", "bored"), ("feel.unseen", "not seen"), ("feel.other", "Something else")],
            ),
            "self": ("Which of this is yours, from before they came in?", [("own.old", "Something old in me")]),
            "patient": ("From inside their chair: what was good or right in it for them?", []),
            "between": ("One sentence that holds both of you, if there is one.", []),
            "rehearse": ("What might you say next time?", [("rehearse.leave", "Leave them unsaid")]),
        }
        return [say(*asked[debrief.phase], kind="ask")]


class StandInParts:
    """Both parts answer, unless put down together with the conversation."""

    def __init__(self, conversation: StandIn) -> None:
        self.conversation = conversation

    async def status(self) -> dict[str, bool]:
        return {"rasa": not self.conversation.down, "actions": True}


def mirror(text: str, debrief: Open) -> dict[str, Any]:
    debrief.chips = {"devalued": True, "bored": True}
    words = {"devalued": "put down", "bored": "bored"}
    chips = [{"id": f"off.{name}", "title": title, "on": True} for name, title in words.items()]
    quote = " ".join(text.split()[:6])
    said = f"“{quote}”. That sounds like being made the audience, and a little put down by it. I may have this wrong."
    return say(said, custom={"chips": chips, "others": [{"id": "on.angry", "title": "angry"}]}, kind="mirror")


def say(
    text: str,
    choices: Sequence[tuple[str, str]] = (),
    custom: Optional[dict[str, Any]] = None,
    kind: str = "say",
) -> dict[str, Any]:
    offers = [{"id": id, "title": title} for id, title in choices]
    return {"text": text, "choices": offers, "custom": {"kind": kind, "key": "x", **(custom or {})}}


def reply(debrief: Optional[Open], *messages: dict[str, Any]) -> dict[str, Any]:
    phase = debrief.phase.partition(".")[0] if debrief else None
    state = {"use": "debrief" if debrief else None, "phase": phase, "path": list(debrief.path) if debrief else []}
    return {"messages": list(messages), "state": {**state, "reactions": [], "read": [], "risk": [], "parked": 0}}


def now() -> str:
    return datetime.now(timezone.utc).isoformat(timespec="seconds")
