"""A therapist types, presses and chooses."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import BrowserContext, Locator, expect

from tests.portal.browser.therapist import FIRST, QUESTION, Therapist

pytestmark = pytest.mark.browser


def test_the_link_opens_once_and_leaves_no_token_behind(therapist: Therapist, context: BrowserContext) -> None:
    link = therapist.house.link()
    therapist.page.goto(link)
    expect(therapist.box).to_be_focused()
    assert therapist.page.url == therapist.house.base + "/"
    with therapist.page.context.browser.new_context() as elsewhere:  # type: ignore[union-attr]
        page = elsewhere.new_page()
        page.goto(link)
        expect(page.get_by_role("heading", name="Sign in")).to_be_visible()
        expect(page.get_by_role("alert")).to_contain_text("has been used or is too old")
        page.goto(therapist.house.link())
        expect(page.get_by_role("textbox", name="Your words")).to_be_visible()


def test_a_debrief_is_kept_taken_out_and_erased(therapist: Therapist) -> None:
    therapist.comes_in().reaches_the_note()
    expect(
        therapist.page.get_by_role("navigation").get_by_role("listitem").filter(has_text="Closing")
    ).to_have_attribute("aria-current", "step")
    therapist.button("Strike the line “In me”").click()
    expect(therapist.button("Put the line “In me” back")).to_be_focused()
    assert therapist.house.conversation.calls[-1]["value"] == ["in_me"]
    therapist.button("Put the line “In me” back").click()
    expect(therapist.button("Strike the line “In me”")).to_be_focused()
    assert therapist.house.conversation.calls[-1]["value"] == []
    expect(therapist.button("Keep")).not_to_be_focused()
    therapist.button("Keep").click()
    expect(therapist.page.get_by_role("heading", name="That is the end of this one.")).to_be_visible()
    therapist.button("Start another").click()
    expect(therapist.box).to_be_focused()

    therapist.button("Kept debriefs").click()
    dialog = therapist.page.get_by_role("dialog", name="Kept debriefs")
    expect(dialog).to_contain_text(FIRST)
    with therapist.page.expect_download() as download:
        dialog.get_by_role("link", name="Save the debrief").click()
    assert re.fullmatch(r"debrief-\d{8}\.md", download.value.suggested_filename)
    dialog.get_by_role("button", name="Erase the debrief").click()
    expect(dialog.get_by_role("button", name="Leave it")).to_be_focused()
    dialog.get_by_role("button", name="Leave it").click()
    expect(dialog).to_contain_text(FIRST)
    dialog.get_by_role("button", name="Erase the debrief").click()
    dialog.get_by_role("button", name="Erase it").click()
    expect(dialog).to_contain_text("Nothing is kept yet.")
    expect(dialog.get_by_role("status")).to_have_text("Erased. Nothing of it is left here.")


def test_a_whole_debrief_by_keyboard_alone(therapist: Therapist) -> None:
    keys = therapist.comes_in().page.keyboard

    def write(text: str, then: str) -> None:
        expect(therapist.box).to_be_focused()
        keys.type(text)
        keys.press("Enter")
        therapist.hears(then)

    def tab_to(target: Locator) -> None:
        for _ in range(60):
            if target.evaluate("node => node === document.activeElement"):
                return
            keys.press("Tab")
        raise AssertionError("not reached by Tab")

    tab_to(therapist.button("20 minutes"))
    keys.press("Space")
    expect(therapist.button("20 minutes")).to_have_attribute("aria-pressed", "true")
    tab_to(therapist.page.get_by_role("slider"))
    keys.press("ArrowRight")
    keys.press("Tab")
    keys.press("Enter")
    tab_to(therapist.box)
    keys.type("Marcus looked past me.")
    keys.press("Enter")
    expect(therapist.button("Send it like this")).to_be_focused()
    keys.press("Enter")
    therapist.hears(QUESTION)
    sent = [(call["choice"] or call["text"], call["value"]) for call in therapist.house.conversation.calls]
    assert sent == [("time.20", None), ("hold", 6), ("Marcus looked past me.", None)]
    write("The phone.", "Is there something of this in it?")
    keys.press("2")
    therapist.hears("Which of this is yours")
    expect(therapist.log).to_contain_text("Offered: bored · Something else")
    write("Mine.", "From inside their chair")
    write("Proud.", "One sentence that holds both")
    write("Both.", "What might you say next time?")
    keys.press("1")
    therapist.hears("Where the picture of them stands now")
    tab_to(therapist.page.get_by_role("checkbox", name="kinder"))
    keys.press("Space")
    tab_to(therapist.button("That is it"))
    keys.press("Enter")
    therapist.hears("Nothing is kept yet.")
    tab_to(therapist.button("Strike the line “Said first”"))
    keys.press("Enter")
    expect(therapist.button("Put the line “Said first” back")).to_be_focused()
    tab_to(therapist.button("Keep"))
    keys.press("Enter")
    expect(therapist.button("Start another")).to_be_focused()


def test_enter_sends_and_shift_enter_does_not(therapist: Therapist) -> None:
    therapist.comes_in()
    therapist.box.type("One")
    therapist.box.press("Shift+Enter")
    therapist.box.type("Two")
    expect(therapist.box).to_have_value("One\nTwo")
    therapist.box.dispatch_event("keydown", {"key": "Enter", "isComposing": True})
    expect(therapist.box).to_have_value("One\nTwo")
    therapist.box.press("Enter")
    therapist.hears(QUESTION)
    assert therapist.house.conversation.calls[0]["text"] == "One\nTwo"
    expect(therapist.box).to_have_value("")
    expect(therapist.box).to_be_focused()


def test_numbers_are_only_numbers_once_something_is_written(therapist: Therapist) -> None:
    therapist.comes_in().says(FIRST, QUESTION)
    therapist.box.type("a1")
    expect(therapist.box).to_have_value("a1")
    therapist.box.fill("")
    therapist.box.press("9")
    expect(therapist.box).to_have_value("9")


def test_no_number_discards(therapist: Therapist) -> None:
    therapist.comes_in().reaches_the_note()
    for number in "23456789":
        therapist.box.press(number)
        therapist.box.fill("")
    expect(therapist.button("Discard")).to_be_visible()


def test_the_reading_can_be_taken_out_and_put_back(therapist: Therapist) -> None:
    therapist.comes_in().says(FIRST, QUESTION)
    chip = therapist.ways.get_by_role("button", name="put down")
    expect(chip).to_have_attribute("aria-pressed", "true")
    chip.click()
    expect(chip).to_have_attribute("aria-pressed", "false")
    therapist.hears("Taken out.")
    chip.click()
    expect(chip).to_have_attribute("aria-pressed", "true")
    assert [c["choice"] for c in therapist.house.conversation.calls[1:]] == ["off.devalued", "on.devalued"]


def test_a_feeling_that_was_not_read_can_be_put_in(therapist: Therapist) -> None:
    therapist.comes_in().says(FIRST, QUESTION)
    therapist.ways.get_by_role("combobox", name="Another word").select_option("angry")
    therapist.ways.get_by_role("button", name="Put it in").click()
    expect(therapist.ways.get_by_role("button", name="angry")).to_have_attribute("aria-pressed", "true")
    therapist.hears("Put in.")
    assert therapist.house.conversation.calls[-1]["choice"] == "on.angry"


def test_a_line_of_the_note_is_reworded_in_the_box(therapist: Therapist) -> None:
    therapist.comes_in().says(FIRST, QUESTION)
    therapist.button("Other ways on").click()
    therapist.button("Go to the close").click()
    therapist.button("That is it").click()
    therapist.button("Reword the line “Said first”").click()
    expect(therapist.box).to_be_focused()
    expect(therapist.box).to_have_value("Said first: " + therapist.page.locator(".note li .text").first.inner_text())


def test_the_card_sets_picture_and_hold_together(therapist: Therapist) -> None:
    therapist.comes_in().says(FIRST, QUESTION)
    therapist.button("Other ways on").click()
    therapist.button("Go to the close").click()
    slider = therapist.page.get_by_role("slider", name="How much hold it has on you")
    expect(slider).to_have_value("7")
    slider.press("ArrowLeft")
    expect(slider).to_have_attribute("aria-valuetext", "6 out of 10")
    therapist.page.get_by_role("checkbox", name="kinder").check()
    therapist.page.get_by_role("checkbox", name="less sure").check()
    therapist.button("That is it").click()
    therapist.hears("Nothing is kept yet.")
    expect(therapist.log).to_contain_text("kinder, less sure, 6 out of 10")
    sent = [(call["choice"], call["value"]) for call in therapist.house.conversation.calls[-2:]]
    assert sent == [("hold", 6), ("picture", ["kinder", "less_sure"])]


def test_the_note_stays_in_view_while_they_are_undecided(therapist: Therapist) -> None:
    therapist.comes_in().reaches_the_note()
    therapist.says("Maybe.", "Undecided, it waits as a draft.")
    expect(therapist.button("Strike the line “In me”")).to_be_visible()


def test_a_card_left_as_it_is_says_none_of_these(therapist: Therapist) -> None:
    therapist.comes_in().says(FIRST, QUESTION)
    therapist.button("Other ways on").click()
    therapist.button("Go to the close").click()
    therapist.button("That is it").click()
    therapist.hears("Nothing is kept yet.")
    sent = [(call["choice"], call["value"]) for call in therapist.house.conversation.calls[-2:]]
    assert sent == [("finish", None), ("picture", ["none"])]
