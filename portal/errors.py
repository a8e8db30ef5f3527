"""How an error looks from outside: a status and `{"error": code, "message": …}`, never a traceback, never a text."""

from __future__ import annotations

from typing import Mapping, Optional

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse

from portal.catalogue import Catalogue
from wemode import log
from wemode.errors import WemodeError

KNOWN = {
    "StaleChoice": (409, "stale"),
    "BadInput": (422, "bad_input"),
    "MaskingError": (503, "masking_failed"),
    "AssistantDown": (503, "assistant_down"),
    "NotFound": (404, "not_found"),
    "VersionConflict": (409, "conflict"),
    "JournalError": (503, "journal"),
    "SealingError": (503, "journal"),
}
"""Class → status and code; the nearest ancestor counts. By name, so that the portal need not load the journal's
database to know its errors. The message comes from the catalogue under `errors.<code>`."""

STATUS_CODES = {404: "not_found", 405: "wrong_method"}


class Refused(WemodeError):
    """A request that a gate or a check of its shape turned away."""

    def __init__(self, status: int, code: str, headers: Optional[Mapping[str, str]] = None) -> None:
        super().__init__(code)
        self.status = status
        self.code = code
        self.headers = headers


def refusal(catalogue: Catalogue, error: Exception) -> JSONResponse:
    """The one answer to any exception."""
    if isinstance(error, Refused):
        return _answer(catalogue, error.status, error.code, error.headers)
    if isinstance(error, HTTPException):
        code = STATUS_CODES.get(error.status_code, "refused")
        return _answer(catalogue, error.status_code, code, error.headers)
    if isinstance(error, WemodeError):
        for kind in type(error).__mro__:
            if kind.__name__ in KNOWN:
                return _answer(catalogue, *KNOWN[kind.__name__])
    log.failure("portal.unexpected", error)
    return _answer(catalogue, 500, "unexpected")


async def handle(request: Request, error: Exception) -> JSONResponse:
    return refusal(request.app.state.desk.catalogue, error)


def _answer(catalogue: Catalogue, status: int, code: str, headers: Optional[Mapping[str, str]] = None) -> JSONResponse:
    body = {"error": code, "message": catalogue[f"errors.{code}"]}
    return JSONResponse(body, status, headers=dict(headers or {}))
