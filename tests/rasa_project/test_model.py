from __future__ import annotations

import io
import json
import tarfile
from pathlib import Path

import pytest

from rasa_project import model, places


def archive(path: Path, *components: str) -> Path:
    body = json.dumps({"predict_schema": {"nodes": {str(n): {"uses": name} for n, name in enumerate(components)}}})
    with tarfile.open(path, "w:gz") as files:
        entry = tarfile.TarInfo("metadata.json")
        entry.size = len(body)
        files.addfile(entry, io.BytesIO(body.encode()))
    return path


def test_our_own_model_is_taken() -> None:
    model.check(places.MODEL)


def test_a_component_outside_our_list_is_refused(tmp_path: Path) -> None:
    wrong = archive(tmp_path / "model.tar.gz", *model.COMPONENTS, "os.system")
    with pytest.raises(model.ModelError, match=r"os\.system"):
        model.check(wrong)


@pytest.mark.parametrize("content", [b"", b"half an archive"])
def test_half_a_model_is_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "model.tar.gz").write_bytes(content)
    with pytest.raises(model.ModelError, match="not a whole model"):
        model.check(tmp_path / "model.tar.gz")


def test_no_model_says_how_to_train_one(tmp_path: Path) -> None:
    with pytest.raises(model.ModelError, match=r"rasa_project\.train"):
        model.check(tmp_path / "model.tar.gz")
