"""Serving the app on loopback."""

from __future__ import annotations

import socket
from typing import Optional

import uvicorn
from starlette.applications import Starlette

GRACE = 2
"""Seconds a request may take to finish when the server ends."""


class Server(uvicorn.Server):
    """Ends the event streams before it waits for what is still running."""

    def __init__(self, app: Starlette, config: uvicorn.Config) -> None:
        super().__init__(config)
        self._app = app

    async def shutdown(self, sockets: Optional[list[socket.socket]] = None) -> None:
        self._app.state.desk.watch.close()
        await super().shutdown(sockets)


def server(app: Starlette, host: str, port: int) -> Server:
    """Ready to `run()`, or to `await serve()` in a loop. Logs no requests: their paths name debriefs.

    `ws="none"`: the websockets that Sanic pins would keep uvicorn from starting.
    """
    config = uvicorn.Config(
        app,
        host=host,
        port=port,
        ws="none",
        access_log=False,
        log_config=None,
        server_header=False,
        proxy_headers=False,
        timeout_graceful_shutdown=GRACE,
    )
    return Server(app, config)
