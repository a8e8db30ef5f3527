"""Nothing is left to be seen by others."""

from __future__ import annotations

import pytest
from playwright.sync_api import BrowserContext, expect

from tests.portal.browser.therapist import FIRST, QUESTION, Therapist

pytestmark = pytest.mark.browser


def test_signing_out_leaves_an_empty_page(therapist: Therapist) -> None:
    therapist.comes_in().says(FIRST, QUESTION)
    therapist.button("Sign out").click()
    expect(therapist.page.get_by_role("heading", name="Sign in")).to_be_visible()
    expect(therapist.page.get_by_text(FIRST)).to_have_count(0)


def test_escape_twice_blanks_the_screen_until_a_key(therapist: Therapist) -> None:
    therapist.comes_in().says(FIRST, QUESTION)
    therapist.box.type("ab")
    therapist.page.keyboard.press("Escape")
    therapist.page.keyboard.press("Escape")
    expect(therapist.box).not_to_be_visible()
    expect(therapist.page.get_by_text(FIRST)).not_to_be_visible()
    expect(therapist.page).to_have_title("Notes")
    therapist.page.keyboard.press("x")
    expect(therapist.box).to_be_focused()
    expect(therapist.box).to_have_value("ab")
    therapist.page.keyboard.press("Escape")
    therapist.page.keyboard.press("Escape")
    therapist.page.mouse.click(100, 100)
    expect(therapist.page.get_by_text(FIRST)).to_be_visible()


def test_markup_in_a_text_is_only_text(therapist: Therapist) -> None:
    evil = '<img src=x onerror="document.title=1"><script>alert(1)</script> & "quoted"'
    therapist.page.on("dialog", lambda dialog: therapist.troubles.append(dialog.message))
    therapist.comes_in().says(evil, QUESTION)
    expect(therapist.log.get_by_text(evil, exact=True)).to_be_visible()
    expect(therapist.page).to_have_title("Wemode")


def test_nothing_stays_in_the_browser(therapist: Therapist, context: BrowserContext) -> None:
    therapist.comes_in().says(FIRST, QUESTION)
    stored = "async () => [localStorage.length, sessionStorage.length, (await indexedDB.databases()).length]"
    assert therapist.page.evaluate(stored) == [0, 0, 0]
    assert therapist.page.evaluate("() => document.cookie") == ""
    assert [(c["httpOnly"], c["sameSite"]) for c in context.cookies()] == [(True, "Strict")]
    expect(therapist.box).to_have_attribute("spellcheck", "false")
    expect(therapist.box).to_have_attribute("autocomplete", "off")
