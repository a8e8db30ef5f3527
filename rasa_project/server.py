"""The Sanic application: our channel, our model, our tracker store."""

from __future__ import annotations

import logging
from asyncio import AbstractEventLoop
from pathlib import Path

from rasa.core.agent import Agent
from rasa.core.channels.channel import UserMessage
from rasa.core.lock_store import InMemoryLockStore
from rasa.core.run import configure_app, create_http_input_channels
from rasa.core.tracker_store import FailSafeTrackerStore, TrackerStore
from rasa.core.utils import AvailableEndpoints
from sanic import Sanic

from rasa_project import answers, logs, places
from rasa_project.tracker_store import ForgetfulTrackerStore
from wemode.errors import WemodeError

logger = logging.getLogger(__name__)


class TrackerStoreError(WemodeError):
    """Rasa would keep what is said."""


def application(archive: Path, first_words: str) -> Sanic:
    """Ready to run; `/wemode/ready` says so once the first words were parsed. Raises WemodeError."""
    logs.silence()
    answers.install()
    agent = load(archive)
    channels = create_http_input_channels(None, str(places.CREDENTIALS))
    app: Sanic = configure_app(channels, enable_api=False, route="/")
    app.ctx.agent = agent
    app.ctx.parsed = False

    @app.after_server_start
    async def parse_once(app: Sanic, loop: AbstractEventLoop) -> None:
        await app.ctx.agent.processor.parse_message(UserMessage(first_words))
        app.ctx.parsed = True
        print("rasa: ready", flush=True)

    return app


def load(archive: Path) -> Agent:
    """The agent, with a store that is known to forget. Raises TrackerStoreError."""
    endpoints = AvailableEndpoints.read_endpoints(str(places.ENDPOINTS))
    store = TrackerStore.create(endpoints.tracker_store)
    agent = Agent(tracker_store=store, lock_store=InMemoryLockStore(), action_endpoint=endpoints.action)
    agent.load_model(archive)
    check(agent.tracker_store)
    return agent


def check(store: TrackerStore) -> None:
    """Refuse any store but ours: Rasa falls back to one in memory without a word. Raises TrackerStoreError."""
    wrapped = store._tracker_store if isinstance(store, FailSafeTrackerStore) else store
    if type(wrapped) is not ForgetfulTrackerStore:
        raise TrackerStoreError(f"Rasa uses {type(wrapped).__name__}, which keeps what is said; nothing was started.")
