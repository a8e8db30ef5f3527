"""What may be said at every step, and leads back to it."""

from __future__ import annotations

import pytest

from tests.talk import Talk
from wemode.reading import Reading

ASIDES = [
    "ask_why", "ask_explain", "ask_example", "ask_verdict", "challenge_bot", "privacy", "help", "thank", "greet",
    "out_of_scope", "view_journal", "export_data", "start_group", "start_study",
]  # fmt: skip


def begun() -> Talk:
    return Talk().says("he talked over me for the whole hour", events=["interruption"])


@pytest.mark.parametrize("intent", ASIDES)
def test_an_aside_is_answered_and_leads_back(intent: str) -> None:
    talk = begun()
    awaited, asked = talk.state.awaiting, list(talk.state.asked)
    talk.says("hm", intent=intent)
    assert talk.state.awaiting == awaited and talk.state.asked == asked
    assert talk.messages[-1]["custom"]["key"] == awaited and len(talk.messages) >= 2
    assert "?" not in talk.messages[-1]["text"]


def test_erasing_always_asks_and_takes_a_named_thing() -> None:
    talk = begun().says("delete it", intent="delete_data")
    assert talk.state.outcome is None and "erase.all" in talk.state.offered
    talk.says("yes", intent="affirm")
    assert talk.state.outcome is None
    talk.says("delete it", intent="delete_data").says("everything")
    assert "erase_all" in talk.last.effects


def test_going_back_puts_the_earlier_question_again_and_takes_the_new_answer() -> None:
    talk = begun().says("when she rolled her eyes", reactions=["devalued"])
    talk.says("one back", intent="go_back")
    assert "back" in talk.keys and talk.state.awaiting == talk.state.asked[-2]


def test_a_paused_debrief_met_by_a_telling_asks_which_one() -> None:
    talk = begun().says("stop here for now", intent="pause")
    assert "pause" in talk.last.effects
    talk.says("today it was the other patient, she cried", events=["tears"])
    assert talk.keys == ["confirm.which"] and talk.state.held.startswith("today")
    assert {"resume", "new"} <= set(talk.state.offered)
    again = talk.state.copy()
    assert Talk(again).chooses("new").last.effects == ["new"]
    assert Talk(again).chooses("resume").last.effects == ["go_on"]


def test_resume_goes_on_where_it_was() -> None:
    talk = begun()
    awaited = talk.state.awaiting
    talk.says("pause", intent="pause").says("resume", intent="resume")
    assert talk.state.awaiting == awaited and not talk.state.paused


def test_starting_while_one_is_open_asks_once() -> None:
    talk = begun().says("start a debrief", intent="start_debrief")
    assert talk.keys == ["confirm.new"]
    assert talk.says("go on with it").state.confirming is None


def test_a_choice_that_is_not_on_offer_changes_nothing() -> None:
    talk = begun()
    before = talk.state.copy()
    talk.chooses("gate.yes")
    assert talk.last.error == "stale" and talk.state == before


def test_not_understood_is_said_once_and_never_twice_running() -> None:
    talk = begun()
    for turn in range(4):
        talk.takes(Reading(text="xqz prrt", intent="tell", understood=False))
        assert ("puzzled" in talk.keys) == (turn % 2 == 0)
