"""The portal as a process of its own: `python -m portal.main`, started by `wemode serve`."""

from __future__ import annotations

import logging
import os
from datetime import datetime, timezone
from uuid import uuid4

import httpx

from portal.app import create_app
from portal.server import server
from rasa_project.client import Assistant
from wemode.conversation import Conversation
from wemode.journal import Journal
from wemode.settings import Settings


class LoopbackParts:
    """Rasa and the action server, asked over HTTP on loopback."""

    def __init__(self, settings: Settings) -> None:
        self._asked = {
            "rasa": f"http://127.0.0.1:{settings.rasa_port}/wemode/ready",
            "actions": f"http://127.0.0.1:{settings.action_port}/health",
        }
        self._client = httpx.AsyncClient(timeout=5.0, headers={"X-Wemode-Secret": settings.secret}, trust_env=False)

    async def status(self) -> dict[str, bool]:
        return {name: await self._answers(url) for name, url in self._asked.items()}

    async def _answers(self, url: str) -> bool:
        try:
            return (await self._client.get(url)).status_code == 200
        except httpx.HTTPError:
            return False


def now() -> datetime:
    return datetime.now(timezone.utc)


def main() -> None:
    settings = Settings.read(os.environ)
    logging.basicConfig(level=logging.WARNING)
    logging.getLogger("httpx").setLevel(logging.WARNING)
    journal = Journal.open(settings.database_url, settings.key_file)
    journal.purge(now())
    assistant = Assistant(f"http://127.0.0.1:{settings.rasa_port}", settings.secret)
    conversation = Conversation(journal, assistant, now, lambda: str(uuid4()))
    app = create_app(
        settings, conversation, LoopbackParts(settings), owner_of=lambda name: journal.therapist(name, now())
    )
    server(app, settings.host, settings.port).run()


if __name__ == "__main__":
    main()
