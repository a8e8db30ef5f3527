"""Backing up, bringing back, taking out, erasing."""

from __future__ import annotations

import os
import stat
from pathlib import Path
from typing import Callable

import pytest

from cli.main import main
from tests.cli.conftest import Operator

Said = Callable[[], str]


def test_a_backup_comes_back_whole_into_an_empty_folder(
    operator: Operator, said: Said, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    operator.keeps_a_debrief()
    copy = tmp_path / "copy.wemode"
    assert operator.types("backup", str(copy)) == 0
    assert b"yacht" not in copy.read_bytes() and stat.S_IMODE(copy.stat().st_mode) == 0o600
    operator.data.rename(tmp_path / "old")
    assert operator.types("restore", str(copy)) == 0
    assert operator.kept() == 1 and "Restored and checked" in said()


def test_restoring_never_overwrites(operator: Operator, said: Said, tmp_path: Path) -> None:
    operator.keeps_a_debrief()
    operator.types("backup", str(tmp_path / "copy"))
    assert operator.types("restore", str(tmp_path / "copy")) == 1
    assert "holds a journal already" in said() and operator.kept() == 1
    assert operator.types("backup", str(tmp_path / "copy")) == 1 and "exists already" in said()


def test_a_backup_with_another_key_is_refused_and_nothing_is_left_behind(
    operator: Operator, said: Said, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    operator.keeps_a_debrief()
    operator.types("backup", str(tmp_path / "copy"))
    other = tmp_path / "other.key"
    other.write_bytes(os.urandom(32))
    other.chmod(0o600)
    monkeypatch.setenv("WEMODE_KEY_FILE", str(other))
    assert main(["restore", str(tmp_path / "copy"), "--data", str(tmp_path / "elsewhere")]) == 1
    assert "another key" in said() and not (tmp_path / "elsewhere" / "journal.sqlite").exists()


@pytest.mark.parametrize("damage", [b"", b"no database at all", None])
def test_a_damaged_backup_is_refused(operator: Operator, said: Said, tmp_path: Path, damage: bytes | None) -> None:
    copy = tmp_path / "copy"
    if damage is not None:
        copy.write_bytes(damage)
    assert operator.types("restore", str(copy)) == 1
    assert "Nothing was changed" in said() and not (operator.data / "journal.sqlite").exists()


def test_export_writes_notes_that_only_their_owner_can_open(operator: Operator, said: Said, tmp_path: Path) -> None:
    operator.keeps_a_debrief()
    assert operator.types("export", str(tmp_path / "out")) == 0
    (notes,) = (tmp_path / "out").iterdir()
    assert "he talked about his yacht" in notes.read_text() and stat.S_IMODE(notes.stat().st_mode) == 0o600


def test_erasing_asks_and_gives_a_receipt(operator: Operator, said: Said, monkeypatch: pytest.MonkeyPatch) -> None:
    operator.keeps_a_debrief()
    monkeypatch.setattr("builtins.input", lambda _: "no")
    assert operator.types("erase") == 1 and operator.kept() == 1
    monkeypatch.setattr("builtins.input", lambda _: "erase")
    assert operator.types("erase") == 0 and operator.kept() == 0
    assert '"key": true' in said()


def test_one_debrief_can_be_erased_and_another_name_cannot_reach_it(operator: Operator, said: Said) -> None:
    debrief = operator.keeps_a_debrief()
    assert operator.types("erase", "--yes", "--debrief", debrief, "--user", "somebody else") == 1
    assert "no such debrief" in said() and operator.kept() == 1
    assert operator.types("erase", "--yes", "--debrief", debrief) == 0 and operator.kept() == 0


def test_a_missing_key_is_said_in_one_sentence(operator: Operator, said: Said) -> None:
    operator.keeps_a_debrief()
    operator.key.unlink()
    assert operator.types("export", str(operator.folder / "out")) == 1
    assert "key file" in said() and not operator.key.exists()


def test_doctor_names_what_is_not_well(operator: Operator, said: Said) -> None:
    operator.keeps_a_debrief()
    operator.key.chmod(0o644)
    assert operator.types("doctor") >= 1
    assert "not well  journal" in (told := said()) and "chmod 600" in told
