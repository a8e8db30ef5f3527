"""The description of the API, written by hand in openapi.yml and held to the real routes by a test."""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path

import yaml
from starlette.requests import Request
from starlette.responses import Response


@lru_cache(maxsize=1)
def document() -> bytes:
    text = Path(__file__).with_name("openapi.yml").read_text(encoding="utf-8")
    return json.dumps(yaml.safe_load(text), ensure_ascii=False).encode()


async def openapi(request: Request) -> Response:
    return Response(document(), media_type="application/json")
