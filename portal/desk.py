"""What every endpoint has to hand."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Callable, Optional, TypeVar, cast

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request

from portal.catalogue import Catalogue
from portal.parts import PartsWatch
from portal.rates import Rates
from portal.seams import Conversation
from portal.sessions import Session, Sessions
from portal.sign_in import SignIn

T = TypeVar("T")


@dataclass(frozen=True)
class Desk:
    conversation: Conversation
    watch: PartsWatch
    catalogue: Catalogue
    sessions: Sessions
    sign_in: SignIn
    rates: Rates
    owner_of: Callable[[str], str]
    secret: object
    cookie: str
    origins: frozenset[str]

    def session(self, request: Request) -> Optional[Session]:
        return self.sessions.find(request.cookies.get(self.cookie))

    async def for_owner(self, request: Request, call: Callable[..., T], *args: Any, **kwargs: Any) -> T:
        """`call(owner, …)` in a thread, the owner being whoever is signed in."""
        therapist = cast(Session, request.state.session).therapist

        def work() -> T:
            return call(self.owner_of(therapist), *args, **kwargs)

        return await run_in_threadpool(work)


def desk_of(request: Request) -> Desk:
    return cast(Desk, request.app.state.desk)
