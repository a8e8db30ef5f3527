"""Fixtures: the portal in process with a signed-in client, and the portal served for a browser."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Iterator
from uuid import uuid4

import pytest
from starlette.testclient import TestClient

from tests.portal.house import House, Served


class Visitor:
    """A client and what a page would know: the CSRF token."""

    def __init__(self, house: House, therapist: str | None = None) -> None:
        self.http = TestClient(house.app, base_url=house.base, raise_server_exceptions=True)
        self.csrf = ""
        if therapist:
            token = house.link(therapist).partition("#t=")[2]
            self.csrf = self.http.post("/api/session", json={"token": token}).json()["csrf"]

    @property
    def headers(self) -> dict[str, str]:
        return {"X-CSRF-Token": self.csrf}

    def get(self, path: str, **kwargs: Any) -> Any:
        return self.http.get(path, **kwargs)

    def post(self, path: str, body: Any, **headers: str) -> Any:
        return self.http.post(path, json=body, headers={**self.headers, **headers})

    def delete(self, path: str) -> Any:
        return self.http.delete(path, headers=self.headers)

    def says(self, text: str, **more: Any) -> Any:
        return self.post("/api/turn", {"turn_id": str(uuid4()), "text": text, **more})

    def chooses(self, choice: str, value: Any = None) -> Any:
        return self.post("/api/turn", {"turn_id": str(uuid4()), "choice": choice, "value": value})

    def keeps_a_debrief(self) -> str:
        for text in ("He spoke of his award.", "The phone.", "Not seen.", "Mine.", "Proud.", "Both.", "Not yet.", "ok"):
            assert self.says(text).status_code == 200
        assert self.chooses("keep").status_code == 200
        return str(self.get("/api/debriefs").json()["debriefs"][0]["id"])


@pytest.fixture
def house(tmp_path: Path) -> House:
    return House(tmp_path)


@pytest.fixture
def stranger(house: House) -> Visitor:
    return Visitor(house)


@pytest.fixture
def therapist(house: House) -> Visitor:
    return Visitor(house, "me")


@pytest.fixture
def colleague(house: House) -> Visitor:
    return Visitor(house, "a colleague")


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Served]:
    served = Served(tmp_path)
    yield served
    served.stop()
