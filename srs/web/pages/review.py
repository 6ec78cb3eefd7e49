"""The drill."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.routing import Route

from srs.app.due import count
from srs.app.wording import due_told
from srs.web.desk import desk_of
from srs.web.render import render

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response


def review(request: Request) -> Response:
    """Show what is due."""
    desk = desk_of(request)
    with desk.store() as store:
        due = count(store, desk.collection, desk.doors.now_ms(), desk.doors.now())
    return render(request, "review.html", told=due_told(due))


ROUTES = [Route("/review", review, methods=["GET"])]
