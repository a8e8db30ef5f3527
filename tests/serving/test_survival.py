"""kill -9 of any part, at any phase: what was typed is kept and answered, once."""

from __future__ import annotations

import os
from itertools import cycle
from pathlib import Path

import pytest

from tests.serving.conftest import House

pytestmark = pytest.mark.stack

PARTS = ("actions.server", "rasa_project.serve", "portal.main")
EVERYWHERE = os.environ.get("WEMODE_TESTS") == "endure"

WALK = [
    "Forty minutes on his yacht. I might as well have been the lamp.",
    "when he looked at his watch while I was speaking",
    "unseen, like air",
    "wanted to list my publications",
    "a bit charmed too, embarrassingly",
    "I nodded and smiled and hated it",
    "yes",
    "he was finally somebody, with an audience",
    "scared I would find him ordinary, maybe",
    "two cancellations that morning",
    "he needed an audience and I needed to be seen",
    "no",
]


def test_a_debrief_survives_the_death_of_every_part(house: House) -> None:
    house.sign_in(house.start())
    rounds = len(PARTS) if EVERYWHERE else 1
    typed, victims = [], cycle(PARTS)
    for _ in range(rounds):
        for number, line in enumerate(WALK):
            kills = EVERYWHERE or number in (1, 4, 8)
            victim = next(victims)
            house.says(line, (lambda part=victim: house.kill(part)) if kills else lambda: None)
            typed.append(line)
        next(victims)
    current = house.client.get("/api/current").json()["current"]
    assert [line["text"] for line in current["transcript"] if line["who"] == "therapist"] == typed
    assert current["pending"] is None


def test_the_whole_house_can_fall_and_the_debrief_is_there_again(house: House) -> None:
    house.sign_in(house.start())
    for line in WALK[:4]:
        house.says(line)
    assert house.process is not None
    children = [house.pid(part) for part in PARTS]
    house.process.kill()
    house.process.wait(timeout=10)
    assert not any(Path(f"/proc/{pid}").exists() and _alive(pid) for pid in children), (
        "the parts outlived their launcher"
    )
    house.sign_in(house.start())
    said = [
        line["text"]
        for line in house.client.get("/api/current").json()["current"]["transcript"]
        if line["who"] == "therapist"
    ]
    assert said == WALK[:4]


def _alive(pid: int) -> bool:
    import time

    for _ in range(30):
        state = Path(f"/proc/{pid}/stat")
        if not state.exists() or state.read_text().split()[2] == "Z":
            return False
        time.sleep(0.1)
    return True


def test_a_second_start_prints_a_fresh_link_and_ends_well(house: House) -> None:
    house.start()
    done = house.second()
    assert done.returncode == 0 and "Wemode is ready: http://127.0.0.1:" in done.stdout
    house.sign_in(done.stdout.split("ready: ")[1].strip())
    assert house.client.get("/api/current").status_code == 200


def test_a_port_that_is_taken_is_said_in_one_sentence(house: House) -> None:
    import socket

    with socket.socket() as taken:
        taken.bind(("127.0.0.1", house.port))
        taken.listen()
        done = house.second()
    assert done.returncode == 1 and "is taken by another program" in done.stderr and "Traceback" not in done.stderr


def test_another_host_is_refused(house: House) -> None:
    house.environment["HOST"] = "0.0.0.0"
    done = house.second()
    assert done.returncode == 1 and "HOST=0.0.0.0" in done.stderr
