"""The one action behind the one door."""

from __future__ import annotations

from typing import Any, Dict, List, Mapping, Tuple

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from wemode import log
from wemode.content.library import library
from wemode.protocol import Act, Choice, State, Step, step
from wemode.reading import Reading
from wemode.voice import speak


class ActionTurn(Action):  # type: ignore[misc]
    """Answers one message; whatever goes wrong, there is an answer and the state is kept."""

    def name(self) -> str:
        return "action_turn"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Dict[str, Any]
    ) -> List[Dict[str, Any]]:
        user: Mapping[str, Any] = next(
            (event for event in reversed(tracker.events) if event.get("event") == "user"), {}
        )
        dispatcher.utter_message(json_message=answer(user.get("metadata") or {}, user.get("parse_data") or {}))
        return []


def answer(metadata: Mapping[str, Any], parse: Mapping[str, Any]) -> Dict[str, Any]:
    """The payload of docs/architecture.md for a message's metadata and its parse. Never raises."""
    raw = metadata.get("state")
    state = State.from_json(raw) if raw else State()
    try:
        done = step(state, Reading.from_parse(parse), _choice(metadata.get("choice")))
        messages = speak(done, library())
    except (
        Exception
    ) as error:  # the last resort: an exception let out would be answered with silence, and logged with text
        log.failure("action_turn.failed", error)
        done = Step(state, [Act("say", "failed")])
        messages = speak(done, library())
    return {
        "messages": messages,
        "state": done.state.to_json(),
        "public": done.state.public(),
        "effects": done.effects,
        "error": done.error,
    }


def _choice(raw: Any) -> Choice | None:
    if not raw:
        return None
    value = raw.get("value")
    kept: Any = tuple(value) if isinstance(value, list) else value
    return Choice(raw["id"], kept)


__all__: Tuple[str, ...] = ("ActionTurn", "answer")
