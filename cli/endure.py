"""`make endure`: the benchmark, then the counts that the short tests only sample; writes docs/measured.md.

`--counts` leaves the benchmark out and adds the counts to what it wrote.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time

from cli.bench import MEASURED, bench
from wemode.settings import CHECKOUT, Settings

RUNS = (
    ("properties of the protocol, 5,000 talks each", ["tests/protocol/test_properties.py"]),
    ("200 random talks through the real stack", ["tests/conversations/test_random.py"]),
    ("kill -9 of every part at every phase, three rounds", ["tests/serving/test_survival.py"]),
)


def main() -> int:
    code = 0
    if "--counts" not in sys.argv[1:]:
        code = bench(Settings.read(os.environ), turns=400, stock=True, fresh=True, write=True)
    rows = ["", "## Endurance", "", "`make endure`", "", "| what | outcome | minutes |", "|---|---|---|"]
    for name, tests in RUNS:
        print(f"endure: {name}", flush=True)
        started = time.perf_counter()
        done = subprocess.run(
            [sys.executable, "-m", "pytest", *tests],
            cwd=CHECKOUT, env={**os.environ, "WEMODE_TESTS": "endure"}, capture_output=True, text=True, check=False,
        )  # fmt: skip
        code = code or done.returncode
        closing = done.stdout.strip().splitlines()[-1] if done.stdout.strip() else "no outcome"
        rows.append(f"| {name} | {closing.strip('= ')} | {(time.perf_counter() - started) / 60:.1f} |")
    with MEASURED.open("a", encoding="utf-8") as file:
        file.write("\n".join(rows) + "\n")
    print("\n".join(rows))
    return code


if __name__ == "__main__":
    sys.exit(main())
