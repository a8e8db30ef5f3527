"""A whole debrief in Chromium, through everything that `wemode serve` starts."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.serving.conftest import House

pytestmark = [pytest.mark.stack, pytest.mark.browser]


class AtThePage:
    def __init__(self, page: Page) -> None:
        self.page = page
        self.log = page.get_by_role("log", name="Conversation")
        self.box = page.get_by_role("textbox", name="Your words")

    def says(self, text: str) -> None:
        """Types, sends, and waits until what was typed was answered."""
        before = self.log.get_by_role("listitem").count()
        expect(self.box).to_be_enabled()
        self.box.fill(text)
        self.box.press("Enter")
        expect(self.log.get_by_role("listitem").filter(has_text=text).first).to_be_visible()
        self.page.wait_for_function("n => document.querySelectorAll('[role=log] li').length > n + 1", arg=before)

    def chooses(self, name: str) -> None:
        self.page.get_by_role("button", name=name, exact=True).click()


def test_feeling_unseen_by_a_boastful_patient_typed_in_a_browser(
    house: House, browser: Browser, tmp_path: Path
) -> None:
    with browser.new_context(accept_downloads=True, reduced_motion="reduce") as context:
        at = AtThePage(context.new_page())
        at.page.goto(house.start())
        for line in (
            "Forty minutes on his yacht. I might as well have been the lamp.",
            "when he looked at his watch while I was speaking",
            "unseen, like air",
        ):
            at.says(line)
        expect(at.log).to_contain_text("lamp")
        house.kill("rasa_project.serve")
        at.box.fill("wanted to list my publications")
        at.box.press("Enter")
        expect(at.log.get_by_role("listitem").filter(has_text="publications").first).to_be_visible()
        expect(at.log).to_contain_text("A pull, whatever became of it.", timeout=60_000)
        at.page.reload()
        expect(at.page.get_by_role("button", name="Resume")).to_be_visible()
        at.chooses("Resume")
        expect(at.log).to_contain_text("Where we were")
        at.says("enough for tonight, please sum up")
        for _ in range(4):
            if at.page.get_by_role("button", name="Keep", exact=True).is_visible():
                break
            at.says("no")
        at.chooses("Keep")
        expect(at.page.get_by_role("heading", name="That is the end of this one.")).to_be_visible()
        at.chooses("Kept debriefs")
        with at.page.expect_download() as download:
            at.page.get_by_role("dialog").get_by_role("link").first.click()
        notes = Path(download.value.path()).read_text(encoding="utf-8")
        assert "Forty minutes on his yacht" in notes and "apart from the record" in notes
