"""The one way into Rasa: three routes on loopback, behind a shared secret."""

from __future__ import annotations

import hmac
import logging
from http import HTTPStatus
from typing import Any, Awaitable, Callable, Dict, Mapping, Optional, TypeGuard

from rasa.core.channels.channel import CollectingOutputChannel, InputChannel, UserMessage
from sanic import Blueprint, response
from sanic.exceptions import SanicException
from sanic.request import Request
from sanic.response import HTTPResponse

from rasa_project.lines import CONTEXTS

logger = logging.getLogger(__name__)

HEADER = "X-Wemode-Secret"


class WemodeInput(InputChannel):  # type: ignore[misc]  # rasa has no types
    """Routes, bodies and answers: docs/architecture.md. No text is ever logged."""

    def __init__(self, secret: str) -> None:
        self._secret = secret.encode()

    @classmethod
    def name(cls) -> str:
        return "wemode"

    @classmethod
    def from_credentials(cls, credentials: Optional[Dict[str, Any]]) -> WemodeInput:
        if not (credentials or {}).get("secret"):
            cls.raise_missing_credentials_exception()
        return cls(str((credentials or {})["secret"]))

    def blueprint(self, on_new_message: Callable[[UserMessage], Awaitable[Any]]) -> Blueprint:
        routes = Blueprint("wemode_input")

        @routes.middleware("request")  # type: ignore[untyped-decorator]
        async def authenticate(request: Request) -> Optional[HTTPResponse]:
            given = request.headers.get(HEADER, "").encode("utf-8", "surrogateescape")
            return None if hmac.compare_digest(given, self._secret) else _refusal(HTTPStatus.UNAUTHORIZED)

        @routes.post("/turn")
        async def turn(request: Request) -> HTTPResponse:
            body = _object(request)
            sender, text, metadata = body.get("sender"), body.get("text"), body.get("metadata")
            if not (_readable(text) and isinstance(sender, str) and sender and isinstance(metadata, dict)):
                return _refusal(HTTPStatus.BAD_REQUEST)
            if metadata.get("context") not in CONTEXTS:
                return _refusal(HTTPStatus.BAD_REQUEST)
            output = CollectingOutputChannel()
            await on_new_message(self._message(text, output, sender, metadata))
            answers = [message["custom"] for message in output.messages if "custom" in message]
            if not answers:
                return _refusal(HTTPStatus.SERVICE_UNAVAILABLE)
            return response.json(answers[0])

        @routes.post("/parse")
        async def parse(request: Request) -> HTTPResponse:
            body = _object(request)
            text, context = body.get("text"), body.get("context", CONTEXTS[0])
            if not _readable(text) or context not in CONTEXTS:
                return _refusal(HTTPStatus.BAD_REQUEST)
            processor = request.app.ctx.agent.processor
            message = self._message(text, None, None, {"context": context})
            return response.json(await processor.parse_message(message, only_output_properties=True))

        @routes.get("/ready")
        async def ready(request: Request) -> HTTPResponse:
            if not request.app.ctx.parsed:
                return _refusal(HTTPStatus.SERVICE_UNAVAILABLE)
            return response.json({"ready": True})

        @routes.exception(Exception)  # type: ignore[untyped-decorator]
        async def failed(request: Request, error: Exception) -> HTTPResponse:
            if isinstance(error, SanicException):
                return _refusal(HTTPStatus(error.status_code))
            logger.error("a request failed: %s", type(error).__name__)
            return _refusal(HTTPStatus.SERVICE_UNAVAILABLE)

        return routes

    def _message(
        self, text: str, output: Optional[CollectingOutputChannel], sender: Optional[str], metadata: Dict[str, Any]
    ) -> UserMessage:
        message = UserMessage(text, output, sender, input_channel=self.name(), metadata=metadata)
        message.text = text  # Rasa strips it, and every offset would be off
        return message


def _object(request: Request) -> Mapping[str, Any]:
    """The body, or an empty object in place of any other JSON; malformed JSON is sanic's InvalidUsage."""
    return request.json if isinstance(request.json, dict) else {}


def _readable(text: object) -> TypeGuard[str]:
    """Not empty, and nothing that Rasa would take for a command."""
    return isinstance(text, str) and bool(text.strip()) and not text.lstrip().startswith("/")


def _refusal(status: HTTPStatus) -> HTTPResponse:
    names = {HTTPStatus.SERVICE_UNAVAILABLE: "unavailable", HTTPStatus.UNAUTHORIZED: "unauthenticated"}
    return response.json({"error": names.get(status, "malformed")}, status=status)
