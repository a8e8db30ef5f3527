"""What somebody sees, or can do, who has the database without the key."""

from __future__ import annotations

import sqlite3
import stat
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from wemode.journal import KeyMissing
from wemode.privacy.sealing import KeyFileError, SealingError, WrongKey

CANARIES = ("quincunx", "marzipanfeather", "devalued", "Zebulon Underhill")


def test_no_word_and_no_label_is_in_any_file(site: Any, journal: Any, meet: Any) -> None:
    zebulon = meet("Zebulon Underhill")
    zebulon.begins("debrief-1", first="quincunx", reactions=["devalued"])
    zebulon.says("quincunx")
    zebulon.is_answered("marzipanfeather", state={"reactions": ["devalued"]})
    zebulon.says("keep quincunx", "turn-2")
    zebulon.is_answered(
        "…", "turn-2", version=1, outcome="keep", entry={"first": "quincunx", "reactions": ["devalued"]}
    )
    assert site.files_hold(b"debrief-1"), "an id is in clear, so the search does see the files"
    for canary in CANARIES:
        assert not site.files_hold(canary.encode()), canary
    journal.close()
    for canary in CANARIES:
        assert not site.files_hold(canary.encode()), canary


def test_a_sealed_value_that_was_changed_is_refused(site: Any, journal: Any, ann: Any) -> None:
    ann.begins("debrief-1")
    ann.says("mine")
    (sealed,) = site.sql("SELECT said FROM turns")[0]
    flipped = bytes(sealed)[:-1] + bytes([bytes(sealed)[-1] ^ 1])
    site.sql("UPDATE turns SET said = :said", said=flipped)
    with pytest.raises(SealingError):
        journal.turn(ann.owner, "turn-1")
    with pytest.raises(SealingError):
        journal.pending()


def test_a_sealed_value_that_was_moved_is_refused(site: Any, journal: Any, ann: Any) -> None:
    ann.begins("debrief-1")
    ann.begins("debrief-2")
    ann.says("one", "turn-1")
    ann.says("two", "turn-2")
    ann.is_answered("…", "turn-2")
    first, second = (row.said for row in site.sql("SELECT said FROM turns ORDER BY id"))
    site.sql("UPDATE turns SET answer = :moved WHERE id = 'turn-2'", moved=second)
    with pytest.raises(SealingError):  # to another column
        journal.turn(ann.owner, "turn-2")
    site.sql("UPDATE turns SET said = :moved WHERE id = 'turn-1'", moved=second)
    with pytest.raises(SealingError):  # to another row
        journal.turn(ann.owner, "turn-1")
    site.sql("UPDATE debriefs SET state = :moved WHERE id = 'debrief-2'", moved=first)
    with pytest.raises(SealingError):  # to another table
        journal.load(ann.owner, "debrief-2")


def test_another_therapists_words_do_not_open(site: Any, journal: Any, ann: Any, bob: Any) -> None:
    ann.begins("debrief-1")
    bob.begins("debrief-1")
    [(anns_state,)] = site.sql("SELECT state FROM debriefs WHERE owner = :ann", ann=ann.owner)
    site.sql("UPDATE debriefs SET state = :moved WHERE owner = :bob", moved=anns_state, bob=bob.owner)
    with pytest.raises(SealingError):
        journal.load(bob.owner, "debrief-1")


def test_another_therapists_words_do_not_open_with_the_key_moved_too(
    site: Any, journal: Any, ann: Any, bob: Any
) -> None:
    ann.begins("debrief-1", first="Ann's")
    bob.begins("debrief-1")
    [(anns_key,)] = site.sql("SELECT wrapped_key FROM therapists WHERE id = :ann", ann=ann.owner)
    [(anns_state,)] = site.sql("SELECT state FROM debriefs WHERE owner = :ann", ann=ann.owner)
    site.sql("UPDATE therapists SET wrapped_key = :moved WHERE id = :bob", moved=anns_key, bob=bob.owner)
    site.sql("UPDATE debriefs SET state = :moved WHERE owner = :bob", moved=anns_state, bob=bob.owner)
    with pytest.raises(SealingError):
        journal.load(bob.owner, "debrief-1")


def test_the_first_opening_makes_a_key_for_its_owner_alone(site: Any, journal: Any) -> None:
    assert len(site.key_file.read_bytes()) == 32
    assert stat.S_IMODE(site.key_file.stat().st_mode) == 0o600
    assert stat.S_IMODE(site.key_file.parent.stat().st_mode) == 0o700
    assert [path.name for path in site.key_file.parent.iterdir()] == [site.key_file.name]


def test_sqlites_files_are_for_their_owner_alone(on_sqlite: Any, monday: datetime) -> None:
    journal = on_sqlite.open()
    with closing(sqlite3.connect(on_sqlite.folder / "journal.sqlite")) as reader:
        reader.execute("SELECT * FROM therapists")  # somebody reads, so that the log stays
        journal.therapist("Ann Example", monday)
        modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in on_sqlite.folder.iterdir()}
    assert modes == {"journal.sqlite": 0o600, "journal.sqlite-wal": 0o600, "journal.sqlite-shm": 0o600}
    assert stat.S_IMODE(on_sqlite.folder.stat().st_mode) == 0o700
    journal.close()


def test_a_database_that_was_open_to_others_is_closed_to_them(on_sqlite: Any) -> None:
    on_sqlite.folder.mkdir()
    file = on_sqlite.folder / "journal.sqlite"
    file.touch(mode=0o644)
    on_sqlite.open().close()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def _lose(key_file: Path) -> None:
    key_file.unlink()


def _replace(key_file: Path) -> None:
    key_file.write_bytes(bytes(32))


def _shorten(key_file: Path) -> None:
    key_file.write_bytes(key_file.read_bytes()[:31])


def _lengthen(key_file: Path) -> None:
    key_file.write_bytes(key_file.read_bytes() + b"\n")


def _open_to_others(key_file: Path) -> None:
    key_file.chmod(0o640)


@pytest.mark.parametrize(
    ("harm", "refusal", "told"),
    [
        (_lose, KeyMissing, "is not there"),
        (_replace, WrongKey, "another key"),
        (_shorten, KeyFileError, "32 bytes"),
        (_lengthen, KeyFileError, "32 bytes"),
        (_open_to_others, KeyFileError, "chmod 600"),
    ],
)
def test_a_wrong_key_file_is_refused_and_nothing_is_touched(
    site: Any, journal: Any, ann: Any, harm: Any, refusal: Any, told: str
) -> None:
    ann.begins("debrief-1", phase="arrive")
    journal.close()
    good = site.key_file.read_bytes()
    harm(site.key_file)
    harmed = site.key_file.read_bytes() if site.key_file.exists() else None
    rows = site.sql("SELECT * FROM therapists") + site.sql("SELECT * FROM debriefs")

    with pytest.raises(refusal, match=told):
        site.open()
    assert (site.key_file.read_bytes() if site.key_file.exists() else None) == harmed
    assert site.sql("SELECT * FROM therapists") + site.sql("SELECT * FROM debriefs") == rows

    site.key_file.write_bytes(good)
    site.key_file.chmod(0o600)
    again = site.open()
    assert again.unfinished(ann.owner).state == {"phase": "arrive"}
    again.close()
