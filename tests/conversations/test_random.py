"""Random talks: no silent turn, no dead end, no traceback, and never "I did not follow" twice running."""

from __future__ import annotations

import os
import random
from typing import Callable, List

import pytest

from rasa_project.lines import read
from tests.conversations.conftest import Therapist
from wemode.settings import CHECKOUT

pytestmark = pytest.mark.stack

TALKS = 200 if os.environ.get("WEMODE_TESTS") == "endure" else 12
TURNS = 16


@pytest.fixture(scope="module")
def lines() -> List[str]:
    """What therapists type, from the lines that no training saw."""
    return [line.text for line in read(CHECKOUT / "evaluation" / "lines")]


def test_random_talks_never_fall_silent(arrives: Callable[[], Therapist], lines: List[str]) -> None:
    chance = random.Random(20)
    turns = lost = 0
    for _ in range(TALKS):
        therapist, puzzled = arrives(), False
        for _ in range(TURNS):
            offered = [id for id in therapist.choices if id != "strike"] if therapist.answer else []
            if offered and chance.random() < 0.3:
                therapist.chooses(chance.choice(offered))
            else:
                therapist.says(chance.choice(lines))
            assert therapist.words.strip() and "error" not in therapist.answer and "failed" not in therapist.keys
            assert not (puzzled and "puzzled" in therapist.keys)
            puzzled = "puzzled" in therapist.keys
            turns, lost = turns + 1, lost + puzzled
        reach_the_end(therapist)
    assert lost / turns < 0.10, f"{lost} of {turns} turns were not understood"


def reach_the_end(therapist: Therapist) -> None:
    """From wherever a talk stands, its end is near."""
    for _ in range(20):
        if therapist.state["risk"]:
            therapist.says("not what I meant")
        elif therapist.keys[-1] == "close.note" or "keep" in therapist.choices:
            therapist.says("discard")
            return
        else:
            therapist.says("finish" if therapist.state["phase"] != "close" else "no")
    raise AssertionError(f"no end after twenty turns, at {therapist.keys}")
