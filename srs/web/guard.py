"""Stands in front of every page: who may ask, from where, how, and what every answer says to the browser.

Browsers let any site send requests to this machine, so each request has to prove that it comes from a page of this
server: by the name in Host (DNS rebinding), by Origin and Sec-Fetch-Site (forgery), and by a cookie that only the browser has
to which the link was given. All of it is checked before a path is looked at.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import parse_qs

from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.responses import HTMLResponse, PlainTextResponse, RedirectResponse

if TYPE_CHECKING:
    from collections.abc import Callable

    from starlette.requests import HTTPConnection
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

    from srs.web.hosts import Place
    from srs.web.tickets import SessionId, Tickets

ENTRANCE = "/enter"
"""The path of the link that lets a browser in."""
MOST_BYTES = 64_000
"""Of a form; nothing longer is ever sent by a page."""

_FORM = "application/x-www-form-urlencoded"
_SESSION = "srs.session"
_FORBIDDEN = "403 This page is for the browser that was let in by the link that srs web prints in its terminal.\n"
_STRANGE = """<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>srs: not let in</title>
<h1>This browser was not let in</h1>
<p>A link of <code>srs web</code> lets one browser in, once. Take the newest link in its terminal, or the code below it.</p>
</html>
"""
"""What a browser sees that has no cookie, whatever it asks for. It may load nothing from here, not even a style."""
_POLICY = (
    "default-src 'none'; img-src 'self'; media-src 'self'; style-src 'self'; script-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
_HEADERS = {
    "content-security-policy": _POLICY,
    "x-content-type-options": "nosniff",
    # Not `no-referrer`: with that a browser sends `Origin: null` with a form, which tells it from no forged one.
    "referrer-policy": "same-origin",
    "cache-control": "no-store",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
}


def session_of(request: HTTPConnection) -> SessionId:
    """Return which browser asks; every request behind the guard has one."""
    session: SessionId = request.scope[_SESSION]
    return session


class Guard:
    """Lets requests of known browsers through to an app, and dresses every answer."""

    def __init__(
        self,
        app: ASGIApp,
        place: Place,
        tickets: Tickets,
        *,
        read_only: ASGIApp | None = None,
        on_entry: Callable[[], None] = lambda: None,
    ) -> None:
        """`read_only` answers whatever would change something, `on_entry` hears that a link was used up."""
        self.app = app
        self._place = place
        self._tickets = tickets
        self._read_only = read_only
        self._on_entry = on_entry
        self._cookie = f"srs-{place.port}"
        """Browsers keep cookies by host alone; two servers must not take each other's away."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or pass it on."""
        if scope["type"] == "lifespan":
            await self.app(scope, receive, send)
            return
        if scope["type"] != "http":
            return  # a WebSocket; the server closes what nobody accepts
        answer = self._judge(scope) or self.app

        async def dressed(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(raw=message.setdefault("headers", []))
                for name, value in _HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        await answer(scope, _limited(receive), dressed)

    def _judge(self, scope: Scope) -> ASGIApp | None:
        """Return what answers in place of the app; None for a request that may pass."""
        headers, method = Headers(scope=scope), scope["method"]
        if not self._is_from_here(headers, method):
            return _refusal()
        session = self._tickets.session_of(self._cookies(headers))
        if scope["path"] == ENTRANCE and method == "GET":
            return self._entrance(scope, session)
        if session is None:
            return _strange()
        if method not in {"GET", "HEAD", "POST"}:
            return PlainTextResponse("405 Pages are got, and forms posted.\n", 405, {"allow": "GET, HEAD, POST"})
        if not headers.get("content-length", "0").isdecimal() or int(headers.get("content-length", "0")) > MOST_BYTES:
            return PlainTextResponse("413 That is too long.\n", 413)
        scope[_SESSION] = session
        return self._read_only if method == "POST" else None

    def _is_from_here(self, headers: Headers, method: str) -> bool:
        """Tell whether a request comes from a page of this server, or from its user's own hand."""
        hosts, origins, sites = (headers.getlist(name) for name in ("host", "origin", "sec-fetch-site"))
        if len(hosts) != 1 or not self._place.is_own_host(hosts[0]):
            return False
        if not all(self._place.is_own_origin(origin, hosts[0]) for origin in origins):
            return False
        reads = method in {"GET", "HEAD"}
        if not all(site == "same-origin" or (site == "none" and reads) for site in sites):
            return False
        # A browser names the origin of a form; and no page of another site can send this type without asking first.
        return reads or (bool(origins or sites) and headers.get("content-type", "").partition(";")[0].strip() == _FORM)

    def _cookies(self, headers: Headers) -> list[str]:
        pairs = (pair.strip().partition("=") for line in headers.getlist("cookie") for pair in line.split(";"))
        return [value for name, _, value in pairs if name == self._cookie]

    def _entrance(self, scope: Scope, session: SessionId | None) -> ASGIApp:
        """Exchange the token of a link for a cookie; a link that was used leads a known browser to the pages."""
        if any(name in Headers(scope=scope) for name in ("sec-purpose", "purpose", "x-moz")):
            return _refusal()  # a browser that looks ahead must not use the link up
        answer = RedirectResponse("/", 303)
        if session is not None:
            return answer
        token = parse_qs(scope.get("query_string", b"").decode("latin-1")).get("token", [""])[0]
        cookie = self._tickets.redeem(token)
        if cookie is None:
            return _strange()
        answer.set_cookie(self._cookie, cookie, path="/", httponly=True, samesite="strict")
        self._on_entry()
        return answer


def _refusal() -> ASGIApp:
    return PlainTextResponse(_FORBIDDEN, 403)


def _strange() -> ASGIApp:
    return HTMLResponse(_STRANGE, 403)


def _limited(receive: Receive) -> Receive:
    """Count what arrives, since a request need not say beforehand how long it is."""
    taken = 0

    async def counted() -> Message:
        nonlocal taken
        message = await receive()
        taken += len(message.get("body", b""))
        if taken > MOST_BYTES:
            raise HTTPException(413, "413 That is too long.\n")
        return message

    return counted
