"""A debrief from its first word to the journal."""

from __future__ import annotations

from datetime import datetime, timedelta
from threading import Barrier, Thread
from typing import Any, List

import pytest

from wemode.journal import JournalError, NotFound, VersionConflict


def test_a_debrief_is_begun_talked_through_and_kept(journal: Any, ann: Any, monday: datetime) -> None:
    ann.begins("debrief-1", phase="arrive")
    assert journal.unfinished(ann.owner).state == {"phase": "arrive"}

    said = ann.says("I felt like furniture")
    assert (said.status, said.position, said.said, said.answer) == (
        "pending", 1, {"text": "I felt like furniture"}, None,
    )  # fmt: skip
    ann.is_answered("Furniture.", state={"phase": "moment"})
    answered = journal.turn(ann.owner, "turn-1")
    assert (answered.status, answered.answer) == ("answered", {"messages": ["Furniture."]})
    assert (journal.load(ann.owner, "debrief-1").version, journal.load(ann.owner, "debrief-1").state) == (
        1, {"phase": "moment"},
    )  # fmt: skip

    ann.says("keep it", "turn-2", day=1)
    ann.is_answered("Kept.", "turn-2", day=1, version=1, outcome="keep", entry={"first": "I felt like furniture"})
    assert journal.unfinished(ann.owner) is None
    kept = journal.load(ann.owner, "debrief-1")
    assert (kept.status, kept.version, kept.created, kept.updated) == ("kept", 2, monday, monday + timedelta(days=1))
    assert journal.entry(ann.owner, "debrief-1") == {"first": "I felt like furniture"}
    assert [turn.said["text"] for turn in journal.turns(ann.owner, "debrief-1")] == ["I felt like furniture", "keep it"]


def test_everything_is_there_after_the_journal_was_closed_and_opened_again(site: Any, journal: Any, ann: Any) -> None:
    ann.begins("debrief-1")
    ann.says("ünïcode, 😶, a lone \ud800 and\nlines")
    journal.close()

    again = site.open()
    assert again.turn(ann.owner, "turn-1").said == {"text": "ünïcode, 😶, a lone \ud800 and\nlines"}
    again.close()


def test_the_same_name_is_the_same_therapist(journal: Any, ann: Any, bob: Any, monday: datetime) -> None:
    assert journal.therapist("Ann Example", monday) == ann.owner != bob.owner


def test_kept_debriefs_come_newest_first_and_the_newest_draft_is_resumed(journal: Any, ann: Any) -> None:
    for day, name in enumerate(["first", "second", "third"]):
        ann.begins(name, day=day)
        ann.says("…", f"turn-{name}", name, day=day)
    for day, name in enumerate(["third", "first"], start=3):
        ann.is_answered("Kept.", f"turn-{name}", day=day, outcome="keep", entry={})
    ann.begins("fourth", day=5)

    assert [debrief.id for debrief in journal.debriefs(ann.owner)] == ["first", "third"]
    assert journal.unfinished(ann.owner).id == "fourth"


def test_the_same_turn_id_twice_is_one_turn(journal: Any, ann: Any) -> None:
    ann.begins("debrief-1")
    first = ann.says("once")
    assert ann.says("twice", day=1) == first
    assert journal.turns(ann.owner, "debrief-1") == [first]


def test_two_therapists_may_use_the_same_ids(journal: Any, ann: Any, bob: Any) -> None:
    for therapist, words in ((ann, "mine"), (bob, "his")):
        therapist.begins("debrief-1")
        therapist.says(words)
    assert journal.turn(ann.owner, "turn-1").said == {"text": "mine"}
    assert journal.turn(bob.owner, "turn-1").said == {"text": "his"}


def test_pending_turns_of_everybody_come_in_the_order_they_were_said(journal: Any, ann: Any, bob: Any) -> None:
    ann.begins("debrief-1")
    bob.begins("debrief-1")
    bob.says("second", "b", day=1)
    ann.says("first", "a1")
    ann.says("third", "a2", day=2)
    ann.is_answered("…", "a1")
    assert [(owner, turn.said["text"]) for owner, turn in journal.pending()] == [
        (bob.owner, "second"), (ann.owner, "third"),
    ]  # fmt: skip


def test_two_windows_answer_at_once_and_one_of_them_is_told(journal: Any, ann: Any) -> None:
    ann.begins("debrief-1")
    ann.says("here", "left")
    ann.says("there", "right")
    barrier, conflicts = Barrier(2), []  # type: ignore[var-annotated]

    def answer(turn_id: str) -> None:
        barrier.wait()
        try:
            ann.is_answered("…", turn_id, state={"by": turn_id})
        except VersionConflict:
            conflicts.append(turn_id)

    _together([Thread(target=answer, args=(turn_id,)) for turn_id in ("left", "right")])
    assert len(conflicts) == 1
    loser = conflicts[0]
    winner = {"left": "right", "right": "left"}[loser]
    assert journal.load(ann.owner, "debrief-1").state == {"by": winner}
    assert journal.turn(ann.owner, loser).status == "pending"


def test_many_windows_speak_at_once_and_each_turn_has_its_own_place(journal: Any, ann: Any) -> None:
    ann.begins("debrief-1")
    _together([Thread(target=ann.says, args=("…", f"turn-{number}")) for number in range(8)])
    assert [turn.position for turn in journal.turns(ann.owner, "debrief-1")] == list(range(1, 9))


def test_a_turn_is_answered_once(ann: Any) -> None:
    ann.begins("debrief-1")
    ann.says("once")
    ann.is_answered("one")
    with pytest.raises(VersionConflict):
        ann.is_answered("two", version=1)


def test_the_state_moves_without_a_turn_but_never_from_an_old_version(journal: Any, ann: Any, monday: datetime) -> None:
    ann.begins("debrief-1")
    journal.set_state(ann.owner, "debrief-1", {"paused": True}, 0, monday)
    with pytest.raises(VersionConflict):
        journal.set_state(ann.owner, "debrief-1", {"paused": False}, 0, monday)
    assert (journal.load(ann.owner, "debrief-1").version, journal.load(ann.owner, "debrief-1").state) == (
        1, {"paused": True},
    )  # fmt: skip


def test_an_answer_that_cannot_be_stored_whole_is_not_stored_at_all(site: Any, journal: Any, ann: Any) -> None:
    ann.begins("debrief-1", phase="close")
    ann.says("keep it")
    site.sql("ALTER TABLE debriefs RENAME COLUMN entry TO gone")
    with pytest.raises(JournalError, match="still with you"):
        ann.is_answered("Kept.", state={"phase": "done"}, outcome="keep", entry={"first": "…"})
    site.sql("ALTER TABLE debriefs RENAME COLUMN gone TO entry")
    assert journal.turn(ann.owner, "turn-1").status == "pending"
    assert journal.load(ann.owner, "debrief-1").state == {"phase": "close"}


def test_another_owner_finds_nothing(journal: Any, ann: Any, bob: Any, monday: datetime) -> None:
    ann.begins("debrief-1")
    ann.says("mine")
    ann.is_answered("Kept.", outcome="keep", entry={"first": "mine"})
    before = _everything(journal, ann.owner)

    for owner in (bob.owner, "nobody"):
        assert journal.unfinished(owner) is None
        assert journal.turn(owner, "turn-1") is None
        assert journal.debriefs(owner) == []
        for attempt in (
            lambda: journal.load(owner, "debrief-1"),  # noqa: B023
            lambda: journal.turns(owner, "debrief-1"),  # noqa: B023
            lambda: journal.entry(owner, "debrief-1"),  # noqa: B023
            lambda: journal.add_pending(owner, "debrief-1", "turn-2", {"text": "…"}, monday),  # noqa: B023
            lambda: journal.answer(owner, "turn-1", {}, {}, 1, monday, None, None),  # noqa: B023
            lambda: journal.set_state(owner, "debrief-1", {}, 1, monday),  # noqa: B023
            lambda: journal.erase(owner, "debrief-1"),  # noqa: B023
        ):
            with pytest.raises(NotFound):
                attempt()
    with pytest.raises(NotFound):
        journal.start("nobody", "debrief-1", {}, monday)
    for owner in (bob.owner, "nobody"):
        assert journal.erase_all(owner).debriefs == 0
    assert _everything(journal, ann.owner) == before


def test_a_debrief_id_is_begun_once(journal: Any, ann: Any) -> None:
    ann.begins("debrief-1", phase="arrive")
    with pytest.raises(JournalError):
        ann.begins("debrief-1", phase="close")
    assert journal.load(ann.owner, "debrief-1").state == {"phase": "arrive"}


def test_what_is_printed_shows_no_content(journal: Any, ann: Any) -> None:
    debrief = ann.begins("debrief-1", first="quincunx")
    assert "quincunx" not in repr(debrief) + repr(ann.says("quincunx"))


def _everything(journal: Any, owner: str) -> List[Any]:
    return [journal.debriefs(owner), journal.turns(owner, "debrief-1"), journal.entry(owner, "debrief-1")]


def _together(threads: List[Thread]) -> None:
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
