"""`wemode serve`: everything up, one line with the link, everything down with Ctrl-C."""

from __future__ import annotations

import os
import signal
import threading
import time
from dataclasses import replace
from typing import Optional

import httpx

from cli.parts import Supervisor, assistant_parts, free_port, port_is_free, portal_part
from cli.running import announce, announced, owner_lock, withdraw
from wemode.errors import SettingsError, WemodeError
from wemode.settings import Settings

START = 120.0
"""Seconds the parts may take to answer for the first time."""


def serve(settings: Settings, owner: str) -> int:
    """Runs until it is told to end. A second one on the same data prints a fresh link and returns 0."""
    with owner_lock(settings.data) as mine:
        if not mine:
            return _second(settings, owner)
        if not port_is_free(settings.host, settings.port):
            raise SettingsError(
                f"Port {settings.port} is taken by another program. Choose another, for instance: "
                f"make run PORT={settings.port + 1}"
            )
        settings = replace(settings, rasa_port=free_port(), action_port=free_port())
        return _run(settings, owner)


def _run(settings: Settings, owner: str) -> int:
    ended = threading.Event()
    for name in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(name, lambda *_: ended.set())
    supervisor = Supervisor(settings, [*assistant_parts(settings), portal_part(settings)])
    announce(settings)
    try:
        print("Starting the assistant …", flush=True)
        supervisor.start()
        _wait(supervisor, ended)
        if not ended.is_set():
            print(f"Wemode is ready: {fresh_link(settings, owner)}", flush=True)
            ended.wait()
    finally:
        withdraw(settings)
        supervisor.stop()
    print("Wemode has ended. What was written is kept.", flush=True)
    return 0


def _wait(supervisor: Supervisor, ended: threading.Event) -> None:
    """Until every part answers, or the therapist no longer wants it. Raises PartFailed."""
    until = time.monotonic() + START
    while not ended.is_set():
        if all(supervisor.answers(part) for part in supervisor.parts):
            return
        if any(part.deaths > 3 for part in supervisor.parts) or time.monotonic() > until:
            supervisor.wait_ready(0)
        ended.wait(0.05)


def _second(settings: Settings, owner: str) -> int:
    running: Optional[Settings] = None
    until = time.monotonic() + START
    while time.monotonic() < until:
        running = announced(settings)
        if running is not None:
            try:
                print(f"Wemode is ready: {fresh_link(running, owner)}", flush=True)
                return 0
            except (httpx.HTTPError, WemodeError):
                pass  # it is still starting
        time.sleep(0.2)
    raise SettingsError(
        "Another Wemode holds this data and does not answer. End it (pkill -f 'wemode serve') and start again."
    )


def fresh_link(settings: Settings, owner: str) -> str:
    """A one-time sign-in link, minted by the running portal. Raises WemodeError when it will not."""
    reply = httpx.post(
        f"http://127.0.0.1:{settings.port}/api/links",
        json={"therapist": owner}, headers={"X-Wemode-Secret": settings.secret}, timeout=5.0, trust_env=False,
    )  # fmt: skip
    if reply.status_code not in (200, 201):
        raise WemodeError("The portal gave no sign-in link. Run the same command once more.")
    return str(reply.json()["url"])


def default_owner() -> str:
    return os.environ.get("WEMODE_USER") or "therapist"
