"""The debriefs that were kept: the list, one as Markdown, one erased."""

from __future__ import annotations

import re
from typing import Any, Sequence

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from portal.desk import desk_of
from portal.errors import Refused

DEBRIEF_ID = re.compile(r"[A-Za-z0-9_-]{1,64}")


async def kept(request: Request) -> Response:
    desk = desk_of(request)
    return JSONResponse({"debriefs": await desk.for_owner(request, desk.conversation.kept)})


async def export(request: Request) -> Response:
    desk, debrief_id = desk_of(request), _id_of(request)
    text = await desk.for_owner(request, desk.conversation.export_markdown, debrief_id)
    name = file_name(await desk.for_owner(request, desk.conversation.kept), debrief_id)
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(text, media_type="text/markdown; charset=utf-8", headers=headers)


async def erase(request: Request) -> Response:
    """Answers with the receipt."""
    desk = desk_of(request)
    return JSONResponse(await desk.for_owner(request, desk.conversation.erase, _id_of(request)))


def file_name(debriefs: Sequence[dict[str, Any]], debrief_id: str) -> str:
    """`debrief-20260301.md`: the day it was closed and nothing else about it."""
    closed = next((str(debrief.get("closed", "")) for debrief in debriefs if debrief["id"] == debrief_id), "")
    day = re.sub(r"[^0-9]", "", closed[:10])
    return f"debrief-{day}.md" if day else "debrief.md"


def _id_of(request: Request) -> str:
    debrief_id = str(request.path_params["id"])
    if not DEBRIEF_ID.fullmatch(debrief_id):
        raise Refused(404, "not_found")
    return debrief_id
