"""`wemode bench`: this Wemode and stock Rasa on the same machine in one run, figures and ratios, no judgement."""

from __future__ import annotations

import json
import os
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Callable, Dict, Iterator, List, Optional

from cli.fresh import minutes_to_first_answer
from cli.stock import SAMPLE, StockRasa, fixed_sample, timed
from rasa_project.lines import write as write_lines
from wemode.settings import CHECKOUT, Settings

MEASURED = CHECKOUT / "docs" / "measured.md"

LINES = (
    "Forty minutes on his yacht. I might as well have been the lamp.", "when he looked at his watch while I spoke",
    "unseen, like air", "I wanted to list my publications", "a bit charmed too, embarrassingly", "I nodded and smiled",
    "my father never looked up from his paper either", "he was finally somebody with an audience",
    "he may have been scared that I would find him ordinary", "no idea, honestly", "two cancellations that morning",
    "he needed an audience and I needed to be seen", "You told me about the boat. I missed how much it mattered.",
    "he might laugh at that",
)  # fmt: skip

BUSY = 0.8
"""Share of the processors' time below which a training did not have them to itself; it uses all of them."""

WINDOW = 9
"""Turns on either side of a mark over which a turn's time is taken."""


@dataclass
class Figures:
    """What was measured of one system. Times in seconds, memory and sizes in MB."""

    name: str
    environment: float = 0.0
    all_lines: float = 0.0
    training: float = 0.0
    trained: float = 0.0
    """Seconds of all processors together: comparable also where other work ran beside a training."""
    ready: float = 0.0
    memory: Dict[str, float] = field(default_factory=dict)
    turns: List[float] = field(default_factory=list)

    @property
    def resident(self) -> float:
        return sum(self.memory.values())

    def around(self, mark: int) -> List[float]:
        return self.turns[max(1, mark - WINDOW) : mark + WINDOW + 1]


def bench(settings: Settings, turns: int, stock: bool, fresh: bool, write: bool) -> int:
    """Prints the report; with `write` also to docs/measured.md."""
    figures = [_ours(turns)]
    if stock:
        figures.append(_stock(turns))
    report = _report(figures, turns)
    print(report, flush=True)
    if write:
        MEASURED.write_text(report + "\n", encoding="utf-8")
    for row in _fresh() if fresh else ():
        print(row, flush=True)
        if write:
            with MEASURED.open("a", encoding="utf-8") as file:
                file.write(f"\n{row}\n")
    return 0


def _fresh() -> Iterator[str]:
    """Minutes a new user waits, with this user's package cache and with an empty one."""
    for name, warm in (("warm", True), ("cold", False)):
        print(f"Wemode: a fresh clone, package cache {name}", file=sys.stderr, flush=True)
        yield f"From clone to first answer, package cache {name}: {minutes_to_first_answer(warm):.1f} minutes."


def _ours(turns: int) -> Figures:
    told = Figures("Wemode")
    told.environment = _size(CHECKOUT / ".venv") + _size(CHECKOUT / ".cache" / "encoder") + _size(CHECKOUT / "models")
    print("Wemode: training", file=sys.stderr, flush=True)
    with _without_vectors():
        told.all_lines, _ = timed(partial(_run, [sys.executable, "-m", "cli.main", "train", "--force"]))
    with _without_vectors(), tempfile.TemporaryDirectory(prefix="wemode-bench-") as folder:
        shutil.copytree(CHECKOUT / "data" / "rules", Path(folder) / "rules")
        write_lines(fixed_sample(), Path(folder) / "nlu" / "sample.yml")
        told.training, told.trained = timed(partial(_run, [sys.executable, "-m", "rasa_project.train", folder]))
    with tempfile.TemporaryDirectory(prefix="wemode-bench-") as folder:
        print("Wemode: starting", file=sys.stderr, flush=True)
        _serve_and_talk(told, Path(folder), turns)
    return told


@contextmanager
def _without_vectors() -> Iterator[None]:
    """The vectors kept from earlier trainings are out of reach, and there again afterwards."""
    vectors = CHECKOUT / ".cache" / "vectors"
    aside = vectors.with_name("vectors.aside")
    if vectors.exists() and not aside.exists():
        vectors.rename(aside)
    try:
        yield
    finally:
        if aside.exists():
            shutil.rmtree(vectors, ignore_errors=True)
            aside.rename(vectors)


def _serve_and_talk(told: Figures, folder: Path, turns: int) -> None:
    from cli.parts import free_port

    environment = {
        **os.environ,
        "WEMODE_DATA": str(folder / "data"),
        "WEMODE_KEY_FILE": str(folder / "key"),
        "PORT": str(free_port()),
    }
    started = time.perf_counter()
    serve = subprocess.Popen(
        [sys.executable, "-m", "cli.main", "serve"], cwd=CHECKOUT, env=environment, stdout=subprocess.PIPE, text=True
    )
    try:
        assert serve.stdout is not None
        while not (line := serve.stdout.readline()).startswith("Wemode is ready"):
            if not line:
                raise RuntimeError("wemode serve ended before it was ready; .cache/logs/parts.log says why")
        told.ready = time.perf_counter() - started
        talk = subprocess.Popen(
            [sys.executable, "-m", "cli.main", "chat", "--json"],
            cwd=CHECKOUT, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        )  # fmt: skip
        told.turns = _talk(turns, lambda text: _line(talk, text))
        told.memory = {**_memory_below(serve.pid), "launcher": _resident(serve.pid)}
        assert talk.stdin is not None
        talk.stdin.close()
        talk.wait(timeout=30)
    finally:
        serve.terminate()
        serve.wait(timeout=30)


def _line(talk: subprocess.Popen[str], text: str) -> None:
    assert talk.stdin is not None and talk.stdout is not None
    talk.stdin.write(json.dumps({"user": text}) + "\n")
    talk.stdin.flush()
    if "error" in json.loads(talk.stdout.readline()):
        raise RuntimeError("a turn of the benchmark was answered with an error")


def _stock(turns: int) -> Figures:
    told = Figures("stock Rasa")
    rasa = StockRasa()
    print(
        "stock Rasa: installing, and training once for these lines (a quarter of an hour)", file=sys.stderr, flush=True
    )
    rasa.install()
    told.environment = _size(rasa.environment)
    told.training, told.trained = rasa.train()
    print("stock Rasa: starting", file=sys.stderr, flush=True)
    started = time.perf_counter()
    with rasa.serving():
        told.ready = time.perf_counter() - started
        told.turns = _talk(turns, rasa.say)
        told.memory = {"rasa": rasa.resident()}
    return told


def _talk(turns: int, say: Callable[[str], None]) -> List[float]:
    """Seconds of each turn of one conversation; the first is the warm-up."""
    taken: List[float] = []
    for turn in range(turns + 1):
        started = time.perf_counter()
        say(LINES[turn % len(LINES)])
        taken.append(time.perf_counter() - started)
    return taken


def _report(figures: List[Figures], turns: int) -> str:
    ours, stock = figures[0], figures[1] if len(figures) > 1 else None
    rows: List[tuple[str, Callable[[Figures], float], str]] = [
        ("size of the environment, MB", lambda f: f.environment, "{:.0f}"),
        (f"training on {SAMPLE} lines, s", lambda f: f.training, "{:.0f}"),
        (f"training on {SAMPLE} lines, s of all processors", lambda f: f.trained, "{:.0f}"),
        ("seconds to ready, second run", lambda f: f.ready, "{:.1f}"),
        ("resident memory, all processes, MB", lambda f: f.resident, "{:.0f}"),
        ("turns per second, one user", lambda f: len(f.turns) / sum(f.turns), "{:.1f}"),
        ("p50 of a turn, ms", lambda f: 1000 * statistics.median(f.turns[1:]), "{:.0f}"),
        ("p95 of a turn, ms", lambda f: 1000 * statistics.quantiles(f.turns[1:], n=20)[-1], "{:.0f}"),
    ]
    for mark in (10, turns - WINDOW):
        rows.append((f"p50 around turn {mark}, ms", partial(_median_around, mark), "{:.0f}"))
        rows.append((f"p95 around turn {mark}, ms", partial(_p95_around, mark), "{:.0f}"))
    lines = [
        f"# Measured at {_commit()}",
        "",
        f"`wemode bench --turns {turns}` on {platform.machine()}, {os.cpu_count()} cores.",
        "",
    ]
    lines += ["| what | Wemode | stock Rasa | ratio |", "|---|---|---|---|"]
    for name, figure, form in rows:
        mine = figure(ours)
        other = figure(stock) if stock else None
        ratio = f"{mine / other:.2f}" if other else "–"
        lines.append(f"| {name} | {form.format(mine)} | {form.format(other) if other is not None else '–'} | {ratio} |")
    lines += [
        "",
        "Resident memory of each process, MB: " + ", ".join(f"{n} {m:.0f}" for n, m in ours.memory.items()) + ".",
        "",
        f"Wemode's training on all its lines, without cached vectors: {ours.all_lines:.0f} s.",
    ]
    if stock and stock.trained < BUSY * stock.training * (os.cpu_count() or 1):
        lines += ["", "Stock Rasa was trained beside other work: by the clock it would take less on an idle machine."]
    return "\n".join(lines)


def _median_around(mark: int, told: Figures) -> float:
    return 1000 * statistics.median(told.around(mark))


def _p95_around(mark: int, told: Figures) -> float:
    return 1000 * statistics.quantiles(told.around(mark), n=20)[-1]


def _run(command: List[str]) -> None:
    """Without what Rasa keeps of earlier trainings."""
    environment = {**os.environ, "RASA_MAX_CACHE_SIZE": "0"}
    subprocess.run(command, cwd=CHECKOUT, env=environment, check=True, stdout=subprocess.DEVNULL)


def _size(folder: Path) -> float:
    """MB on disk."""
    return sum(path.lstat().st_size for path in folder.rglob("*") if path.is_file()) / 2**20


def _memory_below(parent: int) -> Dict[str, float]:
    """Resident MB of each child process, by the module it runs."""
    children = Path(f"/proc/{parent}/task").glob("*/children")
    pids = [int(pid) for file in children for pid in file.read_text().split()]
    return {_module(pid): _resident(pid) for pid in pids}


def _module(pid: int) -> str:
    return Path(f"/proc/{pid}/cmdline").read_bytes().split(b"\0")[3].decode()


def _resident(pid: int) -> float:
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith("VmRSS"):
            return int(line.split()[1]) / 1024
    return 0.0


def _commit() -> str:
    done: Optional[str] = None
    if shutil.which("git"):
        done = subprocess.run(
            ["git", "rev-parse", "--short", "HEAD"], check=False, cwd=CHECKOUT, capture_output=True, text=True
        ).stdout
    return (done or "").strip() or "an unknown commit"
