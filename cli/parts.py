"""The processes that Wemode is made of: started, watched, started again, and ended together."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Dict, List, Optional

import httpx

from wemode.errors import WemodeError
from wemode.settings import CHECKOUT, Settings

BACKOFF = (0.2, 0.5, 1.0, 2.0, 5.0, 10.0, 30.0)
"""Seconds before a dead part is started again, by how often running it died before it had answered for a while."""

STEADY = 2.0
"""Seconds of answering after which a death is the first of its kind, not one more of a row."""

KEPT = ("PATH", "HOME", "LANG", "LC_ALL", "TMPDIR", "TZ", "LOG_LEVEL")
"""Of the launcher's own environment, what its parts are given."""


class PartFailed(WemodeError):
    """A part keeps dying before it answers."""


@dataclass
class Part:
    """One process: how it is started, and where it says that it answers."""

    name: str
    module: str
    answers_at: str
    process: Optional[subprocess.Popen[bytes]] = field(default=None, repr=False)
    answering_since: Optional[float] = None
    deaths: int = 0
    due: float = 0.0


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def port_is_free(host: str, port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return False
    return True


def assistant_parts(settings: Settings) -> List[Part]:
    return [
        Part("actions", "actions.server", f"http://127.0.0.1:{settings.action_port}/health"),
        Part("rasa", "rasa_project.serve", f"http://127.0.0.1:{settings.rasa_port}/wemode/ready"),
    ]


def portal_part(settings: Settings) -> Part:
    return Part("portal", "portal.main", f"http://127.0.0.1:{settings.port}/healthz")


class Supervisor:
    """Keeps parts alive until it is stopped. A part that dies is started again, later each time."""

    def __init__(self, settings: Settings, parts: List[Part]) -> None:
        self.parts = parts
        self._settings = settings
        self._environment = environment_of(settings)
        self._stopping = threading.Event()
        self._client = httpx.Client(timeout=2.0, headers={"X-Wemode-Secret": settings.secret}, trust_env=False)
        self._watch = threading.Thread(target=self._keep_alive, name="supervisor", daemon=True)

    def start(self) -> None:
        """Starts every part from the watching thread, whose end is theirs too."""
        self._watch.start()

    def stop(self) -> None:
        self._stopping.set()
        if self._watch.is_alive():
            self._watch.join()
        for part in self.parts:
            if part.process is not None and part.process.poll() is None:
                part.process.terminate()
        for part in self.parts:
            _end(part)
        self._client.close()

    def wait_ready(self, seconds: float, names: Optional[List[str]] = None) -> None:
        """Until every part answers. Raises PartFailed when one keeps dying or the time is up."""
        until = time.monotonic() + seconds
        waiting = [part for part in self.parts if names is None or part.name in names]
        while waiting:
            waiting = [part for part in waiting if not self.answers(part)]
            dead = [part.name for part in waiting if part.deaths > 3]
            if dead or time.monotonic() > until:
                names_dead = ", ".join(dead or [part.name for part in waiting])
                raise PartFailed(f"These parts do not start: {names_dead}. {self.log_file} says why. Nothing was lost.")
            if waiting:
                time.sleep(0.05)

    def answers(self, part: Part) -> bool:
        if part.process is None or part.process.poll() is not None:
            return False
        try:
            return self._client.get(part.answers_at).status_code in (200, 503 if part.name == "portal" else 200)
        except httpx.HTTPError:
            return False

    @property
    def log_file(self) -> Path:
        return self._settings.cache / "logs" / "parts.log"

    def _keep_alive(self) -> None:
        while not self._stopping.wait(0.1):
            for part in self.parts:
                self._look_after(part, time.monotonic())

    def _look_after(self, part: Part, now: float) -> None:
        if part.process is not None and part.process.poll() is not None:
            steady = part.answering_since is not None and now - part.answering_since > STEADY
            part.deaths = 1 if steady else part.deaths + 1
            part.due = now + BACKOFF[min(part.deaths, len(BACKOFF)) - 1]
            part.process = None
        if part.process is None and now >= part.due:
            part.answering_since = None
            part.process = self._spawn(part)
        if part.answering_since is None and self.answers(part):
            part.answering_since = now

    def _spawn(self, part: Part) -> subprocess.Popen[bytes]:
        self.log_file.parent.mkdir(parents=True, exist_ok=True)
        with self.log_file.open("ab") as log:
            return subprocess.Popen(
                [sys.executable, "-m", "cli.part", part.module],
                cwd=CHECKOUT, env=self._environment, stdin=subprocess.DEVNULL, stdout=log, stderr=log,
                start_new_session=True,
            )  # fmt: skip


def environment_of(settings: Settings) -> Dict[str, str]:
    """What a part is told: the settings, and quiet."""
    kept = {name: os.environ[name] for name in KEPT if name in os.environ}
    return {
        **kept,
        "HOST": settings.host,
        "PORT": str(settings.port),
        "WEMODE_DATA": str(settings.data),
        "WEMODE_DATABASE": settings.database_url,
        "WEMODE_KEY_FILE": str(settings.key_file),
        "WEMODE_RASA_PORT": str(settings.rasa_port),
        "WEMODE_ACTION_PORT": str(settings.action_port),
        "WEMODE_SECRET": settings.secret,
        "PYTHONPATH": str(CHECKOUT),
        "PYTHONWARNINGS": "ignore",
        "PYTHONDONTWRITEBYTECODE": os.environ.get("PYTHONDONTWRITEBYTECODE", ""),
        "RASA_TELEMETRY_ENABLED": "false",
    }


def _end(part: Part) -> None:
    if part.process is None:
        return
    try:
        part.process.wait(timeout=5)
    except subprocess.TimeoutExpired:
        part.process.kill()
        part.process.wait()
