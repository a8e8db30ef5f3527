"""Someone at the page, by role and name only."""

from __future__ import annotations

from playwright.sync_api import Locator, Page, expect

from tests.portal.house import Served

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
