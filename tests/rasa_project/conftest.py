"""Rasa is imported as it is when served: with the stand-ins for TensorFlow before it."""

from __future__ import annotations

import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Callable, Iterator, List

import pytest

from rasa_project import environment, lines, places
from rasa_project.encoder.encoder import Encoder

environment.prepare()


@pytest.fixture(scope="session")
def encoder() -> Encoder:
    return Encoder(places.ENCODER, threads=2)


@pytest.fixture(scope="session")
def some_lines() -> List[lines.Line]:
    """Some of the real training lines, of all kinds, and quick to learn from."""
    read = lines.read(places.DATA / "nlu")
    return [
        *[line for line in read if line.intent == "tell"][::9],
        *[line for line in read if line.intent != "tell"][::2],
    ]


Handler = Callable[[BaseHTTPRequestHandler, bytes], bytes]


@pytest.fixture
def http_server() -> Iterator[Callable[[Handler], str]]:
    """Starts a small server that answers every request with what the handler returns; gives its address."""
    servers: List[ThreadingHTTPServer] = []

    def start(handler: Handler) -> str:
        class Answers(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = handler(self, self.rfile.read(int(self.headers.get("Content-Length", 0))))
                self.send_response(200)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            do_GET = do_POST

            def log_message(self, format: str, *args: Any) -> None:
                """Quiet."""

        server = ThreadingHTTPServer(("127.0.0.1", 0), Answers)
        servers.append(server)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        return f"http://127.0.0.1:{server.server_port}"

    yield start
    for server in servers:
        server.shutdown()
        server.server_close()
