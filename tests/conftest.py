"""What every test shares: seeded, short property tests; `WEMODE_TESTS=endure` runs the large counts."""

from __future__ import annotations

import os
import shutil
from typing import Any, Dict, List

import pytest
from hypothesis import HealthCheck, settings
from hypothesis.configuration import set_hypothesis_home_dir

from wemode.settings import CHECKOUT

set_hypothesis_home_dir(CHECKOUT / ".cache" / "hypothesis")
settings.register_profile(
    "short", max_examples=120, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow]
)
settings.register_profile("endure", max_examples=5000, deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile(os.environ.get("WEMODE_TESTS", "short"))

CHROMIUM = {
    "executable_path": shutil.which("chromium") or "chromium",
    "args": [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
        "--disable-component-update", "--disable-sync",
    ],
}  # fmt: skip


@pytest.fixture(scope="session")
def browser_type_launch_args() -> Dict[str, Any]:
    return dict(CHROMIUM)


def pytest_collection_modifyitems(items: List[pytest.Item]) -> None:
    """Browser tests come last: Playwright leaves a loop in the main thread. Without Chromium they are left out."""
    items.sort(key=lambda item: item.get_closest_marker("browser") is not None)
    if shutil.which("chromium") is None:
        for item in items:
            if item.get_closest_marker("browser"):
                item.add_marker(pytest.mark.skip(reason="Chromium is not on this machine"))
