"""Answers of the server carry headers that keep a poisoned report from reaching out of the page."""

from __future__ import annotations

from assistant.asgi import App, Message, Receive, Send, path_of

# The interface's own scripts are written into the page, hence 'unsafe-inline' and 'unsafe-eval'.
POLICY = "; ".join(
    (
        "default-src 'self'",
        "script-src 'self' 'unsafe-inline' 'unsafe-eval'",
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data: blob:",
        "font-src 'self' data:",
        "connect-src 'self'",
        "worker-src 'self' blob:",
        "form-action 'self'",
        "base-uri 'self'",
        "object-src 'none'",
        "frame-ancestors 'self'",
    )
)
HEADERS = (
    (b"content-security-policy", POLICY.encode()),
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"same-origin"),
)
CLOSED = "/gradio_api/upload"
"""Where no page takes files, the door for them stays shut."""


class SafeHeaders:
    """An ASGI layer that adds the headers to every answer and, without ``uploads``, refuses them."""

    def __init__(self, app: App, *, uploads: bool = False) -> None:
        self.app = app
        self._closed = not uploads

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        """Pass the request on, or refuse it, with the headers on what goes back."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                kept = [h for h in message.get("headers", ()) if h[0].lower() not in dict(HEADERS)]
                message["headers"] = [*kept, *HEADERS]
            await send(message)

        if self._closed and path_of(scope).startswith(CLOSED):
            await guarded({"type": "http.response.start", "status": 403, "headers": []})
            await guarded({"type": "http.response.body", "body": b"uploads are closed"})
            return
        await self.app(scope, receive, guarded)
