"""What every test shares: seeded, short property tests; `WEMODE_TESTS=endure` runs the large counts."""

from __future__ import annotations

import os

from hypothesis import HealthCheck, settings
from hypothesis.configuration import set_hypothesis_home_dir

from wemode.settings import CHECKOUT

set_hypothesis_home_dir(CHECKOUT / ".cache" / "hypothesis")
settings.register_profile(
    "short", max_examples=120, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow]
)
settings.register_profile("endure", max_examples=5000, deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile(os.environ.get("WEMODE_TESTS", "short"))
