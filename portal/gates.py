"""The gates of every API call, in this order: session, site, origin, content type, CSRF token, rate."""

from __future__ import annotations

import hmac
import math
from typing import Awaitable, Callable, Optional

from starlette.requests import Request
from starlette.responses import Response

from portal.desk import Desk, desk_of
from portal.errors import Refused
from portal.sessions import Session

Endpoint = Callable[[Request], Awaitable[Response]]

READING = ("GET", "HEAD")
SECRET_HEADER = "x-wemode-secret"
CSRF_HEADER = "x-csrf-token"


def signed_in(endpoint: Endpoint, rate: Optional[str] = None) -> Endpoint:
    """The endpoint behind all gates; `request.state.session` tells it who is there."""

    async def guarded(request: Request) -> Response:
        desk = desk_of(request)
        session = desk.session(request)
        if session is None:
            raise Refused(401, "signed_out")
        same_origin(request)
        if request.method not in READING:
            json_only(request)
            _csrf(request, session)
        if rate:
            within_rate(desk, rate, session.key)
        request.state.session = session
        return await endpoint(request)

    return guarded


def same_origin(request: Request) -> None:
    """Refuses what another site's page has sent."""
    if request.headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
        raise Refused(403, "wrong_site")
    origin = request.headers.get("origin")
    if origin is not None and origin not in desk_of(request).origins:
        raise Refused(403, "wrong_site")


def json_only(request: Request) -> None:
    """A body must say that it is JSON: a form on another site cannot."""
    kind = request.headers.get("content-type", "").split(";")[0].strip().lower()
    if kind != "application/json" and (request.method == "POST" or kind):
        raise Refused(415, "not_json")


def knows_secret(request: Request) -> None:
    """For the launcher on this machine: the secret the parts share, and nothing that a browser would send."""
    given = request.headers.get(SECRET_HEADER, "")
    if "origin" in request.headers or "sec-fetch-site" in request.headers:
        raise Refused(403, "wrong_site")
    if not same(given, str(desk_of(request).secret)):
        raise Refused(401, "signed_out")


def within_rate(desk: Desk, kind: str, who: str) -> None:
    wait = desk.rates.take(kind, who)
    if wait:
        raise Refused(429, "too_fast", {"Retry-After": str(math.ceil(wait))})


def same(given: str, expected: str) -> bool:
    """Compared in constant time, whatever characters were sent."""
    return bool(expected) and hmac.compare_digest(given.encode("utf-8", "surrogatepass"), expected.encode())


def _csrf(request: Request, session: Session) -> None:
    if not same(request.headers.get(CSRF_HEADER, ""), session.csrf):
        raise Refused(403, "wrong_page")
