"""Whether the parts behind the portal answer, and what is done when they come back."""

from __future__ import annotations

import asyncio
import json
from typing import AsyncIterator

from starlette.concurrency import run_in_threadpool

from portal.seams import Conversation, Parts
from wemode import log

HEARTBEAT = 15.0
"""Seconds after which a silent stream repeats itself, so that a dead one is noticed."""


class PartsWatch:
    """Looks at the parts every so often. Whoever follows hears of a part's return only once the turns that waited
    for it have been run, so that asking again with the same turn id finds the answer."""

    def __init__(self, parts: Parts, conversation: Conversation, every: float = 2.0) -> None:
        self.parts = parts
        self.conversation = conversation
        self.every = every
        self.status: dict[str, bool] = {}
        self._owing = True
        self._news = asyncio.Event()
        self._closed = False

    def open(self) -> None:
        self._closed = False

    def close(self) -> None:
        """End every stream: a server waits for them before it ends."""
        self._closed = True
        self._news.set()

    def owe(self) -> None:
        """A turn was kept without an answer."""
        self._owing = True

    async def run(self) -> None:
        while True:
            await self.look()
            await asyncio.sleep(self.every)

    async def look(self) -> dict[str, bool]:
        status = await self._ask()
        answered = 0
        if self._owing and status and all(status.values()):
            answered = await self._catch_up()
        self._owing = self._owing or not all(status.values())
        if answered or status != self.status:
            self.status = status
            self._news.set()
            self._news = asyncio.Event()
        return status

    async def follow(self) -> AsyncIterator[str]:
        """Server-sent events: the status now, then at every change and every HEARTBEAT."""
        while not self._closed:
            news = self._news
            if self.status:
                yield f"event: parts\ndata: {json.dumps(self.status)}\n\n"
            try:
                await asyncio.wait_for(news.wait(), HEARTBEAT)
            except asyncio.TimeoutError:
                continue

    async def _ask(self) -> dict[str, bool]:
        try:
            return await self.parts.status()
        except Exception as error:  # whatever keeps a part from being asked, it does not answer
            log.failure("portal.parts_unasked", error)
            return {name: False for name in self.status or {"assistant": False}}

    async def _catch_up(self) -> int:
        self._owing = False
        try:
            return await run_in_threadpool(self.conversation.run_pending)
        except Exception as error:  # the turns stay pending and are tried again at the next look
            log.failure("portal.pending_not_run", error)
            self._owing = True
            return 0
