"""Every screen is usable by everyone: axe, light and dark, wide and narrow."""

from __future__ import annotations

from typing import Any, Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from playwright.sync_api import Browser, expect

from tests.portal.browser.therapist import QUESTION, Therapist
from tests.portal.house import Served

pytestmark = pytest.mark.browser


def screens(therapist: Therapist) -> Iterator[str]:
    """One after the other, every screen there is."""
    yield "the start"
    therapist.box.fill("Marcus spoke of Deborah, and rang 020 7946 0958 from the room.")
    therapist.box.press("Enter")
    expect(therapist.button("Send it like this")).to_be_visible()
    yield "the review"
    therapist.button("Send it like this").click()
    therapist.hears(QUESTION)
    therapist.button("Other ways on").click()
    yield "a turn with chips and the other ways"
    therapist.says("The phone.", "Is there something of this in it?")
    therapist.ways.get_by_role("button", name="put down").click()
    therapist.hears("Taken out.")
    yield "choices"
    therapist.house.conversation.down = True
    therapist.box.fill("Not seen.")
    therapist.box.press("Enter")
    expect(therapist.log).to_contain_text("Your text is kept.")
    yield "the assistant down"
    therapist.house.conversation.down = False
    therapist.hears("Which of this is yours")
    therapist.button("Other ways on").click()
    therapist.button("Go to the close").click()
    therapist.hears("Where the picture of them stands now")
    yield "the card"
    therapist.says("That is all.", "Nothing is kept yet.")
    therapist.button("Strike the line “In me”").click()
    expect(therapist.button("Put the line “In me” back")).to_be_visible()
    yield "the closing note"
    therapist.page.reload()
    expect(therapist.button("Resume")).to_be_visible()
    yield "a debrief left open"
    therapist.button("Resume").click()
    therapist.button("Keep").click()
    expect(therapist.button("Start another")).to_be_visible()
    yield "the end"
    therapist.button("Kept debriefs").click()
    therapist.page.get_by_role("button", name="Erase the debrief").click()
    yield "the kept debriefs"
    therapist.button("Close").click()
    therapist.button("Sign out").click()
    expect(therapist.page.get_by_role("heading", name="Sign in")).to_be_visible()
    yield "signed out"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 320])
def test_every_screen_passes_axe_and_fits(browser: Browser, served: Served, scheme: Any, width: int) -> None:
    with browser.new_context(
        color_scheme=scheme, reduced_motion="reduce", viewport={"width": width, "height": 800}
    ) as context:
        therapist = Therapist(context.new_page(), served).comes_in()
        for screen in screens(therapist):
            results = Axe().run(
                therapist.page,
                options={"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]},
            )
            assert results.response["passes"]
            assert results.violations_count == 0, f"{screen}:\n{results.generate_report()}"
            overflow = therapist.page.evaluate(
                "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"
            )
            assert overflow <= 0, screen
        assert therapist.troubles == []


def test_targets_are_large_enough(therapist: Therapist) -> None:
    therapist.comes_in().reaches_the_note()
    therapist.button("Other ways on").click()
    for button in therapist.page.get_by_role("button").all():
        box = button.bounding_box()
        assert box and box["height"] >= 44 and box["width"] >= 44, button.inner_text()


def test_the_focused_control_is_not_under_the_box(therapist: Therapist) -> None:
    therapist.comes_in().reaches_the_note()
    therapist.page.set_viewport_size({"width": 500, "height": 620})
    strike = therapist.button("Strike the line “Said first”")
    therapist.page.evaluate("() => scrollTo(0, 0)")
    strike.focus()
    button, box = strike.bounding_box(), therapist.box.bounding_box()
    assert button and box and button["y"] + button["height"] <= box["y"]
