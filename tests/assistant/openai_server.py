"""A scripted OpenAI-compatible server on loopback that behaves as badly as it is told to."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

Reply = Callable[["Handler"], None]


class Handler(BaseHTTPRequestHandler):
    """Answers every chat completion with the server's reply."""

    def do_POST(self) -> None:
        length = int(self.headers.get("Content-Length", 0))
        self.server.asked.append(json.loads(self.rfile.read(length)))  # type: ignore[attr-defined]
        self.server.reply(self)  # type: ignore[attr-defined]

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class's name
        """Keep quiet."""

    def send(self, status: int, body: str, kind: str = "application/json") -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body.encode())))
        self.end_headers()
        self.wfile.write(body.encode())

    def begin_stream(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.end_headers()

    def chunk(self, text: str | None, finish: str | None = None) -> None:
        delta = {"role": "assistant", "content": text} if text is not None else {}
        data = {
            "id": "x",
            "object": "chat.completion.chunk",
            "created": 0,
            "model": "m",
            "choices": [{"index": 0, "delta": delta, "finish_reason": finish}],
        }
        self.wfile.write(f"data: {json.dumps(data)}\n\n".encode())
        self.wfile.flush()


def says(text: str) -> Reply:
    """A reply that streams ``text`` properly."""

    def reply(handler: Handler) -> None:
        handler.begin_stream()
        for at in range(0, len(text), 7):
            handler.chunk(text[at : at + 7])
        handler.chunk(None, "stop")
        handler.wfile.write(b"data: [DONE]\n\n")

    return reply


def status(code: int) -> Reply:
    """A reply with an error status."""
    return lambda handler: handler.send(code, json.dumps({"error": {"message": "no", "type": "x"}}))


def malformed(handler: Handler) -> None:
    """A stream that is no JSON."""
    handler.begin_stream()
    handler.wfile.write(b"data: {not json\n\n")


def broken_off(handler: Handler) -> None:
    """A stream that ends in the middle."""
    handler.begin_stream()
    handler.chunk("2024年，渝北")
    handler.connection.close()


def slow(handler: Handler) -> None:
    """A server that accepts and does not answer in time."""
    time.sleep(3)


def endless(handler: Handler) -> None:
    """A stream that does not end."""
    handler.begin_stream()
    try:
        for _ in range(4000):
            handler.chunk("辟谣" * 20)
    except OSError:
        return


@contextmanager
def serving(reply: Reply) -> Iterator[tuple[str, list[dict[str, object]]]]:
    """Serve ``reply`` on loopback; yield the base URL and the list of what was asked."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.reply, server.asked = reply, []  # type: ignore[attr-defined]
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/v1", server.asked  # type: ignore[attr-defined]
    finally:
        server.shutdown()
        server.server_close()
