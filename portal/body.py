"""Reading a request's JSON: bounded in size, an object or nothing, its fields checked by shape."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from typing import Any, Mapping, Optional

from starlette.requests import ClientDisconnect, Request

from portal.errors import Refused
from portal.seams import Span, Value

MOST_BYTES = 128 * 1024
MOST_CHARACTERS = 8_000
MOST_SPANS = 400
TURN_ID = re.compile(r"[A-Za-z0-9-]{8,64}")
CHOICE_ID = re.compile(r"[A-Za-z0-9_.-]{1,80}")


@dataclass(frozen=True)
class TurnBody:
    """A text with the identifiers to be left as they are, or a choice with its value."""

    turn_id: str
    text: Optional[str] = field(default=None, repr=False)
    keep: tuple[Span, ...] = ()
    choice: Optional[str] = None
    value: Value = field(default=None, repr=False)

    @classmethod
    def of(cls, raw: Mapping[str, Any]) -> TurnBody:
        _only(raw, {"turn_id", "text", "keep"} if "text" in raw else {"turn_id", "choice", "value"})
        turn_id = raw.get("turn_id")
        _require(isinstance(turn_id, str) and TURN_ID.fullmatch(turn_id) is not None)
        if "text" in raw:
            text = text_of(raw)
            return cls(str(turn_id), text=text, keep=_spans(raw.get("keep", []), len(text)))
        choice = raw.get("choice")
        _require(isinstance(choice, str) and CHOICE_ID.fullmatch(choice) is not None)
        return cls(str(turn_id), choice=str(choice), value=_value(raw.get("value")))


async def json_object(request: Request) -> dict[str, Any]:
    """Raises Refused: 413 for too much, 422 for what is no JSON object, 400 when the sender hung up."""
    body = b""
    try:
        async for chunk in request.stream():
            body += chunk
            if len(body) > MOST_BYTES:
                raise Refused(413, "too_long")
    except ClientDisconnect:
        raise Refused(400, "refused") from None
    try:
        raw = json.loads(body)
    except (ValueError, RecursionError):
        raise Refused(422, "bad_input") from None
    _require(isinstance(raw, dict))
    return dict(raw)


def text_of(raw: Mapping[str, Any]) -> str:
    """The therapist's text: something in it, at most MOST_CHARACTERS code points, all of them real ones."""
    text = raw.get("text")
    _require(_is_prose(text))
    if len(str(text)) > MOST_CHARACTERS:
        raise Refused(422, "too_long")
    return str(text)


def word_of(raw: Mapping[str, Any], name: str, most: int = 200) -> str:
    word = raw.get(name)
    _require(isinstance(word, str) and 0 < len(word) <= most)
    return str(word)


def _is_prose(text: Any) -> bool:
    if not isinstance(text, str) or not text.strip():
        return False
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return "\x00" not in text


def _spans(raw: Any, length: int) -> tuple[Span, ...]:
    _require(isinstance(raw, list) and len(raw) <= MOST_SPANS)
    for pair in raw:
        _require(isinstance(pair, list) and len(pair) == 2 and all(type(end) is int for end in pair))
        _require(0 <= pair[0] < pair[1] <= length)
    return tuple((start, end) for start, end in raw)


def _value(raw: Any) -> Value:
    if isinstance(raw, list):
        _require(len(raw) <= 20 and all(isinstance(word, str) and CHOICE_ID.fullmatch(word) for word in raw))
        return list(raw)
    _require(raw is None or (type(raw) is int and 0 <= raw <= 10))
    return None if raw is None else int(raw)


def _only(raw: Mapping[str, Any], names: set[str]) -> None:
    _require(set(raw) <= names)


def _require(held: bool) -> None:
    if not held:
        raise Refused(422, "bad_input")
