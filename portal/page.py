"""The page and the files it is made of. All are read once; their common hash stands in their URLs."""

from __future__ import annotations

from hashlib import sha256
from html import escape
from pathlib import Path
from string import Template

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from portal.catalogue import Catalogue

FOLDER = Path(__file__).parent / "static"
KINDS = {".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml", ".json": "application/json"}
FOR_A_YEAR = {"Cache-Control": "private, max-age=31536000, immutable"}


class Site:
    """Files by name, and nothing else: no path is ever joined from a URL."""

    def __init__(self, catalogue: Catalogue, folder: Path = FOLDER) -> None:
        self.files = {path.name: path.read_bytes() for path in sorted(folder.iterdir()) if path.suffix in KINDS}
        self.files["interface.json"] = catalogue.to_json()
        template = (folder / "page.html").read_text(encoding="utf-8")
        self.version = _hash(template.encode(), *self.files.values())
        self.html = _Page(template).substitute(_Words(catalogue, self.version))

    async def page(self, request: Request) -> Response:
        return HTMLResponse(self.html)

    async def file(self, request: Request) -> Response:
        name = request.path_params["name"]
        if request.path_params["version"] != self.version or name not in self.files:
            raise HTTPException(404)
        return Response(self.files[name], media_type=KINDS[Path(name).suffix], headers=FOR_A_YEAR)


class _Page(Template):
    idpattern = r"[a-z][a-z0-9_.]*"


class _Words(dict[str, str]):
    def __init__(self, catalogue: Catalogue, version: str) -> None:
        super().__init__(version=version)
        self._catalogue = catalogue

    def __missing__(self, key: str) -> str:
        return escape(self._catalogue[key])


def _hash(*files: bytes) -> str:
    digest = sha256()
    for content in files:
        digest.update(sha256(content).digest())
    return digest.hexdigest()[:12]
