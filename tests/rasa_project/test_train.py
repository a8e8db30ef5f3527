from __future__ import annotations

from pathlib import Path

import pytest

from rasa_project import places, train


@pytest.fixture
def models(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(places, "MODEL", tmp_path / "wemode.tar.gz")
    monkeypatch.setattr(train, "STAMP", tmp_path / "wemode.sha256")
    return tmp_path


def test_without_a_model_or_with_another_stamp_training_is_due(models: Path) -> None:
    assert not train.is_current("now")
    (models / "wemode.sha256").write_text("now")
    assert not train.is_current("now")
    (models / "wemode.tar.gz").touch()
    assert train.is_current("now")
    assert not train.is_current("later")


def test_nothing_is_done_when_nothing_has_changed(
    models: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(train, "_trained", lambda data: pytest.fail("it was trained"))
    monkeypatch.setattr(train, "_stamp", lambda: "now")
    (models / "wemode.tar.gz").touch()
    (models / "wemode.sha256").write_text("now")
    assert train.train() == 0
    assert "nothing has changed" in capsys.readouterr().out
