"""The figures: how well and how much is learned, what comes, and which notes are hard to keep."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlencode

from starlette.routing import Route

from srs.app.stats import figures_of
from srs.errors import SrsError, StoreError
from srs.web.desk import desk_of
from srs.web.figures_view import Figures, view_of
from srs.web.heat import heat_of
from srs.web.render import render
from srs.web.want import number_of

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

_SPANS = (7, 30, 90, 365, 3650)
_USUAL_DAYS, _MOST_DAYS = 30, 36_500


def figures(request: Request) -> Response:
    """Show the figures of what a query finds; a query that is wrong is said above an empty page, so that it can be mended."""
    desk, parameters = desk_of(request), request.query_params
    query, days = parameters.get("q", "").strip(), _USUAL_DAYS
    view, calendar, wrong = Figures(), None, None
    try:
        days = number_of(parameters, "days", 1, _MOST_DAYS) or days
        with desk.store() as store:
            stats = figures_of(store, desk.collection, desk.doors.now(), (query,) if query else (), days)
        view, calendar = view_of(stats, is_chosen=bool(query)), heat_of(stats.calendar)
    except StoreError:
        raise
    except SrsError as error:
        wrong = error
    return render(
        request,
        "figures.html",
        400 if wrong else 200,
        view=view,
        calendar=calendar,
        wrong=wrong,
        q=query,
        days=days,
        spans=sorted({*_SPANS, days}),
        notes_at=_where(request, "/notes/", "{path:path}"),
        facts_at=_where(request, "/facts/", "{id}"),
        drill=_drill,
    )


def _where(request: Request, prefix: str, rest: str) -> str:
    """Return what an address begins with, where there is such a page; else nothing."""
    return prefix if prefix + rest in request.app.state.paths else ""


def _drill(query: str) -> str:
    """Return where all cards that a query finds can be gone through without their schedules."""
    return f"/review?{urlencode({'q': query, 'cram': 1})}"


ROUTES = [Route("/figures", figures, methods=["GET"])]
