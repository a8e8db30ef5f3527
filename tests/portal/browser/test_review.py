"""What may point at someone is shown before it is sent."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.portal.browser.therapist import FIRST, QUESTION, Therapist

pytestmark = pytest.mark.browser


def test_identifiers_are_shown_before_anything_is_sent(therapist: Therapist) -> None:
    therapist.comes_in()
    therapist.box.fill("𝔥 Marcus spoke of Deborah.")
    therapist.box.press("Enter")
    review = therapist.page.get_by_role("group", name="Before it is sent")
    expect(review).to_contain_text("2 pieces could identify someone.")
    assert therapist.house.conversation.calls == []
    review.get_by_role("button", name="Marcus, replaced by my patient").click()
    expect(review.get_by_role("button", name="Marcus, left as you wrote it")).to_have_attribute("aria-pressed", "false")
    review.get_by_role("button", name="Marcus, left as you wrote it").click()
    review.get_by_role("button", name="Deborah, replaced by someone close").click()
    review.get_by_role("button", name="Send it like this").click()
    therapist.hears(QUESTION)
    expect(therapist.log).to_contain_text("𝔥 my patient spoke of Deborah.")
    assert therapist.house.conversation.calls[0]["keep"] == ((18, 25),)


def test_a_text_under_review_can_be_changed(therapist: Therapist) -> None:
    therapist.comes_in()
    therapist.box.fill("Marcus.")
    therapist.box.press("Enter")
    therapist.button("Change the text").click()
    expect(therapist.box).to_be_focused()
    expect(therapist.box).to_have_value("Marcus.")
    therapist.says("He looked past me.", QUESTION)
    assert [call["text"] for call in therapist.house.conversation.calls] == ["He looked past me."]


def test_a_text_that_cannot_be_checked_stays_in_the_box(therapist: Therapist) -> None:
    therapist.comes_in().house.conversation.masking_fails = True
    therapist.box.fill(FIRST)
    therapist.box.press("Enter")
    expect(therapist.page.get_by_role("alert")).to_contain_text("Nothing was stored.")
    expect(therapist.box).to_have_value(FIRST)
