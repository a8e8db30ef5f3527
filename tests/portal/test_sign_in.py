"""One-time links, sessions that outlive the portal's process, signing out."""

from __future__ import annotations

import json
import stat
from pathlib import Path
from typing import Any

from portal.rates import RATES, Rates
from portal.sessions import LIFETIME, Sessions
from portal.sign_in import LIFETIME as LINK_LIFETIME
from portal.sign_in import MOST_WAITING, SignIn
from tests.portal.conftest import Visitor
from tests.portal.house import House


class Clock:
    def __init__(self) -> None:
        self.now = 1_000.0

    def __call__(self) -> float:
        return self.now


def token_of(link: str) -> str:
    return link.partition("#t=")[2]


def test_a_link_opens_once(house: House, stranger: Visitor) -> None:
    token = token_of(house.link())
    first = stranger.post("/api/session", {"token": token})
    assert first.status_code == 200
    second = stranger.post("/api/session", {"token": token})
    assert (second.status_code, second.json()["error"]) == (401, "used_link")


def test_the_cookie_is_out_of_reach_of_scripts_and_other_sites(house: House, stranger: Visitor) -> None:
    answer = stranger.post("/api/session", {"token": token_of(house.link())})
    cookie = answer.headers["set-cookie"]
    assert cookie.startswith("wemode-8080=")
    assert "HttpOnly" in cookie and "SameSite=strict" in cookie and "Path=/" in cookie
    assert cookie.split("=")[1].split(";")[0] not in answer.text


def test_wrong_tokens_are_slowed_and_right_ones_are_not(tmp_path: Path) -> None:
    house = House(tmp_path, rates=Rates(RATES, clock=lambda: 0.0))
    visitor = Visitor(house)
    for _ in range(20):
        assert visitor.post("/api/session", {"token": token_of(house.link())}).status_code == 200
    for _ in range(5):
        assert visitor.post("/api/session", {"token": "guess"}).status_code == 401
    assert visitor.post("/api/session", {"token": "guess"}).status_code == 429


def test_a_foreign_page_cannot_sign_in(house: House, stranger: Visitor) -> None:
    body: dict[str, Any] = {"token": token_of(house.link())}
    assert stranger.post("/api/session", body, Origin="http://evil.example").status_code == 403
    assert stranger.http.post("/api/session", content="{}", headers={"Content-Type": "text/plain"}).status_code == 415
    assert stranger.post("/api/session", body).status_code == 200


def test_odd_tokens_are_only_refused(stranger: Visitor) -> None:
    for token in ("é", "\ud800", "x" * 201, "", 7, None, ["t"]):
        content = json.dumps({"token": token})
        headers = {"Content-Type": "application/json"}
        assert stranger.http.post("/api/session", content=content, headers=headers).status_code in (401, 422)


def test_links_grow_old_and_give_way() -> None:
    clock = Clock()
    sign_in = SignIn("http://x", clock)
    old, first = sign_in.link("me"), sign_in.link("me")
    for _ in range(MOST_WAITING - 1):
        sign_in.link("me")
    assert sign_in.redeem(token_of(old)) is None
    assert sign_in.redeem(token_of(first)) == "me"
    late = sign_in.link("me")
    clock.now += LINK_LIFETIME
    assert sign_in.redeem(token_of(late)) is None


def test_a_page_that_is_loaded_anew_is_told_its_token_again(therapist: Visitor) -> None:
    assert therapist.get("/api/session").json() == {"csrf": therapist.csrf}


def test_signing_out_ends_the_session(therapist: Visitor) -> None:
    cookie = therapist.http.cookies["wemode-8080"]
    answer = therapist.delete("/api/session")
    assert answer.status_code == 200
    assert "storage" in answer.headers["clear-site-data"]
    therapist.http.cookies.set("wemode-8080", cookie, domain="127.0.0.1")
    assert therapist.get("/api/current").status_code == 401


def test_a_restarted_portal_still_knows_the_page(tmp_path: Path, house: House, therapist: Visitor) -> None:
    again = Visitor(House(tmp_path))
    again.http.cookies = therapist.http.cookies
    again.csrf = therapist.csrf
    assert again.says("Still here.").status_code == 200


def test_the_file_holds_hashes_only_and_nobody_else_reads_it(tmp_path: Path, therapist: Visitor) -> None:
    path = tmp_path / "sessions.json"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert therapist.http.cookies["wemode-8080"] not in path.read_text()
    assert therapist.csrf not in path.read_text()


def test_sessions_end_by_themselves(tmp_path: Path) -> None:
    clock = Clock()
    sessions = Sessions(tmp_path / "s.json", clock)
    cookie, _ = sessions.start("me")
    clock.now += LIFETIME - 1
    assert sessions.find(cookie)
    clock.now += 1
    assert sessions.find(cookie) is None


def test_a_damaged_file_means_that_nobody_is_signed_in(tmp_path: Path) -> None:
    path = tmp_path / "s.json"
    for content in (b"", b"[]", b'{"a": 1}', b'{"a": ["me"]}', b"\xff"):
        path.write_bytes(content)
        sessions = Sessions(path)
        assert sessions.find("anything") is None
        assert sessions.find(sessions.start("me")[0])
