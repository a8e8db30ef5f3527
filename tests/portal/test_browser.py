"""A therapist at the page, by role and name only."""

from __future__ import annotations

import re
from typing import Any, Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from tests.portal.house import Served

pytestmark = pytest.mark.browser

FIRST = "He spent forty minutes on his award and looked past me."
QUESTION = "If you slow it down, which single moment would you stop at?"


class Therapist:
    """Someone at the page, and everything the page asked of the network."""

    def __init__(self, page: Page, house: Served) -> None:
        self.page = page
        self.house = house
        self.asked: list[str] = []
        self.troubles: list[str] = []
        page.on("request", lambda request: self.asked.append(request.url))
        page.on("pageerror", lambda error: self.troubles.append(str(error)))
        page.on("console", lambda line: self.troubles.append(line.text) if "Content Security" in line.text else None)

    def comes_in(self) -> Therapist:
        self.page.goto(self.house.link())
        expect(self.box).to_be_visible()
        return self

    @property
    def box(self) -> Locator:
        return self.page.get_by_role("textbox", name="Your words")

    @property
    def log(self) -> Locator:
        return self.page.get_by_role("log", name="Conversation")

    @property
    def ways(self) -> Locator:
        return self.page.get_by_role("region", name="Ways to answer")

    def button(self, name: str, exact: bool = True) -> Locator:
        return self.page.get_by_role("button", name=name, exact=exact)

    def says(self, text: str, then: str) -> None:
        self.box.fill(text)
        self.box.press("Enter")
        self.hears(then)

    def hears(self, text: str) -> None:
        expect(self.log.get_by_role("listitem").filter(has_text=text).last).to_be_visible()

    def reaches_the_note(self) -> None:
        self.says(FIRST, QUESTION)
        self.says("The phone.", "Is there something of this in it?")
        self.says("Not seen.", "Which of this is yours")
        self.says("Wanting to be good at this.", "From inside their chair")
        self.says("Being admired at last.", "One sentence that holds both")
        self.says("We both wanted to be worth the hour.", "What might you say next time?")
        self.says("I noticed we lost each other.", "Where the picture of them stands now")
        self.says("That is all.", "Nothing is kept yet.")


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    with browser.new_context(reduced_motion="reduce") as context:
        yield context


@pytest.fixture
def therapist(context: BrowserContext, served: Served) -> Iterator[Therapist]:
    therapist = Therapist(context.new_page(), served)
    yield therapist
    assert therapist.troubles == []
    assert {re.sub(r"^(\w+://[^/:]+).*", r"\1", url) for url in therapist.asked} <= {"http://127.0.0.1"}
    assert not any("#" in url or "t=" in url for url in therapist.asked if "/api/" in url)


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
