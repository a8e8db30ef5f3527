"""`wemode serve` as a therapist starts it, in a process of its own, with a browser's manners over HTTP."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any, Dict, Iterator, List, Optional
from uuid import uuid4

import httpx
import pytest

from cli.parts import free_port
from wemode.settings import CHECKOUT

PATIENCE = 90.0
"""Seconds within which a restarted part must answer again."""


class House:
    """One running Wemode on its own data."""

    def __init__(self, folder: Path) -> None:
        self.data = folder / "data"
        self.port = free_port()
        self.environment = {
            **os.environ,
            "WEMODE_DATA": str(self.data),
            "WEMODE_KEY_FILE": str(folder / "keys" / "journal.key"),
            "PORT": str(self.port),
            "WEMODE_SECRET": "",
        }
        self.process: Optional[subprocess.Popen[str]] = None
        self.client = httpx.Client(base_url=f"http://127.0.0.1:{self.port}", timeout=30, trust_env=False)
        self.csrf = ""

    def start(self) -> str:
        """The link, once a debrief can begin."""
        self.process = self._run("serve")
        assert self.process.stdout is not None
        for line in self.process.stdout:
            if line.startswith("Wemode is ready: "):
                return line.split(": ", 1)[1].strip()
        raise AssertionError("serve ended before it was ready")

    def second(self) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "cli.main", "serve"], cwd=CHECKOUT, env=self.environment, capture_output=True,
            text=True, timeout=120, check=False,
        )  # fmt: skip

    def sign_in(self, link: str) -> None:
        token = link.split("#t=")[1]
        self.csrf = self.client.post("/api/session", json={"token": token}).json()["csrf"]

    def says(self, text: str, meanwhile: Any = lambda: None) -> Dict[str, Any]:
        return self.turn({"turn_id": str(uuid4()), "text": text}, meanwhile)

    def turn(self, body: Dict[str, Any], meanwhile: Any = lambda: None) -> Dict[str, Any]:
        """As the page does: the same turn id again until it is answered."""
        until = time.monotonic() + PATIENCE
        meanwhile()
        while time.monotonic() < until:
            try:
                reply = self.client.post("/api/turn", json=body, headers={"X-CSRF-Token": self.csrf})
            except httpx.HTTPError:
                time.sleep(0.2)
                continue
            if reply.status_code == 200:
                return dict(reply.json())
            assert reply.status_code in (429, 502, 503), (reply.status_code, reply.json())
            time.sleep(0.3)
        raise AssertionError("no answer within the time a therapist would wait")

    def kill(self, module: str) -> None:
        """kill -9 of one part."""
        os.kill(self.pid(module), signal.SIGKILL)

    def pid(self, module: str) -> int:
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            for pid in self._children():
                words = Path(f"/proc/{pid}/cmdline").read_bytes().split(b"\0")
                if module.encode() in words:
                    return pid
            time.sleep(0.1)
        raise AssertionError(f"{module} does not run")

    def stop(self) -> None:
        if self.process is not None and self.process.poll() is None:
            self.process.send_signal(signal.SIGINT)
            self.process.wait(timeout=30)
        if self.process is not None and self.process.stdout is not None:
            self.process.stdout.close()

    def _run(self, *command: str) -> subprocess.Popen[str]:
        return subprocess.Popen(
            [sys.executable, "-m", "cli.main", *command], cwd=CHECKOUT, env=self.environment,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
        )  # fmt: skip

    def _children(self) -> List[int]:
        assert self.process is not None
        files = Path(f"/proc/{self.process.pid}/task").glob("*/children")
        return [int(pid) for file in files for pid in file.read_text().split()]


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    built = House(tmp_path)
    yield built
    built.stop()
    built.client.close()
