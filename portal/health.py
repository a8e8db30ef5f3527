"""What the portal knows of the parts: once for a launcher or proxy, and as it changes for the page."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse

from portal.desk import desk_of


async def healthz(request: Request) -> Response:
    """200 when every part answers, 503 when one does not; the body names them either way."""
    status = await desk_of(request).watch.look()
    return JSONResponse({"portal": True, **status}, 200 if all(status.values()) else 503)


async def parts(request: Request) -> Response:
    watch = desk_of(request).watch
    return JSONResponse({"parts": watch.status or await watch.look()})


async def part_events(request: Request) -> Response:
    return StreamingResponse(desk_of(request).watch.follow(), media_type="text/event-stream")
