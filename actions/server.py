"""The action server: rasa-sdk's own webhook behind a shared secret, on loopback, logging no request."""

from __future__ import annotations

import hmac
import logging
import os

from rasa_sdk.endpoint import create_app
from sanic import Sanic
from sanic.request import Request
from sanic.response import HTTPResponse, json

from wemode.content.library import library
from wemode.settings import Settings

HEADER = "x-wemode-secret"


def guarded_app(secret: str) -> Sanic:
    """rasa-sdk's app over `actions`, answering only those who know the secret."""
    app: Sanic = create_app("actions")

    @app.middleware("request")  # type: ignore[untyped-decorator, no-untyped-call]
    async def demand_secret(request: Request) -> HTTPResponse | None:
        given = request.headers.get(HEADER, "").encode("utf-8", "surrogateescape")
        if hmac.compare_digest(given, secret.encode()):
            return None
        return json({"error": "unauthorised"}, status=401)

    @app.exception(Exception)  # type: ignore[untyped-decorator, no-untyped-call]
    async def without_echo(request: Request, error: Exception) -> HTTPResponse:
        """rasa-sdk would send the whole conversation back inside the error, and Rasa would log it."""
        logging.getLogger("wemode").error("action_server.failed %s", type(error).__name__)
        return json({"error": "failed"}, status=500)

    return app


def main() -> None:
    settings = Settings.read(os.environ)
    logging.basicConfig(level=logging.WARNING)
    library()
    guarded_app(settings.secret).run(host="127.0.0.1", port=settings.action_port, access_log=False, motd=False)


if __name__ == "__main__":
    main()
