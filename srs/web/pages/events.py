"""News for pages that are open: `notes` after the notes were read, `store` when something was written by whomever."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.responses import PlainTextResponse, Response, StreamingResponse
from starlette.routing import Route

from srs.web.desk import desk_of

if TYPE_CHECKING:
    from starlette.requests import Request


async def events(request: Request) -> Response:
    """Send events until the page is left or the server ends."""
    hub = desk_of(request).hub
    if hub.is_full:
        return PlainTextResponse("503 Too many pages are open.\n", 503)
    return StreamingResponse(hub.listen(), media_type="text/event-stream")


ROUTES = [Route("/events", events, methods=["GET"])]
