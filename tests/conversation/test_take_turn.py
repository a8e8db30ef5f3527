"""The one writer: nothing typed is lost, nothing is answered twice, nothing is anybody else's."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import Callable

import pytest

from tests.conversation.conftest import Clock, HandReader, Therapist
from wemode import privacy
from wemode.errors import AssistantDown, BadInput, MaskingError, StaleChoice
from wemode.journal import Journal
from wemode.journal.errors import NotFound


def test_a_turn_is_answered_and_kept(therapist: Therapist) -> None:
    said = therapist.says("he talked about his yacht")
    assert said["messages"] and said["state"]["use"] == "debrief" and "error" not in said
    transcript = therapist.conversation.current(therapist.owner)["transcript"]
    assert [line["text"] for line in transcript][0] == "he talked about his yacht"


def test_the_same_turn_sent_twice_is_answered_once(therapist: Therapist, reader: HandReader) -> None:
    first = therapist.says("he talked about his yacht", turn_id="t1")
    assert therapist.says("he talked about his yacht", turn_id="t1") == first
    assert reader.asked["he talked about his yacht"] == 1


def test_when_the_assistant_is_down_the_text_is_kept_and_answered_later(
    therapist: Therapist, reader: HandReader
) -> None:
    reader.down = True
    with pytest.raises(AssistantDown, match="kept"):
        therapist.says("he talked about his yacht", turn_id="t1")
    assert therapist.conversation.current(therapist.owner)["pending"] == "t1"
    reader.down = False
    assert therapist.conversation.run_pending() == 1
    assert therapist.says("he talked about his yacht", turn_id="t1")["messages"]
    assert therapist.conversation.current(therapist.owner)["pending"] is None


def test_what_waited_is_answered_before_what_comes_next(therapist: Therapist, reader: HandReader) -> None:
    reader.down = True
    with pytest.raises(AssistantDown):
        therapist.says("first thing")
    reader.down = False
    therapist.says("second thing")
    said = [
        line["text"]
        for line in therapist.conversation.current(therapist.owner)["transcript"]
        if line["who"] == "therapist"
    ]
    assert said == ["first thing", "second thing"]


def test_a_retry_and_a_restart_may_run_the_same_turn_side_by_side(therapist: Therapist, reader: HandReader) -> None:
    reader.down = True
    with pytest.raises(AssistantDown):
        therapist.says("he talked about his yacht", turn_id="t1")
    reader.down = False
    with ThreadPoolExecutor() as both:
        retry = both.submit(therapist.says, "he talked about his yacht", "t1")
        restart = both.submit(therapist.conversation.run_pending)
    restart.result()
    assert retry.result()["messages"] == therapist.says("he talked about his yacht", turn_id="t1")["messages"]
    assert len(therapist.conversation.current(therapist.owner)["transcript"]) == 1 + len(retry.result()["messages"])


def test_two_windows_writing_at_once_lose_nothing(therapist: Therapist) -> None:
    therapist.says("he talked about his yacht")
    lines = [f"and thing number {number} happened" for number in range(6)]
    with ThreadPoolExecutor(6) as windows:
        answers = list(windows.map(lambda line: therapist.says(line, turn_id=line.replace(" ", "-")), lines))
    transcript = [line["text"] for line in therapist.conversation.current(therapist.owner)["transcript"]]
    assert all(answer["messages"] for answer in answers) and set(lines) <= set(transcript)


def test_identifiers_never_reach_the_assistant_or_the_journal(therapist: Therapist, reader: HandReader) -> None:
    therapist.says("he wants me to call 020 7946 0958 tonight")
    assert not any("7946" in text for text in reader.asked)
    assert "7946" not in str(therapist.conversation.current(therapist.owner))


def test_a_piece_the_therapist_keeps_is_left_as_it_is(therapist: Therapist, reader: HandReader) -> None:
    text = "he wants me to call 020 7946 0958 tonight"
    found = therapist.conversation.identifiers(text)[0]
    therapist.conversation.take_turn(therapist.owner, "t1", text=text, keep=[(found["start"], found["end"])])
    assert reader.asked[text] == 1


def test_a_failure_in_masking_stops_the_turn(
    therapist: Therapist, reader: HandReader, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(text: str) -> None:
        raise MaskingError("Identifiers could not be looked for, so nothing was sent or stored.")

    monkeypatch.setattr(privacy, "find", broken)
    with pytest.raises(MaskingError):
        therapist.says("he is called something")
    assert not reader.asked and therapist.conversation.current(therapist.owner) is None


@pytest.mark.parametrize("text", ["", "   ", "\x00", "x" * 8001])
def test_what_cannot_be_taken_changes_nothing(therapist: Therapist, text: str) -> None:
    with pytest.raises(BadInput):
        therapist.says(text)
    assert therapist.conversation.current(therapist.owner) is None


def test_a_choice_that_is_no_longer_on_offer_changes_nothing(therapist: Therapist) -> None:
    therapist.says("he talked about his yacht")
    before = therapist.conversation.standing(therapist.owner)
    with pytest.raises(StaleChoice):
        therapist.chooses("gate.yes")
    assert therapist.conversation.standing(therapist.owner) == before


@pytest.mark.parametrize("value", [11, -1, 2.5, True, "seven", None, {"a": 1}, ["a", 1]])
def test_a_hold_is_a_whole_number_from_nought_to_ten(therapist: Therapist, value: object) -> None:
    with pytest.raises(BadInput):
        therapist.chooses("hold", value)


def test_keeping_puts_a_note_in_the_journal_and_begins_afresh(therapist: Therapist) -> None:
    therapist.says("he talked about his yacht")
    therapist.finishes()
    assert therapist.chooses("keep")["state"]["use"] is None
    (kept,) = therapist.conversation.kept(therapist.owner)
    assert kept["first"] == "he talked about his yacht"
    notes = therapist.conversation.export_markdown(therapist.owner, kept["id"])
    assert "he talked about his yacht" in notes and "apart from the record" in notes
    again = therapist.says("another hour, another patient")
    assert again["state"]["path"][0] == "arrive" and "Sealed on this machine." in again["messages"][0]["text"]


def test_discarding_leaves_nothing(therapist: Therapist) -> None:
    therapist.says("he talked about his yacht")
    therapist.finishes()
    therapist.chooses("discard")
    assert not therapist.conversation.kept(therapist.owner)
    assert therapist.conversation.current(therapist.owner) is None


def test_everything_can_be_erased_in_words(therapist: Therapist, journal: Journal) -> None:
    therapist.says("he talked about his yacht")
    therapist.says("erase it")
    said = therapist.says("everything")
    assert "Erased" in said["messages"][0]["text"]
    assert therapist.conversation.current(therapist.owner) is None


def test_after_a_pause_a_new_hour_is_not_mixed_into_the_old_one(therapist: Therapist, reader: HandReader) -> None:
    therapist.says("he talked about his yacht")
    old = therapist.conversation.current(therapist.owner)["debrief"]
    therapist.conversation.pause(therapist.owner)
    asked = therapist.says("today she brought her mother")
    assert {"resume", "new"} <= {choice["id"] for message in asked["messages"] for choice in message["choices"]}
    begun = therapist.chooses("new")
    now = therapist.conversation.current(therapist.owner)
    assert now["debrief"] != old and now["transcript"][0]["text"] == "today she brought her mother"
    assert begun["messages"][0]["custom"]["key"] == "set_aside.held" and len(begun["messages"]) > 1


def test_a_debrief_left_alone_for_a_while_asks_too(therapist: Therapist, clock: Clock) -> None:
    therapist.says("he talked about his yacht")
    clock.pass_days(1)
    assert therapist.says("today she brought her mother")["messages"][-1]["custom"]["key"] == "confirm.which"


def test_words_that_were_misread_as_danger_are_taken_up_as_what_they_were(therapist: Therapist) -> None:
    therapist.says("he talked about his yacht")
    assert therapist.says("this is killing me")["state"]["risk"]
    said = therapist.says("not what I meant")
    assert not said["state"]["risk"] and any("“This is killing me”" in message["text"] for message in said["messages"])


def test_a_new_one_can_be_chosen_at_once(therapist: Therapist) -> None:
    therapist.says("he talked about his yacht")
    assert therapist.chooses("new")["messages"][0]["custom"]["key"] == "set_aside"
    assert therapist.says("today she brought her mother")["state"]["path"][0] == "arrive"


def test_after_a_pause_going_on_takes_up_what_was_typed(therapist: Therapist) -> None:
    therapist.says("he talked about his yacht")
    old = therapist.conversation.current(therapist.owner)["debrief"]
    therapist.says("stop here for now")
    therapist.says("and then he left without a word")
    resumed = therapist.says("resume")
    now = therapist.conversation.current(therapist.owner)
    assert now["debrief"] == old and now["transcript"][-1]["who"] == "wemode" and len(resumed["messages"]) > 1
    assert any(line["text"] == "and then he left without a word" for line in now["transcript"])


def test_nobody_sees_anybody_else(arrives: Callable[[str], Therapist]) -> None:
    ada, ben = arrives("ada"), arrives("ben")
    ada.says("he talked about his yacht")
    ada.finishes()
    ada.chooses("keep")
    debrief = ada.conversation.kept(ada.owner)[0]["id"]
    assert not ben.conversation.kept(ben.owner)
    for peek in (ben.conversation.export_markdown, ben.conversation.erase):
        with pytest.raises(NotFound):
            peek(ben.owner, debrief)


def test_an_unfinished_debrief_is_gone_after_seven_days(therapist: Therapist, journal: Journal, clock: Clock) -> None:
    therapist.says("he talked about his yacht")
    clock.pass_days(6)
    assert journal.purge(clock()) == 0
    clock.pass_days(2)
    assert journal.purge(clock()) == 1
    assert therapist.conversation.current(therapist.owner) is None
