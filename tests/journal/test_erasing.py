"""Discarding, erasing, and drafts that grow old."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest

from wemode.journal import NotFound, Receipt

A_WEEK = timedelta(days=7)
A_SECOND = timedelta(seconds=1)


def test_a_discarded_debrief_leaves_the_ids_of_its_turns(journal: Any, ann: Any) -> None:
    ann.begins("debrief-1")
    ann.says("first", "turn-1")
    ann.is_answered("…", "turn-1")
    ann.says("discard it", "turn-2")
    ann.is_answered("Gone.", "turn-2", version=1, outcome="erase")

    for turn_id in ("turn-1", "turn-2"):
        left = journal.turn(ann.owner, turn_id)
        assert (left.status, left.said, left.answer) == ("erased", {}, None)
    assert journal.unfinished(ann.owner) is None
    with pytest.raises(NotFound):
        journal.load(ann.owner, "debrief-1")
    with pytest.raises(NotFound):
        journal.turns(ann.owner, "debrief-1")


def test_a_turn_of_an_erased_debrief_is_neither_answered_nor_taken_again(journal: Any, ann: Any) -> None:
    ann.begins("debrief-1")
    ann.says("slow one")
    journal.erase(ann.owner, "debrief-1")
    with pytest.raises(NotFound):
        ann.is_answered("too late")
    ann.begins("debrief-2")
    assert ann.says("slow one", debrief_id="debrief-2").status == "erased"
    assert journal.turns(ann.owner, "debrief-2") == [] and journal.pending() == []


def test_erasing_one_debrief_leaves_the_others(journal: Any, ann: Any) -> None:
    for name in ("one", "two"):
        ann.begins(name)
        ann.says(f"in {name}", f"turn-{name}", name)
        ann.is_answered("Kept.", f"turn-{name}", outcome="keep", entry={"first": name})
    assert journal.erase(ann.owner, "one") == Receipt(debriefs=1, turns=1, key=False)
    with pytest.raises(NotFound):
        journal.entry(ann.owner, "one")
    assert [debrief.id for debrief in journal.debriefs(ann.owner)] == ["two"]
    assert journal.entry(ann.owner, "two") == {"first": "two"}


@pytest.mark.parametrize("at_the_close", [True, False])
def test_erasing_everything_destroys_the_key_too(
    site: Any, journal: Any, ann: Any, bob: Any, at_the_close: bool
) -> None:
    bob.begins("debrief-1", phase="arrive")
    ann.begins("kept")
    ann.says("in it", "turn-0", "kept")
    ann.is_answered("Kept.", "turn-0", outcome="keep", entry={"first": "in it"})
    ann.begins("debrief-1")
    ann.says("erase everything")
    if at_the_close:
        ann.is_answered("Gone.", outcome="erase_all")
    else:
        receipt = journal.erase_all(ann.owner)
        assert receipt.to_json() == {"debriefs": 2, "turns": 2, "key": True}

    assert site.sql("SELECT wrapped_key FROM therapists WHERE id = :owner", owner=ann.owner) == [(None,)]
    assert site.sql("SELECT owner, entry FROM debriefs") == [(bob.owner, None)]
    assert site.sql("SELECT DISTINCT status, said, answer FROM turns") == [("erased", None, None)]
    assert (journal.unfinished(ann.owner), journal.debriefs(ann.owner)) == (None, [])
    assert journal.unfinished(bob.owner).state == {"phase": "arrive"}


def test_after_everything_was_erased_one_may_begin_anew_with_a_new_key(site: Any, journal: Any, ann: Any) -> None:
    before = site.sql("SELECT wrapped_key FROM therapists")
    ann.begins("debrief-1")
    journal.erase_all(ann.owner)
    ann.begins("debrief-1", phase="arrive")
    assert journal.unfinished(ann.owner).state == {"phase": "arrive"}
    assert site.sql("SELECT wrapped_key FROM therapists") != before


def test_a_draft_is_purged_a_week_after_it_was_last_touched(journal: Any, ann: Any, bob: Any, monday: datetime) -> None:
    ann.begins("kept")
    ann.says("keep", "turn-0", "kept")
    ann.is_answered("Kept.", "turn-0", outcome="keep", entry={"first": "keep"})
    ann.begins("old")
    ann.says("long ago", "turn-1", "old")
    bob.begins("touched")
    bob.says("yesterday", "turn-1", "touched", day=1)
    bob.is_answered("…", "turn-1", day=1)

    assert journal.purge(monday + A_WEEK) == 0
    assert journal.unfinished(ann.owner).id == "old"
    assert journal.purge(monday + A_WEEK + A_SECOND) == 1
    assert journal.unfinished(ann.owner) is None
    assert journal.turn(ann.owner, "turn-1").status == "erased"
    assert journal.unfinished(bob.owner).id == "touched"
    assert journal.purge(monday + 2 * A_WEEK) == 1
    assert journal.entry(ann.owner, "kept") == {"first": "keep"}


def test_a_draft_with_a_pending_turn_of_this_week_is_not_purged(journal: Any, ann: Any, monday: datetime) -> None:
    ann.begins("debrief-1")
    ann.says("waiting for the assistant", day=6)
    assert journal.purge(monday + A_WEEK + A_SECOND) == 0
    assert [turn.id for _, turn in journal.pending()] == ["turn-1"]


def test_sqlite_keeps_no_trace_of_what_was_erased(on_sqlite: Any, monday: datetime) -> None:
    journal = on_sqlite.open()
    owner = journal.therapist("Ann Example", monday)
    journal.start(owner, "debrief-1", {"phase": "arrive"}, monday)
    for number in range(20):
        journal.add_pending(owner, "debrief-1", f"turn-{number}", {"text": "words " * 50}, monday)
    sealed = [value for row in on_sqlite.sql("SELECT said FROM turns") for value in row]
    (key,) = on_sqlite.sql("SELECT wrapped_key FROM therapists")[0]
    assert all(on_sqlite.files_hold(value) for value in [*sealed, key])

    journal.erase(owner, "debrief-1")
    assert not any(on_sqlite.files_hold(value) for value in sealed)
    journal.erase_all(owner)
    assert not on_sqlite.files_hold(key)
    journal.close()
