"""Puts the pages together behind their guard."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from srs.errors import SrsError, StoreError
from srs.web.guard import Guard
from srs.web.lookout import WithVersion
from srs.web.pages.table import ROUTES
from srs.web.render import render
from srs.web.seats import Seats
from srs.web.watcher import Watcher

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

    from starlette.responses import Response
    from starlette.types import Receive, Scope, Send

    from srs.web.desk import Desk
    from srs.web.hosts import Place
    from srs.web.tickets import Tickets

STATIC = Path(__file__).parent / "static"
_LOOK_SECONDS = 60


class _Files(StaticFiles):
    """Files of ours; a browser asks each time whether they have changed."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        answer = await super().get_response(path, scope)
        answer.headers["cache-control"] = "no-cache"
        return answer


def make_site(
    desk: Desk, place: Place, tickets: Tickets, *, watch: bool = True, on_entry: Callable[[], None] = lambda: None
) -> Guard:
    """Return the whole site as an ASGI app; with `watch` the notes are read while it runs."""

    @asynccontextmanager
    async def life(_: Starlette) -> AsyncIterator[None]:
        desk.hub.open()
        watcher = Watcher(desk) if watch and not desk.read_only else None
        if watcher:
            watcher.start()
        looking = asyncio.create_task(_let_go(desk))
        try:
            yield
        finally:
            looking.cancel()
            with suppress(asyncio.CancelledError):
                await looking
            if watcher:
                await asyncio.to_thread(watcher.stop)
            desk.hub.close()
            await asyncio.to_thread(desk.close)

    routes = [*ROUTES, Mount("/static", _Files(directory=STATIC), name="static")]
    app = Starlette(
        routes=routes,
        lifespan=life,
        middleware=[Middleware(WithVersion, desk.lookout)],
        exception_handlers={HTTPException: _missing, SrsError: _told, Exception: _broken},
    )
    app.router.redirect_slashes = False
    app.state.desk = desk
    app.state.paths = frozenset(route.path for route in routes if isinstance(route, Route))

    async def read_only(scope: Scope, receive: Receive, send: Send) -> None:
        scope["app"] = app
        await render(Request(scope, receive), "read_only.html", 403)(scope, receive, send)

    return Guard(app, place, tickets, read_only=read_only if desk.read_only else None, on_entry=on_entry)


async def _let_go(desk: Desk) -> None:
    """Free others from waiting for pages that nobody touches."""
    while True:
        await asyncio.sleep(_LOOK_SECONDS)
        await desk.at_drills(Seats.let_go)


def _missing(request: Request, error: Exception) -> Response:  # noqa: ARG001
    """Say in plain text, without a detail of the inside, that there is no such page."""
    status = error.status_code if isinstance(error, HTTPException) else 500
    told = {404: "There is no such page.", 405: "That page does not take this.", 413: "That is too long."}
    return PlainTextResponse(f"{status} {told.get(status, 'This cannot be done.')}\n", status)


def _told(request: Request, error: Exception) -> Response:
    """Show an error of ours: one sentence, and the way out."""
    status = 503 if isinstance(error, StoreError) else 400
    message, hint = (error.message, error.hint) if isinstance(error, SrsError) else ("", "")
    return render(request, "error.html", status, message=message, hint=hint)


def _broken(request: Request, error: Exception) -> Response:
    """Tell whoever started the server what went wrong, and the browser only that something did."""
    desk: Desk = request.app.state.desk
    desk.tell(f"{request.url.path} failed: {type(error).__name__}: {error}")
    return PlainTextResponse("500 Something went wrong; the terminal of srs web tells what.\n", 500)
