"""The app, put together from its parts."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager, suppress
from typing import AsyncIterator, Callable

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.routing import Route

from portal import debriefs, doors, health, turns
from portal.catalogue import Catalogue
from portal.desk import Desk
from portal.errors import handle
from portal.gates import signed_in
from portal.openapi import openapi
from portal.page import Site
from portal.parts import PartsWatch
from portal.rates import Rates
from portal.seams import Conversation, Parts, Settings
from portal.sessions import Sessions
from portal.shield import HostList, Shield
from portal.sign_in import SignIn
from wemode.errors import WemodeError

LOCAL_NAMES = ("127.0.0.1", "localhost", "[::1]")


def create_app(
    settings: Settings,
    conversation: Conversation,
    parts: Parts,
    *,
    owner_of: Callable[[str], str],
    rates: Rates | None = None,
    look_every: float = 2.0,
) -> Starlette:
    """The portal for one machine.

    `owner_of` gives the journal's owner id for the name a link was minted for and is called in a thread.
    `look_every`: seconds between two looks at the parts. `app.state.desk.sign_in.link(name)` mints a link in-process,
    POST /api/links with the secret from outside.
    """
    catalogue = Catalogue.read()
    hosts = frozenset(f"{name}:{settings.port}" for name in LOCAL_NAMES)
    watch = PartsWatch(parts, conversation, look_every)

    @asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        watch.open()
        watching = asyncio.create_task(watch.run())
        yield
        watching.cancel()
        with suppress(asyncio.CancelledError):
            await watching

    app = Starlette(
        routes=_routes(Site(catalogue)),
        middleware=[Middleware(Shield, catalogue=catalogue), Middleware(HostList, hosts=hosts)],
        exception_handlers={WemodeError: handle, HTTPException: handle},
        lifespan=lifespan,
    )
    app.router.redirect_slashes = False
    app.state.desk = Desk(
        conversation=conversation,
        watch=watch,
        catalogue=catalogue,
        sessions=Sessions(settings.data / "sessions.json"),
        sign_in=SignIn(f"http://{'[::1]' if settings.host == '::1' else settings.host}:{settings.port}"),
        rates=rates or Rates(),
        owner_of=owner_of,
        secret=settings.secret,
        cookie=f"wemode-{settings.port}",
        origins=frozenset(f"http://{host}" for host in hosts),
    )
    return app


def _routes(site: Site) -> list[Route]:
    return [
        Route("/", site.page),
        Route("/static/{version}/{name}", site.file),
        Route("/healthz", health.healthz),
        Route("/api/openapi.json", openapi),
        Route("/api/links", doors.make_link, methods=["POST"]),
        Route("/api/session", doors.enter, methods=["POST"]),
        Route("/api/session", signed_in(doors.whoami), methods=["GET"]),
        Route("/api/session", signed_in(doors.leave), methods=["DELETE"]),
        Route("/api/current", signed_in(turns.current)),
        Route("/api/turn", signed_in(turns.take_turn, rate="turn"), methods=["POST"]),
        Route("/api/identifiers", signed_in(turns.identifiers, rate="identifiers"), methods=["POST"]),
        Route("/api/debriefs", signed_in(debriefs.kept)),
        Route("/api/debriefs/{id}.md", signed_in(debriefs.export, rate="export")),
        Route("/api/debriefs/{id}", signed_in(debriefs.erase, rate="erase"), methods=["DELETE"]),
        Route("/api/parts", signed_in(health.parts)),
        Route("/api/parts/events", signed_in(health.part_events)),
    ]
