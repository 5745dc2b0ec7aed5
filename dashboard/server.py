"""The server: Streamlit behind strict security headers, with a warm start and a readiness route."""

import base64
import hashlib
import re
import secrets
from collections.abc import AsyncIterator, Awaitable, Callable, MutableMapping
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import Any

import streamlit as st
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse
from starlette.routing import Route

from dashboard.widgets.drafts import COOKIE
from warehouse.connection import open_current
from warehouse.data_dir import DataDir
from warehouse.snapshots import NoVersionError, current_id

SCRIPT = Path(__file__).parent.parent / "streamlit_app.py"
INLINE_SCRIPT = re.compile(r"<script>(.*?)</script>", re.DOTALL)
# Without it the browser asks every page's own path for a server first and logs the refusals.
WHERE_THE_SERVER_IS = 'window.__streamlit = {BACKEND_BASE_URL: location.origin + "/"};'
# As long as browsers let a cookie live, 400 days.
KEPT_SECONDS = 400 * 24 * 60 * 60

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
Application = Callable[[Message, Receive, Send], Awaitable[None]]


def page_shell(page: str) -> str:
    """Adapt Streamlit's one HTML page: its language, and where the server is."""
    page = page.replace('<html lang="en">', '<html lang="zh-CN">', 1)
    script = f"<script>{WHERE_THE_SERVER_IS}</script>"
    return page.replace("<head>", f"<head>\n    {script}", 1)


def content_security_policy() -> str:
    """Write the policy: this host alone; the inline scripts of the page by their hashes."""
    page = (Path(st.__file__).parent / "static" / "index.html").read_text(encoding="utf-8")
    hashes = [
        base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
        for script in INLINE_SCRIPT.findall(page_shell(page))
    ]
    scripts = " ".join(f"'sha256-{one}'" for one in hashes)
    return "; ".join(
        (
            "default-src 'self'",
            f"script-src 'self' 'wasm-unsafe-eval' {scripts}",
            # Streamlit and Plotly set styles from scripts; no style comes from data.
            "style-src 'self' 'unsafe-inline'",
            "img-src 'self' data: blob:",
            "font-src 'self' data:",
            "worker-src 'self' blob:",
            "connect-src 'self'",
            "object-src 'none'",
            "base-uri 'self'",
            "frame-ancestors 'self'",
            "form-action 'self'",
        )
    )


class Shell:
    """Adds the headers a government network expects, and adapts the one HTML page."""

    def __init__(self, app: Application) -> None:
        self._app = app
        pairs = {
            "content-security-policy": content_security_policy(),
            "x-content-type-options": "nosniff",
            "referrer-policy": "same-origin",
            "x-frame-options": "SAMEORIGIN",
        }
        self._headers = [(name.encode(), value.encode()) for name, value in pairs.items()]

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        """Pass a request on; web sockets carry no such headers."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        # Uncompressed, so that the page can be adapted; it is small, and all else is a file.
        plain = [(k, v) for k, v in scope["headers"] if k.lower() != b"accept-encoding"]
        response = _Response(send, [*self._headers, *_mark_for(scope["headers"])])
        await self._app({**scope, "headers": plain}, receive, response.send)


def _mark_for(asked: list[tuple[bytes, bytes]]) -> list[tuple[bytes, bytes]]:
    """Give a browser that opens a page without a mark a random one, by which it finds its draft."""
    headers = dict(asked)
    is_page = b"text/html" in headers.get(b"accept", b"")
    if not is_page or f"{COOKIE}=".encode() in headers.get(b"cookie", b""):
        return []
    rules = f"Path=/; Max-Age={KEPT_SECONDS}; HttpOnly; SameSite=Strict"
    return [(b"set-cookie", f"{COOKIE}={secrets.token_hex(16)}; {rules}".encode())]


class _Response:
    """One response on its way out; an HTML page is held back until it is whole."""

    def __init__(self, send: Send, headers: list[tuple[bytes, bytes]]) -> None:
        self._send = send
        self._headers = headers
        self._start: Message = {}
        self._body: list[bytes] | None = None

    async def send(self, message: Message) -> None:
        """Send one message on."""
        if message["type"] == "http.response.start":
            message["headers"] = [*message["headers"], *self._headers]
            if _is_page(message):
                self._start, self._body = message, []
                return
        elif self._body is not None and message["type"] == "http.response.body":
            self._body.append(message.get("body", b""))
            if message.get("more_body"):
                return
            page = page_shell(b"".join(self._body).decode()).encode()
            length = (b"content-length", str(len(page)).encode())
            kept = [(k, v) for k, v in self._start["headers"] if k.lower() != length[0]]
            await self._send({**self._start, "headers": [*kept, length]})
            await self._send({"type": "http.response.body", "body": page})
            return
        await self._send(message)


def _is_page(message: Message) -> bool:
    headers = {name.lower(): value for name, value in message["headers"]}
    return bytes(headers.get(b"content-type", b"")).startswith(b"text/html")


async def to_beginning(request: Request) -> RedirectResponse:
    """Lead to the first page, whose address is the root."""
    return RedirectResponse(f"/?{request.url.query}" if request.url.query else "/")


async def ready(_request: Request) -> JSONResponse:
    """Say whether there is a version to show."""
    version = current_id(DataDir.from_environment())
    return JSONResponse({"ready": version is not None, "version": version})


@asynccontextmanager
async def warm(_app: st.App) -> AsyncIterator[dict[str, Any]]:
    """Import what the first page needs and touch the current version before anybody waits."""
    import dashboard.app

    with suppress(NoVersionError):
        open_current(DataDir.from_environment()).close()
    yield {"warmed": dashboard.app.__name__}


def application() -> st.App:
    """Make the ASGI application."""
    return st.App(
        SCRIPT,
        lifespan=warm,
        routes=[Route("/api/ready", ready), Route("/overview", to_beginning)],
        middleware=[Middleware(Shell)],
    )


def serve(*, port: int) -> None:
    """Serve the dashboard on this machine until stopped."""
    application().run(config={"server.port": port})
