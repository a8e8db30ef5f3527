"""A browser with a therapist at the portal's page."""

from __future__ import annotations

import re
from typing import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext

from tests.portal.browser.therapist import Therapist
from tests.portal.house import Served


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
