"""Every gate of the API, one refusal each, and nothing that makes the portal stumble."""

from __future__ import annotations

import json
from typing import Any

import pytest
from starlette.routing import Route

from portal.rates import RATES, Rates
from portal.shield import HEADERS
from tests.portal.conftest import Visitor
from tests.portal.house import SECRET, House

TURN = {"turn_id": "11111111-aaaa", "text": "He looked past me."}
OPEN = {"/", "/static/{version}/{name}", "/healthz", "/api/openapi.json", "/api/links"}


def api_routes(house: House) -> list[tuple[str, str]]:
    routes = [route for route in house.app.routes if isinstance(route, Route)]
    return sorted((method, route.path) for route in routes for method in (route.methods or set()) - {"HEAD"})


def test_nobody_gets_in_without_a_session(house: House, stranger: Visitor) -> None:
    for method, path in api_routes(house):
        if path in OPEN or (method, path) == ("POST", "/api/session"):
            continue
        answer = stranger.http.request(method, path.replace("{id}", "debrief-1"), json={})
        assert answer.status_code == 401, (method, path)
        assert answer.json()["error"] == "signed_out"


def test_every_response_carries_the_headers(house: House, therapist: Visitor) -> None:
    answers = [
        therapist.http.request(method, path.replace("{id}", "x").replace("{version}/{name}", "0/x.js"), json={})
        for method, path in api_routes(house)
        if path != "/api/parts/events"
    ]
    answers += [therapist.get("/nowhere"), therapist.http.put("/api/turn")]
    answers += [therapist.get("/", headers={"host": "evil"})]
    answers += [therapist.http.options("/api/turn", headers={"origin": "http://evil.example"})]
    for answer in answers:
        for name, value in HEADERS.items():
            assert answer.headers[name] == value, answer.url
        assert answer.headers["cache-control"] == "no-store", answer.url
        assert "access-control-allow-origin" not in answer.headers
        assert "server" not in answer.headers


def test_headers_stand_even_on_an_unforeseen_error(
    house: House, therapist: Visitor, caplog: pytest.LogCaptureFixture
) -> None:
    house.conversation.fault = RuntimeError("he looked past me")
    with caplog.at_level("DEBUG"):
        answer = therapist.post("/api/turn", TURN)
    assert answer.status_code == 500
    assert answer.json()["error"] == "unexpected"
    assert answer.headers["content-security-policy"] == HEADERS["Content-Security-Policy"]
    assert "RuntimeError" in caplog.text
    assert "looked past" not in caplog.text + answer.text


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1", "127.0.0.1:9999", "localhost.evil:8080", ""])
def test_another_host_name_is_misdirected(therapist: Visitor, host: str) -> None:
    assert therapist.get("/", headers={"host": host}).status_code == 421
    assert therapist.post("/api/turn", TURN, host=host).status_code == 421


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Origin": "http://evil.example"},
        {"Origin": "null"},
        {"Origin": "http://127.0.0.1:9999"},
        {"Origin": "https://127.0.0.1:8080"},
        {"X-CSRF-Token": ""},
        {"X-CSRF-Token": "0" * 64},
    ],
)
def test_a_request_from_elsewhere_is_refused(house: House, therapist: Visitor, headers: dict[str, str]) -> None:
    assert therapist.post("/api/turn", TURN, **headers).status_code == 403
    assert house.conversation.calls == []


@pytest.mark.parametrize("value", ["é", "日本", "\x80\xff"])
@pytest.mark.parametrize("name", ["X-CSRF-Token", "Origin", "Sec-Fetch-Site", "Content-Type", "Cookie", "Host"])
def test_characters_beyond_ascii_in_a_header_are_only_refused(therapist: Visitor, name: str, value: str) -> None:
    headers = {**therapist.headers, name: value}
    raw = {key.encode(): text.encode("utf-8") for key, text in headers.items()}
    answer = therapist.http.post("/api/turn", json=TURN, headers=raw)
    assert 200 <= answer.status_code < 500


def test_only_json_is_taken(therapist: Visitor) -> None:
    for kind in ("text/plain", "application/x-www-form-urlencoded", "", "multipart/form-data"):
        headers = {**therapist.headers, "Content-Type": kind}
        assert therapist.http.post("/api/turn", content=json.dumps(TURN), headers=headers).status_code == 415
    headers = {**therapist.headers, "Content-Type": "application/json; charset=utf-8"}
    assert therapist.http.post("/api/turn", content=json.dumps(TURN), headers=headers).status_code == 200


@pytest.mark.parametrize(
    "body",
    [
        "",
        "[]",
        "[1]",
        "null",
        "7",
        '"text"',
        "{",
        "[" * 50_000,
        '{"a":' * 9_000,
        "{}",
        '{"turn_id": "11111111"}',
        '{"turn_id": "11111111", "text": null}',
        '{"turn_id": "11111111", "text": "   "}',
        '{"turn_id": "11111111", "text": 7}',
        '{"turn_id": "11111111", "text": "\\ud800"}',
        '{"turn_id": "11111111", "text": "a\\u0000b"}',
        '{"turn_id": "short", "text": "x"}',
        '{"turn_id": ["11111111"], "text": "x"}',
        '{"turn_id": "11111111/../x", "text": "x"}',
        '{"turn_id": "11111111", "text": "x", "choice": "keep"}',
        '{"turn_id": "11111111", "text": "x", "sender": "alice"}',
        '{"turn_id": "11111111", "text": "x", "keep": "all"}',
        '{"turn_id": "11111111", "text": "x", "keep": [[0]]}',
        '{"turn_id": "11111111", "text": "x", "keep": [[0, 2]]}',
        '{"turn_id": "11111111", "text": "x", "keep": [[1, 0]]}',
        '{"turn_id": "11111111", "text": "x", "keep": [[false, true]]}',
        '{"turn_id": "11111111", "choice": "", "value": 1}',
        '{"turn_id": "11111111", "choice": "/affirm{}", "value": 1}',
        '{"turn_id": "11111111", "choice": "hold", "value": 11}',
        '{"turn_id": "11111111", "choice": "hold", "value": -1}',
        '{"turn_id": "11111111", "choice": "hold", "value": 1e400}',
        '{"turn_id": "11111111", "choice": "hold", "value": NaN}',
        '{"turn_id": "11111111", "choice": "hold", "value": 2.5}',
        '{"turn_id": "11111111", "choice": "hold", "value": true}',
        '{"turn_id": "11111111", "choice": "hold", "value": {"a": 1}}',
        '{"turn_id": "11111111", "choice": "picture", "value": [1]}',
        '{"turn_id": "11111111", "choice": "hold", "value": ' + "9" * 6_000 + "}",
        "\x00",
    ],
)
def test_what_is_no_turn_is_unprocessable(house: House, therapist: Visitor, body: str) -> None:
    headers = {**therapist.headers, "Content-Type": "application/json"}
    for path in ("/api/turn", "/api/identifiers", "/api/session"):
        if path != "/api/turn" and '"text": "x' in body:
            continue
        answer = therapist.http.post(path, content=body, headers=headers)
        assert answer.status_code == 422, path
        assert answer.json()["error"] == "bad_input"
    assert house.conversation.calls == []


def test_bytes_that_are_no_text_are_unprocessable(therapist: Visitor) -> None:
    headers = {**therapist.headers, "Content-Type": "application/json"}
    assert therapist.http.post("/api/turn", content=b'{"turn_id": "\xff\xfe"}', headers=headers).status_code == 422


def test_eight_thousand_characters_are_taken_and_one_more_is_not(therapist: Visitor) -> None:
    assert therapist.says("𝔥" * 8_000).status_code == 200
    answer = therapist.says("a" * 8_001)
    assert (answer.status_code, answer.json()["error"]) == (422, "too_long")
    assert therapist.says("a" * 200_000).status_code == 413


def test_a_choice_that_is_no_longer_on_offer_conflicts(therapist: Visitor) -> None:
    answer = therapist.chooses("keep")
    assert (answer.status_code, answer.json()["error"]) == (409, "stale")


def test_too_many_turns_are_slowed(tmp_path: Any) -> None:
    house = House(tmp_path, rates=Rates(RATES, clock=lambda: 0.0))
    me, colleague = Visitor(house, "me"), Visitor(house, "a colleague")
    for _ in range(RATES["turn"].calls):
        assert me.says("x").status_code == 200
    answer = me.says("x")
    assert (answer.status_code, answer.json()["error"]) == (429, "too_fast")
    assert int(answer.headers["retry-after"]) >= 1
    assert colleague.says("x").status_code == 200


def test_text_that_cannot_be_masked_is_not_let_through(house: House, therapist: Visitor) -> None:
    house.conversation.masking_fails = True
    for answer in (therapist.says("Marcus"), therapist.post("/api/identifiers", {"text": "Marcus"})):
        assert (answer.status_code, answer.json()["error"]) == (503, "masking_failed")


def test_a_method_or_path_that_is_not_there(therapist: Visitor) -> None:
    assert therapist.get("/api/turn").json()["error"] == "wrong_method"
    assert therapist.get("/api/turn/").status_code == 404
    assert therapist.get("/static/../app.py").status_code == 404
    assert therapist.get("/static/%2e%2e/%2e%2e%2fapp.py").status_code == 404


def test_the_launchers_door_needs_the_secret_and_no_browser(stranger: Visitor) -> None:
    ask = {"therapist": "me"}
    assert stranger.post("/api/links", ask).status_code == 401
    assert stranger.post("/api/links", ask, **{"X-Wemode-Secret": "wrong"}).status_code == 401
    secret = {"X-Wemode-Secret": SECRET}
    assert stranger.post("/api/links", ask, **secret, Origin="http://127.0.0.1:8080").status_code == 403
    assert stranger.post("/api/links", ask, **secret, **{"Sec-Fetch-Site": "none"}).status_code == 403
    assert stranger.post("/api/links", [], **secret).status_code == 422
    answer = stranger.post("/api/links", ask, **secret)
    assert answer.status_code == 201
    assert answer.json()["url"].startswith("http://127.0.0.1:8080/#t=")
