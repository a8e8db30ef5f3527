"""The real process with the trained model; an action server that answers in one line."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import Any, Callable, Dict, Iterator, List

import httpx
import psutil
import pytest

from rasa_project import places
from rasa_project.client import HEADER, Assistant
from wemode.errors import AssistantDown
from wemode.taxonomy import MULTI_LABEL_SETS

DEBRIEF = {"use": "debrief", "context": "debrief", "choice": None, "state": {"v": 1}}


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Served:
    """The process, what the actions were asked, and the client."""

    def __init__(self, action_url: str, log: Path, asked: List[Dict[str, Any]]) -> None:
        self.port = free_port()
        self.log = log
        self.asked = asked
        environment = {
            "PATH": os.environ["PATH"],
            "LOG_LEVEL": "DEBUG",
            "WEMODE_SECRET": "s3cret",
            "WEMODE_RASA_PORT": str(self.port),
            "WEMODE_ACTION_PORT": action_url.rsplit(":", 1)[1],
        }
        command = [sys.executable, "-m", "rasa_project.serve"]
        with log.open("wb") as out:
            self.process = subprocess.Popen(command, cwd=places.ROOT, env=environment, stdout=out, stderr=out)
        self.assistant = Assistant(f"http://127.0.0.1:{self.port}", "s3cret")

    def wait(self) -> None:
        until = time.monotonic() + 60
        while not self.assistant.ready():
            assert self.process.poll() is None, self.log.read_text()
            assert time.monotonic() < until, self.log.read_text()
            time.sleep(0.05)

    def stop(self) -> None:
        self.assistant.close()
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(20)


@pytest.fixture
def served(http_server: Callable[..., str], tmp_path: Path) -> Iterator[Served]:
    asked: List[Dict[str, Any]] = []

    def act(request: BaseHTTPRequestHandler, body: bytes) -> bytes:
        asked.append({"secret": request.headers[HEADER], **json.loads(body)})
        if "fail" in asked[-1]["tracker"]["latest_message"]["text"]:
            return b'{"events": "a canary"}'
        custom: Dict[str, Any] = {"messages": [], "state": {"v": 2}, "error": None}
        return json.dumps({"events": [], "responses": [{"custom": custom}]}).encode()

    served = Served(http_server(act), tmp_path / "log", asked)
    served.wait()
    yield served
    served.stop()


def test_a_served_model_reads_answers_and_tells_nothing(served: Served) -> None:
    parse = served.assistant.parse("  He spent forty minutes on his yacht; I was the canary's lamp.")
    assert {*MULTI_LABEL_SETS, "intent", "quotes", "understood", "text"} <= set(parse)
    assert parse["understood"] is True
    assert "forty minutes" in [parse["text"][quote["start"] : quote["end"]] for quote in parse["quotes"]]

    answer = served.assistant.turn("A canary sat in the room.", DEBRIEF)
    assert answer == {"messages": [], "state": {"v": 2}, "error": None}
    (request,) = served.asked
    message = request["tracker"]["latest_message"]
    assert (request["secret"], request["next_action"], message["metadata"]) == ("s3cret", "action_turn", DEBRIEF)
    assert {*MULTI_LABEL_SETS, "quotes", "understood"} <= set(message)
    assert len(request["tracker"]["events"]) < 8

    with pytest.raises(AssistantDown):
        served.assistant.turn("A canary that makes the action fail.", DEBRIEF)
    assert httpx.post(f"http://127.0.0.1:{served.port}/wemode/turn", json={}).status_code == 401
    assert "canary" not in served.log.read_text()
    (connection,) = [c for c in psutil.Process(served.process.pid).net_connections() if c.status == "LISTEN"]
    assert connection.laddr.ip == "127.0.0.1"


@pytest.mark.parametrize(
    ("environment", "sentence"),
    [
        ({}, "WEMODE_RASA_PORT, WEMODE_ACTION_PORT must be set"),
        ({"WEMODE_RASA_PORT": "door", "WEMODE_ACTION_PORT": "5055"}, "WEMODE_RASA_PORT=door is no port"),
        ({"WEMODE_RASA_PORT": "{taken}", "WEMODE_ACTION_PORT": "5055"}, "Address already in use"),
    ],
)
def test_what_is_wrong_is_said_in_one_sentence(environment: Dict[str, str], sentence: str) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        done = subprocess.run(
            [sys.executable, "-m", "rasa_project.serve"],
            cwd=places.ROOT,
            env={"WEMODE_SECRET": "s3cret", **{name: value.format(taken=port) for name, value in environment.items()}},
            capture_output=True,
            text=True,
            check=False,
        )
    assert done.returncode == 1
    assert sentence in done.stderr
    assert len(done.stderr.splitlines()) == 1
