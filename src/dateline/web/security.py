"""The door of the review page: who may ask, and what the browser may do with the answer.

The page holds reports of strangers and the decisions of a team, on a machine that also opens
other sites. So a request must name this machine as its host, come from this page or from nowhere,
and carry the token of this session; a write must carry a word that only this page's forms know.
"""

from __future__ import annotations

import hmac
import ipaddress
import secrets
import socket
from dataclasses import dataclass, field
from hashlib import sha256
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
}
LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
SAFE = frozenset({"GET", "HEAD"})
FIELD = "csrf"
NEED_TOKEN = (
    "This page opens with the address that 'dateline review' printed: it ends in ?token=…\n"
    "Copy that line whole, or start 'dateline review' again.\n"
)


def is_loopback(host: str) -> bool:
    """Tell whether a host name or address is this machine alone."""
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return host.casefold() == "localhost"


@dataclass(frozen=True, slots=True)
class Session:
    """One run of the server: its token, and the names it may be called by.

    Attributes:
        port: of the server; cookies are kept apart by it.
        host: what the server listens on.
        token: the word that opens the page.

    """

    port: int
    host: str = "127.0.0.1"
    token: str = field(default_factory=lambda: secrets.token_urlsafe(24))

    @property
    def cookie(self) -> str:
        """Return the name of the cookie that holds the token."""
        return f"dateline_{self.port}"

    @property
    def csrf(self) -> str:
        """Return the word that every form carries."""
        return hmac.new(self.token.encode(), b"forms", sha256).hexdigest()

    def knows(self, name: str, reached: str | None) -> bool:
        """Tell whether a host name means this server.

        ``reached`` is the address on which the connection arrived.
        """
        plain = name.casefold().strip("[]")
        if plain in LOOPBACK:
            return True
        if is_loopback(self.host):
            return False
        return plain in {self.host.casefold(), socket.gethostname().casefold(), reached}


def _same(given: str, wanted: str) -> bool:
    return hmac.compare_digest(given.encode(), wanted.encode())


class Guard:
    """Lets a request in, or says why not, and puts the policy on every answer."""

    def __init__(self, app: ASGIApp, session: Session) -> None:
        self.app = app
        self.session = session

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers.update(HEADERS)
                headers.setdefault("Cache-Control", "no-store")
            await send(message)

        refusal = self._refusal(scope)
        await (refusal or self.app)(scope, receive, guarded)

    def _refusal(self, scope: Scope) -> Response | None:
        headers = Headers(scope=scope)
        server = scope.get("server") or ("", None)
        host = headers.get("host", "")
        if not self.session.knows(_name(host), server[0]):
            return PlainTextResponse("This host name is not served here.\n", 421)
        if not _from_here(headers, f"{scope['scheme']}://{host}"):
            return PlainTextResponse("Requests from other sites are refused.\n", 403)
        return self._without_token(scope)

    def _without_token(self, scope: Scope) -> Response | None:
        request = Request(scope)
        given = request.query_params.get("token")
        if given is not None and request.method in SAFE and _same(given, self.session.token):
            clean = request.url.remove_query_params("token")
            answer = RedirectResponse(clean.path + (f"?{clean.query}" if clean.query else ""), 303)
            answer.set_cookie(
                self.session.cookie, self.session.token, httponly=True, samesite="strict", path="/"
            )
            return answer
        if _same(request.cookies.get(self.session.cookie, ""), self.session.token):
            return None
        return PlainTextResponse(NEED_TOKEN, 403)


def _name(host: str) -> str:
    try:
        return urlsplit(f"//{host}").hostname or ""
    except ValueError:
        return ""


def _from_here(headers: Headers, here: str) -> bool:
    """Tell whether a request comes from this page, from an address bar or from a program."""
    origin = headers.get("origin")
    if origin is not None:
        return origin.casefold() == here.casefold()
    return headers.get("sec-fetch-site", "none") in ("same-origin", "none")
