from __future__ import annotations

import asyncio
import json
from types import SimpleNamespace
from typing import Any, Awaitable, Callable, Dict, List

import httpx
import pytest
from rasa.core.channels.channel import UserMessage
from sanic import Sanic

from rasa_project.channel import WemodeInput
from rasa_project.client import HEADER

GOOD = {"sender": "abc", "text": "He left.", "metadata": {"use": "debrief", "context": "debrief"}}
SECRET = {HEADER: b"s3cret"}

Ask = Callable[..., httpx.Response]


@pytest.fixture
def heard() -> List[UserMessage]:
    return []


@pytest.fixture
def ask(heard: List[UserMessage], monkeypatch: pytest.MonkeyPatch) -> Ask:
    """Sends one request to the channel, whose Rasa answers as `rasa` says."""
    monkeypatch.setattr(Sanic, "test_mode", True)

    async def answers(message: UserMessage) -> None:
        heard.append(message)
        await message.output_channel.send_custom_json("abc", {"messages": [], "state": {"v": 2}})

    def ask(
        path: str,
        body: Any = None,
        headers: Any = SECRET,
        rasa: Callable[..., Awaitable[None]] = answers,
        parsed: bool = True,
    ) -> httpx.Response:
        app = Sanic(f"channel_{id(object())}_{len(Sanic._app_registry)}", configure_logging=False)
        app.blueprint(WemodeInput("s3cret").blueprint(rasa), url_prefix="/wemode")
        app.ctx.parsed = parsed
        app.ctx.agent = SimpleNamespace(processor=Processor(heard))
        content = body if isinstance(body, bytes) else None if body is None else json.dumps(body).encode()

        async def send() -> httpx.Response:
            await app._startup()  # type: ignore[no-untyped-call]
            async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://rasa") as client:
                method = "GET" if content is None else "POST"
                return await client.request(method, path, content=content, headers=headers)

        return asyncio.run(send())

    return ask


class Processor:
    def __init__(self, heard: List[UserMessage]) -> None:
        self._heard = heard

    async def parse_message(self, message: UserMessage, only_output_properties: bool) -> Dict[str, Any]:
        self._heard.append(message)
        return {"intent": {"name": "tell"}}


def test_a_turn_gives_the_actions_payload_as_its_whole_body(ask: Ask, heard: List[UserMessage]) -> None:
    answer = ask("/wemode/turn", GOOD)
    assert (answer.status_code, answer.json()) == (200, {"messages": [], "state": {"v": 2}})
    assert (heard[0].text, heard[0].sender_id, heard[0].metadata) == ("He left.", "abc", GOOD["metadata"])


def test_a_text_is_not_stripped_so_that_offsets_hold(ask: Ask, heard: List[UserMessage]) -> None:
    ask("/wemode/turn", {**GOOD, "text": "  he left\n"})
    ask("/wemode/parse", {"text": "  he left\n", "context": "rehearse"})
    assert [message.text for message in heard] == ["  he left\n"] * 2
    assert heard[1].metadata == {"context": "rehearse"}


@pytest.mark.parametrize("headers", [{}, {HEADER: "another"}, {HEADER: "s3cre"}, {HEADER: b"\xff\xfe"}])
@pytest.mark.parametrize(("path", "body"), [("/wemode/turn", GOOD), ("/wemode/parse", GOOD), ("/wemode/ready", None)])
def test_without_the_secret_nothing_is_said(
    ask: Ask, heard: List[UserMessage], path: str, body: Any, headers: Any
) -> None:
    assert ask(path, body, headers=headers).status_code == 401
    assert heard == []


@pytest.mark.parametrize(
    "body",
    [
        b"{half",
        [],
        "text",
        {},
        {**GOOD, "text": ""},
        {**GOOD, "text": " \n"},
        {**GOOD, "text": 7},
        {**GOOD, "sender": ""},
        {**GOOD, "metadata": None},
        {**GOOD, "metadata": {"context": "elsewhere"}},
        {**GOOD, "text": " /restart"},
    ],
)
def test_a_malformed_body_is_refused(ask: Ask, heard: List[UserMessage], body: Any) -> None:
    answer = ask("/wemode/turn", body)
    assert (answer.status_code, answer.json()) == (400, {"error": "malformed"})
    assert heard == []


async def silent(message: UserMessage) -> None:
    """As Rasa when its action fails."""


async def words(message: UserMessage) -> None:
    await message.output_channel.send_text_message("abc", "only words")


async def failing(message: UserMessage) -> None:
    raise RuntimeError(f"about {message.text}")


@pytest.mark.parametrize("rasa", [silent, words, failing])
def test_no_answer_is_said_to_be_none(ask: Ask, rasa: Any, caplog: pytest.LogCaptureFixture) -> None:
    answer = ask("/wemode/turn", {**GOOD, "text": "a canary"}, rasa=rasa)
    assert (answer.status_code, answer.json()) == (503, {"error": "unavailable"})
    assert "canary" not in caplog.text


@pytest.mark.parametrize(("parsed", "status"), [(False, 503), (True, 200)])
def test_ready_means_that_a_parse_has_succeeded(ask: Ask, parsed: bool, status: int) -> None:
    assert ask("/wemode/ready", parsed=parsed).status_code == status
