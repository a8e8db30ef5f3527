"""None of the words typed lies anywhere in clear: not in the database, a log, a cache or a temporary file."""

from __future__ import annotations

from pathlib import Path
from typing import Iterator

import pytest

from tests.serving.conftest import House
from wemode.settings import CHECKOUT

pytestmark = pytest.mark.stack

CANARIES = ("zabaglione", "pettifogger", "quincunx")
"""In the dictionary, so that masking lets them through, and nowhere else in the checkout."""


def test_no_word_typed_lies_anywhere_in_clear(house: House, tmp_path: Path) -> None:
    temporary = tmp_path / "tmp"
    temporary.mkdir()
    house.environment.update({"TMPDIR": str(temporary), "LOG_LEVEL": "DEBUG", "WEMODE_LOG_LEVEL": "DEBUG"})
    house.sign_in(house.start())
    house.says(f"he was all {CANARIES[0]} and I felt like a {CANARIES[1]}, dismissed")
    house.kill("actions.server")
    house.says(f"when he said {CANARIES[2]} and laughed")
    house.client.post(
        "/api/turn", json={"turn_id": "x", "text": CANARIES[0] * 900}, headers={"X-CSRF-Token": house.csrf}
    )
    house.client.post("/api/turn", json={"turn_id": ["x"], "text": CANARIES[0]}, headers={"X-CSRF-Token": house.csrf})
    house.client.get(f"/api/debriefs/{CANARIES[1]}.md")
    assert CANARIES[0] in house.client.get("/api/current").text
    house.stop()
    found = [
        path
        for path in _files(house.data, temporary, CHECKOUT / ".cache" / "logs", CHECKOUT / "models")
        if _holds(path)
    ]
    assert not found


def _files(*folders: Path) -> Iterator[Path]:
    for folder in folders:
        yield from (path for path in folder.rglob("*") if path.is_file() and not path.is_symlink())


def _holds(path: Path) -> bool:
    try:
        content = path.read_bytes().lower()
    except OSError:
        return False
    return any(word.encode() in content for word in CANARIES)
