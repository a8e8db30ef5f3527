"""Parts that go, windows that are stale, debriefs left open, links that have ended."""

from __future__ import annotations

import pytest
from playwright.sync_api import BrowserContext, expect

from tests.portal.browser.therapist import FIRST, QUESTION, Therapist

pytestmark = pytest.mark.browser


def test_the_assistant_goes_and_comes_back(therapist: Therapist) -> None:
    therapist.comes_in().says(FIRST, QUESTION)
    therapist.house.conversation.down = True
    expect(therapist.page.get_by_text("A part of Wemode does not answer at the moment.")).to_be_visible()
    therapist.box.fill("The phone.")
    therapist.box.press("Enter")
    expect(therapist.log).to_contain_text("Your text is kept.")
    therapist.box.fill("More.")
    therapist.box.press("Enter")
    expect(therapist.page.get_by_role("alert")).to_contain_text("The last one has not been answered yet.")
    expect(therapist.box).to_have_value("More.")
    therapist.house.conversation.down = False
    therapist.hears("Is there something of this in it?")
    expect(therapist.log).not_to_contain_text("Your text is kept.")
    expect(therapist.log.get_by_text("The phone.", exact=True)).to_have_count(1)
    assert [call["text"] for call in therapist.house.conversation.calls] == [FIRST, "The phone."]


def test_a_kept_text_is_answered_after_a_reload_too(therapist: Therapist) -> None:
    therapist.comes_in().house.conversation.down = True
    therapist.box.fill(FIRST)
    therapist.box.press("Enter")
    expect(therapist.log).to_contain_text("Your text is kept.")
    therapist.page.reload()
    therapist.button("Resume").click()
    expect(therapist.log).to_contain_text("Kept, not answered yet")
    therapist.house.conversation.down = False
    therapist.hears(QUESTION)


def test_a_portal_that_goes_away_and_comes_back_gets_the_text(therapist: Therapist) -> None:
    therapist.comes_in().says(FIRST, QUESTION)
    therapist.house.stop()
    expect(therapist.page.get_by_text("This page has lost touch with Wemode.")).to_be_visible()
    therapist.box.fill("The phone.")
    therapist.box.press("Enter")
    expect(therapist.page.get_by_role("alert")).to_contain_text("Your text is still on this page.")
    therapist.house.start()
    therapist.box.press("Enter")
    therapist.hears("Is there something of this in it?")


def test_a_debrief_left_open_is_offered_for_resuming(therapist: Therapist) -> None:
    therapist.comes_in().says(FIRST, QUESTION)
    therapist.button("Pause").click()
    therapist.hears("Paused.")
    therapist.page.reload()
    expect(therapist.page.get_by_role("heading", name="A debrief is still open")).to_be_visible()
    expect(therapist.button("Resume")).to_be_focused()
    therapist.button("Resume").click()
    therapist.hears("Where we were.")
    expect(therapist.log).to_contain_text(FIRST)
    therapist.says("The phone.", "Is there something of this in it?")


def test_words_typed_beside_the_card_go_on_with_what_was_open(therapist: Therapist) -> None:
    therapist.comes_in().says(FIRST, QUESTION)
    therapist.page.reload()
    therapist.says("The phone.", "Is there something of this in it?")
    expect(therapist.log).to_contain_text(FIRST)


def test_a_new_one_can_be_started_instead(therapist: Therapist) -> None:
    therapist.comes_in().says(FIRST, QUESTION)
    therapist.page.reload()
    therapist.button("Start a new one").click()
    expect(therapist.page.get_by_role("heading", name="After a hard session")).to_be_visible()
    expect(therapist.log).not_to_contain_text(FIRST)
    therapist.says("Another hour.", QUESTION)


def test_a_choice_made_stale_in_another_window_shows_where_things_stand(
    therapist: Therapist, context: BrowserContext
) -> None:
    therapist.comes_in().says(FIRST, QUESTION)
    therapist.says("The phone.", "Is there something of this in it?")
    other = Therapist(context.new_page(), therapist.house)
    other.page.goto(therapist.house.base)
    other.says("Not seen.", "Which of this is yours")
    therapist.ways.get_by_role("button", name="not seen").click()
    expect(therapist.page.get_by_role("alert")).to_contain_text("no longer on offer")
    therapist.hears("Which of this is yours")


def test_signed_out_the_words_stay_and_a_fresh_link_sends_them(therapist: Therapist, context: BrowserContext) -> None:
    therapist.comes_in().says(FIRST, QUESTION)
    context.clear_cookies()
    therapist.box.fill("The phone.")
    therapist.box.press("Enter")
    expect(therapist.page.get_by_role("heading", name="Sign in")).to_be_visible()
    therapist.page.goto(therapist.house.link())
    expect(therapist.box).to_have_value("The phone.")
