"""The other rooms' way to Rasa: knows its address and the secret, and imports nothing of it."""

from __future__ import annotations

import uuid
from types import TracebackType
from typing import Any, Dict, Mapping, Optional, Type

import httpx

from wemode.errors import AssistantDown

HEADER = "X-Wemode-Secret"
SECONDS = 30.0
SLASH = "⁄"
"""U+2044 stands in for a leading slash, which Rasa would take for a command: one code point for one."""


class Assistant:
    """Safe to use from several threads."""

    def __init__(self, url: str, secret: str, seconds: float = SECONDS) -> None:
        self._http = httpx.Client(base_url=url, headers={HEADER: secret}, timeout=seconds, trust_env=False)

    def turn(self, text: str, metadata: Mapping[str, Any]) -> Dict[str, Any]:
        """The action's whole payload, for one message under a fresh sender id. Raises AssistantDown."""
        body = {"sender": uuid.uuid4().hex, "text": _as_text(text), "metadata": dict(metadata)}
        return self._post("/wemode/turn", body)

    def parse(self, text: str, context: str = "debrief") -> Dict[str, Any]:
        """Rasa's parse, keys as in docs/architecture.md, under the text as it was given. Raises AssistantDown."""
        return {**self._post("/wemode/parse", {"text": _as_text(text), "context": context}), "text": text}

    def ready(self) -> bool:
        """Whether a parse has succeeded there; never raises."""
        try:
            return self._http.get("/wemode/ready", timeout=2.0).status_code == httpx.codes.OK
        except httpx.HTTPError:
            return False

    def close(self) -> None:
        self._http.close()

    def __enter__(self) -> Assistant:
        return self

    def __exit__(
        self, kind: Optional[Type[BaseException]], error: Optional[BaseException], trace: Optional[TracebackType]
    ) -> None:
        self.close()

    def _post(self, path: str, body: Dict[str, Any]) -> Dict[str, Any]:
        try:
            answer = self._http.post(path, json=body)
            answer.raise_for_status()
            found = answer.json()
        except (httpx.HTTPError, ValueError) as error:
            raise AssistantDown(f"The assistant did not answer ({type(error).__name__}).") from None
        if not isinstance(found, dict):
            raise AssistantDown("The assistant did not answer in its own shape.")
        return found


def _as_text(text: str) -> str:
    start = len(text) - len(text.lstrip())
    return text[:start] + SLASH + text[start + 1 :] if text.startswith("/", start) else text
