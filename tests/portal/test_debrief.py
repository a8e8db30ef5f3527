"""Turns, identifiers, kept debriefs and the parts, through the API."""

from __future__ import annotations

import asyncio
import re
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, Coroutine

import yaml
from starlette.routing import Route

import portal
from portal.catalogue import Catalogue
from portal.debriefs import file_name
from portal.errors import KNOWN, STATUS_CODES
from portal.parts import PartsWatch
from tests.portal.conftest import Visitor
from tests.portal.house import House
from tests.portal.stand_in import StandIn, StandInParts

STATIC = Path(portal.__file__).parent / "static"


def test_a_turn_is_answered_and_the_same_turn_is_answered_the_same(house: House, therapist: Visitor) -> None:
    turn = {"turn_id": "11111111-aaaa", "text": "He looked past me."}
    first = therapist.post("/api/turn", turn).json()
    assert first["state"]["phase"] == "moment"
    assert therapist.post("/api/turn", turn).json() == first
    assert len(house.conversation.calls) == 1


def test_what_is_found_is_masked_unless_it_is_kept(house: House, therapist: Visitor) -> None:
    text = "𝔥 Marcus and Deborah"
    found = therapist.post("/api/identifiers", {"text": text}).json()["identifiers"]
    assert [(p["start"], p["end"], p["becomes"]) for p in found] == [(2, 8, "my patient"), (13, 20, "someone close")]
    therapist.says(text, keep=[[13, 20]])
    current = therapist.get("/api/current").json()["current"]
    assert current["transcript"][0]["text"] == "𝔥 my patient and Deborah"


def test_a_text_is_kept_while_the_assistant_is_down(house: House, therapist: Visitor) -> None:
    house.conversation.down = True
    turn = {"turn_id": "11111111-aaaa", "text": "He looked past me."}
    answer = therapist.post("/api/turn", turn)
    assert (answer.status_code, answer.json()["error"]) == (503, "assistant_down")
    assert "kept and will be answered" in answer.json()["message"]
    assert therapist.get("/api/current").json()["current"]["pending"] == turn["turn_id"]
    house.conversation.down = False
    assert therapist.post("/api/turn", turn).status_code == 200
    assert therapist.get("/api/current").json()["current"]["pending"] is None


def test_nothing_is_open_at_first(therapist: Visitor) -> None:
    assert therapist.get("/api/current").json() == {"current": None}


def test_a_kept_debrief_can_be_taken_out_and_erased(therapist: Visitor) -> None:
    debrief = therapist.keeps_a_debrief()
    export = therapist.get(f"/api/debriefs/{debrief}.md")
    assert export.headers["content-type"] == "text/markdown; charset=utf-8"
    assert re.fullmatch(r'attachment; filename="debrief-\d{8}\.md"', export.headers["content-disposition"])
    assert "He spoke of his award." in export.text
    assert therapist.delete(f"/api/debriefs/{debrief}").json() == {"erased": 1}
    assert therapist.get("/api/debriefs").json() == {"debriefs": []}
    assert therapist.get(f"/api/debriefs/{debrief}.md").status_code == 404
    assert therapist.delete(f"/api/debriefs/{debrief}").status_code == 404


def test_a_colleagues_debrief_is_not_there(therapist: Visitor, colleague: Visitor) -> None:
    debrief = therapist.keeps_a_debrief()
    assert colleague.get("/api/debriefs").json() == {"debriefs": []}
    assert colleague.get(f"/api/debriefs/{debrief}.md").status_code == 404
    assert colleague.delete(f"/api/debriefs/{debrief}").status_code == 404
    assert therapist.get(f"/api/debriefs/{debrief}.md").status_code == 200


def test_odd_ids_are_not_there(therapist: Visitor) -> None:
    for odd in ("x%00", "a%20b", "%E2%82%AC", "..", "a" * 65, "a%0d%0aSet-Cookie:x"):
        assert therapist.get(f"/api/debriefs/{odd}.md").status_code == 404
        assert therapist.delete(f"/api/debriefs/{odd}").status_code == 404


def test_a_file_is_named_after_its_day_and_nothing_else() -> None:
    assert file_name([{"id": "a", "closed": "2026-03-01T22:10:00+00:00"}], "a") == "debrief-20260301.md"
    assert file_name([{"id": "a", "closed": '"; evil\r\n'}], "a") == "debrief.md"
    assert file_name([], "a") == "debrief.md"


def test_health_names_each_part(house: House, stranger: Visitor) -> None:
    answer = stranger.get("/healthz")
    assert (answer.status_code, answer.json()) == (200, {"portal": True, "rasa": True, "actions": True})
    house.conversation.down = True
    answer = stranger.get("/healthz")
    assert (answer.status_code, answer.json()) == (503, {"portal": True, "rasa": False, "actions": True})


def test_the_parts_are_told_to_the_page(therapist: Visitor) -> None:
    assert therapist.get("/api/parts").json() == {"parts": {"rasa": True, "actions": True}}


def test_waiting_turns_are_run_at_the_start_and_before_a_return_is_told() -> None:
    async def story() -> None:
        conversation = StandIn()
        watch = PartsWatch(StandInParts(conversation), conversation)
        conversation.down = True
        leave_pending(conversation, "11111111")
        await watch.look()
        stream = watch.follow()
        assert '"rasa": false' in await stream.__anext__()
        assert conversation.current("me")["pending"] == "11111111"  # type: ignore[index]
        conversation.down = False
        await watch.look()
        assert '"rasa": true' in await stream.__anext__()
        assert conversation.current("me")["pending"] is None  # type: ignore[index]

    in_its_own_loop(story())


def test_a_turn_that_failed_while_all_seemed_well_is_run_at_the_next_look() -> None:
    async def story() -> None:
        conversation = StandIn()
        watch = PartsWatch(StandInParts(conversation), conversation)
        await watch.look()
        conversation.down = True
        leave_pending(conversation, "11111111")
        conversation.down = False
        await watch.look()
        assert conversation.current("me")["pending"] == "11111111"  # type: ignore[index]
        watch.owe()
        await watch.look()
        assert conversation.current("me")["pending"] is None  # type: ignore[index]

    in_its_own_loop(story())


def test_parts_that_cannot_be_asked_do_not_answer() -> None:
    class Broken:
        async def status(self) -> dict[str, bool]:
            raise OSError

    watch = PartsWatch(Broken(), StandIn())
    assert in_its_own_loop(watch.look()) == {"assistant": False}


def in_its_own_loop(story: Coroutine[Any, Any, Any]) -> Any:
    """In a thread of its own: Playwright leaves a loop running in this one."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(asyncio.run, story).result()


def leave_pending(conversation: StandIn, turn_id: str) -> None:
    try:
        conversation.take_turn("me", turn_id, text="He looked past me.")
    except Exception as error:
        assert type(error).__name__ == "AssistantDown"


def test_the_description_covers_every_route(house: House, stranger: Visitor) -> None:
    described = stranger.get("/api/openapi.json").json()["paths"]
    routes = [route for route in house.app.routes if isinstance(route, Route)]
    real = {(route.path, method.lower()) for route in routes for method in (route.methods or set()) - {"HEAD"}}
    assert {(path, method) for path, methods in described.items() for method in methods} == real


def test_the_page_names_only_files_that_exist(house: House, stranger: Visitor) -> None:
    page = stranger.get("/")
    files = re.findall(r'(?:src|href)="(/[^"]+)"', page.text)
    assert len(files) == 3
    for file in files:
        answer = stranger.get(file)
        assert answer.status_code == 200
        assert "immutable" in answer.headers["cache-control"]
    assert stranger.get(re.sub(r"/static/\w+/", "/static/0/", files[0])).status_code == 404
    assert "$" not in page.text


def test_the_page_has_no_inline_code_and_no_markup_from_text() -> None:
    html = (STATIC / "page.html").read_text()
    assert not re.search(r"\son\w+=|style=|<style|javascript:", html)
    for script in STATIC.glob("*.js"):
        code = script.read_text()
        assert not re.search(r"innerHTML|outerHTML|insertAdjacent|document\.write|eval\(|new Function", code), script
        assert not re.search(r"localStorage|sessionStorage|indexedDB|document\.cookie|https?://", code), script


def test_every_word_of_the_page_stands_in_the_catalogue() -> None:
    catalogue = Catalogue.read()
    used = set(re.findall(r"\$\{([a-z_.0-9]+)\}", (STATIC / "page.html").read_text())) - {"version"}
    sections = "|".join({key.partition(".")[0] for key in catalogue.keys})
    for script in STATIC.glob("*.js"):
        used |= set(re.findall(rf'"((?:{sections})\.[a-z_]+)"', script.read_text()))
    assert used - catalogue.keys == set()
    assert {key for key in catalogue.keys - used if not key.startswith("errors.")} == set()


def test_the_catalogue_is_calm_and_its_slots_are_known() -> None:
    tree = yaml.safe_load((Path(portal.__file__).parents[1] / "content" / "interface.yml").read_text())
    catalogue = Catalogue(tree)
    for key in catalogue.keys:
        assert "!" not in catalogue[key], key
        assert set(re.findall(r"\{(\w+)\}", catalogue[key])) <= {
            "count", "words", "becomes", "choices", "value", "title", "caption", "when",
        }  # fmt: skip


def test_error_codes_have_words() -> None:
    source = "".join(path.read_text() for path in Path(portal.__file__).parent.glob("*.py"))
    codes = set(re.findall(r'Refused\(\d+, "([a-z_]+)"', source))
    codes |= {code for _, code in KNOWN.values()} | set(STATUS_CODES.values()) | {"refused", "unexpected"}
    catalogue = Catalogue.read()
    assert {key for key in catalogue.keys if key.startswith("errors.")} == {f"errors.{code}" for code in codes}
