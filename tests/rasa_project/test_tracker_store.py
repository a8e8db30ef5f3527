from __future__ import annotations

import asyncio

import pytest
from rasa.core.tracker_store import FailSafeTrackerStore, InMemoryTrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from rasa_project.server import TrackerStoreError, check
from rasa_project.tracker_store import ForgetfulTrackerStore


def test_what_was_saved_is_gone() -> None:
    store = ForgetfulTrackerStore(domain=Domain.empty())
    tracker = DialogueStateTracker.from_events("sender", [UserUttered("a canary")])
    asyncio.run(store.save(tracker))
    assert asyncio.run(store.retrieve("sender")) is None
    assert list(asyncio.run(store.keys())) == []


def test_ours_is_taken_bare_or_behind_rasas_wrapper() -> None:
    store = ForgetfulTrackerStore(domain=Domain.empty())
    check(store)
    check(FailSafeTrackerStore(store))


@pytest.mark.parametrize("wrap", [FailSafeTrackerStore, lambda store: store])
def test_any_other_is_refused(wrap: type) -> None:
    with pytest.raises(TrackerStoreError, match="keeps what is said"):
        check(wrap(InMemoryTrackerStore(Domain.empty())))
