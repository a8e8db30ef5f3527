"""`wemode chat --json`: one line in, one line out, the whole stack without the web."""

from __future__ import annotations

import json
import sys
from typing import Any, Dict, Iterable, TextIO
from uuid import uuid4

from wemode.conversation import Conversation
from wemode.errors import BadInput, WemodeError


def chat_json(conversation: Conversation, owner: str, lines: Iterable[str], out: TextIO = sys.stdout) -> int:
    """Answers every line with one line; the end of input pauses the debrief."""
    for line in lines:
        print(json.dumps(_answer(conversation, owner, line), ensure_ascii=False), file=out, flush=True)
    conversation.pause(owner)
    return 0


def _answer(conversation: Conversation, owner: str, line: str) -> Dict[str, Any]:
    try:
        asked = _parsed(line)
        return conversation.take_turn(owner, str(uuid4()), **asked)
    except WemodeError as error:
        return {"messages": [], "state": conversation.standing(owner), "error": str(error)}


def _parsed(line: str) -> Dict[str, Any]:
    """Raises BadInput for anything but {"user": text} or {"choice": id, "value": …}."""
    try:
        raw = json.loads(line)
    except ValueError:
        raise BadInput('That line is no JSON. Send {"user": "…"} or {"choice": "…"}. Nothing was changed.') from None
    if isinstance(raw, dict) and isinstance(raw.get("user"), str) and set(raw) == {"user"}:
        return {"text": raw["user"]}
    if isinstance(raw, dict) and isinstance(raw.get("choice"), str) and set(raw) <= {"choice", "value"}:
        return {"choice": raw["choice"], "value": raw.get("value")}
    raise BadInput('A line is {"user": "…"} or {"choice": "…", "value": …}. Nothing was changed.')
