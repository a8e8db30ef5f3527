"""From a clone to the first answer, with an empty environment: what a new user waits for."""

from __future__ import annotations

import os
import subprocess
import tempfile
import time
from pathlib import Path
from typing import Dict
from uuid import uuid4

import httpx

from cli.parts import free_port
from wemode.errors import WemodeError
from wemode.settings import CHECKOUT

FIRST_WORDS = "He talked about his yacht for forty minutes and I might as well have been the lamp."


def minutes_to_first_answer(warm: bool) -> float:
    """Minutes of `git clone`, `make run` and one turn; `warm` uses this user's package cache, otherwise an empty one.

    Raises WemodeError when the clone does not come up; its last words are in the error.
    """
    with tempfile.TemporaryDirectory(prefix="wemode-fresh-") as folder:
        home = Path(folder) / "home"
        home.mkdir()
        environment = {"HOME": str(home), "PATH": "/usr/local/bin:/usr/bin:/bin", "PORT": str(free_port())}
        if warm:
            environment["UV_CACHE_DIR"] = os.environ.get("UV_CACHE_DIR") or str(Path.home() / ".cache" / "uv")
        pyenv = os.environ.get("PYENV_ROOT") or str(Path.home() / ".pyenv")
        environment["PYENV_ROOT"] = pyenv
        started = time.perf_counter()
        clone = Path(folder) / "wemode"
        subprocess.run(["git", "clone", "--quiet", str(CHECKOUT), str(clone)], check=True)
        _first_answer(clone, environment)
        return (time.perf_counter() - started) / 60


def _first_answer(clone: Path, environment: Dict[str, str]) -> None:
    run = subprocess.Popen(
        ["make", "run"], cwd=clone, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    said = []
    try:
        assert run.stdout is not None
        for line in run.stdout:
            said.append(line.strip())
            if line.startswith("Wemode is ready: "):
                _say(line.split(": ", 1)[1].strip())
                return
        raise WemodeError(f"the fresh clone did not come up: {' / '.join(said[-3:])}")
    finally:
        run.terminate()
        run.wait(timeout=60)


def _say(link: str) -> None:
    base, token = link.split("/#t=")
    with httpx.Client(base_url=base, timeout=60, trust_env=False) as client:
        csrf = client.post("/api/session", json={"token": token}).json()["csrf"]
        body = {"turn_id": str(uuid4()), "text": FIRST_WORDS}
        client.post("/api/turn", json=body, headers={"X-CSRF-Token": csrf}).raise_for_status()
