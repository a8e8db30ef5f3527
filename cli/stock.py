"""Stock Rasa for the comparison: `rasa init`'s defaults over our lines, its SQL tracker store, its REST channel."""

from __future__ import annotations

import os
import resource
import subprocess
import time
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from typing import Any, Callable, Dict, Iterator, List, Optional, Tuple

import httpx
import yaml

from cli.parts import free_port
from rasa_project.lines import Line, sample
from rasa_project.lines import read as read_lines
from rasa_project.uv import find as find_uv
from wemode.errors import WemodeError
from wemode.settings import CHECKOUT
from wemode.taxonomy import labels

SAMPLE = 1000
"""Lines that stock Rasa is trained on."""

TRACKER = "tracker.db"
"""Stock Rasa's conversations, beside its project's files."""

START = 300.0
"""Seconds stock Rasa may take to answer for the first time."""


class StockRasa:
    """A project of its own under .cache/stock, trained once for each state of its files, run from .venv-stock."""

    environment = CHECKOUT / ".venv-stock"

    def __init__(self) -> None:
        files = _project()
        state = sha256("".join(f"{name}\n{text}" for name, text in files.items()).encode()).hexdigest()[:12]
        self._folder = CHECKOUT / ".cache" / "stock" / state
        self._port = free_port()
        self._process: Optional[subprocess.Popen[bytes]] = None
        self._client = httpx.Client(timeout=60, trust_env=False)
        for name, text in files.items():
            path = self._folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")

    def install(self) -> None:
        python = self.environment / "bin" / "python"
        if (self.environment / "bin" / "rasa").exists():
            return
        uv = find_uv() or "uv"
        self._run(
            [uv, "venv", "--quiet", "--python", str(CHECKOUT / ".venv" / "bin" / "python"), str(self.environment)]
        )
        lock = str(CHECKOUT / "requirements" / "stock.txt")
        self._run([uv, "pip", "sync", "--quiet", "--python", str(python), "--require-hashes", lock])

    def train(self) -> Tuple[float, float]:
        """Seconds of `rasa train`, by the clock and of all processors, as measured when these lines were trained."""
        measured = self._folder / "training-seconds"
        if not measured.exists():
            command = [str(self.environment / "bin" / "rasa"), "train", "--fixed-model-name", "stock"]
            taken, worked = timed(lambda: self._run(command))
            measured.write_text(f"{taken:.1f} {worked:.1f}")
        taken, worked = map(float, measured.read_text().split())
        return taken, worked

    @contextmanager
    def serving(self) -> Iterator[None]:
        """From the moment it has given its first answer, with an empty tracker store; ended on the way out."""
        (self._folder / TRACKER).unlink(missing_ok=True)
        command = [
            str(self.environment / "bin" / "rasa"),
            "run",
            "-i",
            "127.0.0.1",
            "-p",
            str(self._port),
            "--endpoints",
            "endpoints.yml",
        ]
        self._process = subprocess.Popen(
            command, cwd=self._folder, env=self._quiet(), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        try:
            self._wait()
            yield
        finally:
            self._process.terminate()
            self._process.wait(timeout=30)

    def say(self, text: str) -> None:
        reply = self._client.post(self._url("webhooks/rest/webhook"), json={"sender": "bench", "message": text})
        if reply.status_code != 200 or not reply.json():
            raise WemodeError("stock Rasa gave no answer in the benchmark")

    def resident(self) -> float:
        """MB."""
        assert self._process is not None
        for line in Path(f"/proc/{self._process.pid}/status").read_text().splitlines():
            if line.startswith("VmRSS"):
                return int(line.split()[1]) / 1024
        return 0.0

    def _wait(self) -> None:
        until = time.monotonic() + START
        while time.monotonic() < until:
            try:
                reply = self._client.post(
                    self._url("webhooks/rest/webhook"), json={"sender": "first", "message": "hello"}
                )
                if reply.status_code == 200 and reply.json():
                    return
            except httpx.HTTPError:
                pass
            time.sleep(0.1)
        raise WemodeError("stock Rasa did not start in five minutes")

    def _url(self, path: str) -> str:
        return f"http://127.0.0.1:{self._port}/{path}"

    def _run(self, command: List[str]) -> None:
        done = subprocess.run(command, check=False, cwd=self._folder, env=self._quiet(), capture_output=True, text=True)
        if done.returncode:
            raise WemodeError(
                f"{Path(command[0]).name} failed in the benchmark: {done.stderr.strip().splitlines()[-1:]}"
            )

    def _quiet(self) -> Dict[str, str]:
        return {
            **os.environ,
            "RASA_TELEMETRY_ENABLED": "false",
            "TF_CPP_MIN_LOG_LEVEL": "3",
            "PYTHONWARNINGS": "ignore",
        }


def fixed_sample() -> List[Line]:
    """The lines that both are trained on: stock Rasa's training of them all takes hours."""
    return sample(read_lines(CHECKOUT / "data" / "nlu"), SAMPLE)


def timed(work: Callable[[], object]) -> Tuple[float, float]:
    """Seconds that the child processes of `work` take, by the clock and of all processors together."""
    started, before = time.perf_counter(), resource.getrusage(resource.RUSAGE_CHILDREN)
    work()
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    worked = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return time.perf_counter() - started, worked


def _project() -> Dict[str, str]:
    """The files `rasa init` would write, with our lines, one rule and one answer an intent: name → text."""
    lines = fixed_sample()
    intents = labels()["intents"]
    examples = {n: "".join(f"- {' '.join(x.text.split())}\n" for x in lines if x.intent == n) for n in intents}
    answered = [*intents, "nlu_fallback"]
    files: Dict[str, Any] = {
        "data/nlu.yml": {"version": "3.1", "nlu": [{"intent": n, "examples": text} for n, text in examples.items()]},
        "data/rules.yml": {
            "version": "3.1",
            "rules": [{"rule": n, "steps": [{"intent": n}, {"action": "utter_answer"}]} for n in answered],
        },
        "domain.yml": {
            "version": "3.1",
            "intents": list(intents),
            "responses": {"utter_answer": [{"text": "Tell me more."}]},
        },
        "config.yml": {
            "recipe": "default.v1", "assistant_id": "stock", "language": "en", "pipeline": None, "policies": None,
        },
        "credentials.yml": {"rest": None},
        "endpoints.yml": {"tracker_store": {"type": "SQL", "dialect": "sqlite", "db": TRACKER}},
    }  # fmt: skip
    return {name: yaml.safe_dump(content, allow_unicode=True, width=10**6) for name, content in files.items()}
