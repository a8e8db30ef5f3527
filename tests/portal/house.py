"""The portal over its stand-ins, in process or served on a free port."""

from __future__ import annotations

import socket
import threading
import time
from dataclasses import dataclass
from pathlib import Path

from portal import create_app
from portal.rates import Rate, Rates
from portal.server import server
from tests.portal.stand_in import StandIn, StandInParts

SECRET = "a secret of the launcher"
PATIENT = Rates({kind: Rate(10_000, 1) for kind in ("sign_in", "turn", "identifiers", "erase", "export")})
"""No test but the one about rates is to be slowed by them."""


@dataclass(frozen=True)
class Settings:
    data: Path
    port: int = 8080
    host: str = "127.0.0.1"
    secret: str = SECRET


class House:
    def __init__(self, data: Path, port: int = 8080, rates: Rates = PATIENT) -> None:
        self.port = port
        self.conversation = StandIn()
        self.parts = StandInParts(self.conversation)
        self.app = create_app(
            Settings(data, port),
            self.conversation,
            self.parts,
            owner_of=lambda name: f"owner of {name}",
            rates=rates,
            look_every=0.1,
        )

    @property
    def base(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def link(self, therapist: str = "me") -> str:
        return str(self.app.state.desk.sign_in.link(therapist))


class Served(House):
    """Running in a thread; `stop` and `start` again keep port, data and conversation."""

    def __init__(self, data: Path) -> None:
        super().__init__(data, free_port())
        self.start()

    def start(self) -> None:
        self._server = server(self.app, "127.0.0.1", self.port)
        self._thread = threading.Thread(target=self._server.run, daemon=True)
        self._thread.start()
        deadline = time.monotonic() + 10
        while not self._server.started:
            if time.monotonic() > deadline:
                raise TimeoutError("the portal did not start")
            time.sleep(0.02)

    def stop(self) -> None:
        self._server.should_exit = True
        self._thread.join(10)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
