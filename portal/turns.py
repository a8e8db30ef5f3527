"""The debrief that is open: where it stands, a turn in it, and the identifiers in a text before it is sent."""

from __future__ import annotations

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from portal.body import TurnBody, json_object, text_of
from portal.desk import desk_of
from wemode.errors import AssistantDown


async def current(request: Request) -> Response:
    """`{"current": null}` when no debrief is open."""
    desk = desk_of(request)
    return JSONResponse({"current": await desk.for_owner(request, desk.conversation.current)})


async def take_turn(request: Request) -> Response:
    desk = desk_of(request)
    turn = TurnBody.of(await json_object(request))
    try:
        answer = await desk.for_owner(
            request,
            desk.conversation.take_turn,
            turn.turn_id,
            text=turn.text,
            choice=turn.choice,
            value=turn.value,
            keep=turn.keep,
        )
    except AssistantDown:
        desk.watch.owe()
        raise
    return JSONResponse(answer)


async def identifiers(request: Request) -> Response:
    text = text_of(await json_object(request))
    return JSONResponse({"identifiers": await run_in_threadpool(desk_of(request).conversation.identifiers, text)})
