"""The contracts of `wemode chat --json` and `wemode read`, as another program meets them."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any, Dict, List

import pytest

from tests.cli.conftest import Operator
from wemode.settings import CHECKOUT
from wemode.taxonomy import MULTI_LABEL_SETS, labels

pytestmark = pytest.mark.stack

STATE = {"use", "phase", "path", "reactions", "read", "risk", "parked", "overridden", "questions"}


def run(command: List[str], lines: List[str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "cli.main", *command], cwd=CHECKOUT, input="\n".join(lines) + "\n" if lines else "",
        capture_output=True, text=True, timeout=180, check=False,
    )  # fmt: skip


def chat(operator: Operator, *lines: Any, user: str = "ada") -> List[Dict[str, Any]]:
    typed = [line if isinstance(line, str) else json.dumps(line) for line in lines]
    done = run(["chat", "--json", "--user", user, "--data", str(operator.data)], typed)
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_a_line_in_gives_a_line_out(operator: Operator) -> None:
    answers = chat(
        operator,
        {"choice": "time.3"},
        {"user": "Forty minutes on his yacht. I might as well have been the lamp."},
        {"choice": "hold", "value": 8},
        "no json",
        {"choice": "gate.yes"},
        {"user": "  "},
        {"user": "unseen"},
    )
    assert len(answers) == 7
    for answer in answers:
        assert set(answer["state"]) == STATE
        assert all({"text", "choices", "custom"} <= set(message) for message in answer["messages"])
    assert [number for number, answer in enumerate(answers) if "error" in answer] == [3, 4, 5]
    assert answers[3]["state"] == answers[2]["state"] == answers[5]["state"]
    assert answers[1]["state"]["use"] == "debrief" and isinstance(answers[1]["state"]["read"], list)


def test_the_end_of_input_pauses_and_the_next_start_asks_once(operator: Operator) -> None:
    chat(operator, {"user": "he talked over me the whole hour"})
    (asked,) = chat(operator, {"user": "today she cried for ten minutes and I could not move"})
    assert {"resume", "new"} <= {choice["id"] for message in asked["messages"] for choice in message["choices"]}
    (resumed,) = chat(operator, {"user": "resume"})
    assert "error" not in resumed and resumed["state"]["path"][0] == "arrive"


def test_nothing_is_printed_before_the_first_input(operator: Operator) -> None:
    assert chat(operator) == []


def test_reading_answers_every_key_of_the_contract(operator: Operator, tmp_path: Path) -> None:
    typed = "Dr Smith said he'd ring 020 7946 0958. I felt like the lamp, belittled."
    done = run(
        ["read"],
        [
            json.dumps({"text": typed}),
            "no json",
            json.dumps({"text": ""}),
            json.dumps({"text": "7", "context": "rehearse"}),
        ],
    )
    readings = [json.loads(line) for line in done.stdout.splitlines()]
    assert done.returncode == 0 and len(readings) == 4
    first = readings[0]
    assert set(first) == {"text", "intent", "quotes", "identifiers", *MULTI_LABEL_SETS}
    assert first["text"] == typed and first["intent"]["name"] in labels()["intents"]
    assert all(label["name"] in labels()[name] and 0 <= label["evidence"][0] < label["evidence"][1] <= len(typed)
               for name in MULTI_LABEL_SETS for label in first[name])  # fmt: skip
    assert all(isinstance(label["said"], bool) for label in first["reactions"])
    assert [typed[x["start"] : x["end"]] for x in first["identifiers"]] == ["Dr Smith", "020 7946 0958"]
    assert set(readings[1]) == set(readings[2]) == {"error"} and readings[3]["intent"]["name"] in labels()["intents"]
