"""Coming in and going out: /api/links for the launcher, /api/session for the page."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from portal import gates
from portal.body import json_object, word_of
from portal.desk import desk_of
from portal.errors import Refused
from portal.sessions import LIFETIME


async def make_link(request: Request) -> Response:
    """A fresh one-time link for the launcher, which knows the secret."""
    gates.knows_secret(request)
    gates.json_only(request)
    therapist = word_of(await json_object(request), "therapist")
    return JSONResponse({"url": desk_of(request).sign_in.link(therapist)}, 201)


async def enter(request: Request) -> Response:
    """A one-time token for a cookie. Only wrong tokens count against the rate."""
    desk = desk_of(request)
    gates.same_origin(request)
    gates.json_only(request)
    who = request.client.host if request.client else ""
    gates.within_rate(desk, "sign_in", who)
    therapist = desk.sign_in.redeem(word_of(await json_object(request), "token"))
    if therapist is None:
        raise Refused(401, "used_link")
    desk.rates.give_back("sign_in", who)
    cookie, session = desk.sessions.start(therapist)
    response = JSONResponse({"csrf": session.csrf})
    response.set_cookie(desk.cookie, cookie, max_age=LIFETIME, path="/", httponly=True, samesite="strict")
    return response


async def whoami(request: Request) -> Response:
    """The CSRF token again, for a page that was loaded anew."""
    return JSONResponse({"csrf": request.state.session.csrf})


async def leave(request: Request) -> Response:
    desk = desk_of(request)
    desk.sessions.end(request.state.session)
    response = JSONResponse({}, headers={"Clear-Site-Data": '"cache", "storage"'})
    response.delete_cookie(desk.cookie, path="/", httponly=True, samesite="strict")
    return response
