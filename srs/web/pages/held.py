"""The facts that wait for a yes or no, one after the other."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urlencode

from starlette.routing import Route

from srs.app.surroundings import surroundings
from srs.errors import SrsError
from srs.model import FactId
from srs.web.deeds import browser_for, entry_of, here_of
from srs.web.desk import desk_of
from srs.web.fact_view import says_html
from srs.web.render import render
from srs.web.rows import row_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from starlette.requests import Request
    from starlette.responses import Response

    from srs.app.surroundings import Line
    from srs.schedule import DayClock
    from srs.store.browse import ShownFact
    from srs.web.fact_view import Says
    from srs.web.rows import Row

_LONGEST_QUERY = 2000


class Held(NamedTuple):
    """A fact that waits, as the drill would show it, and the lines around it."""

    row: Row
    says: Says
    around: list[Line]


def held(request: Request) -> Response:
    """Show the fact that the address names, or the next that waits."""
    desk, query = desk_of(request), request.query_params.get("q", "").strip()[:_LONGEST_QUERY]
    now_ms = desk.doors.now_ms()
    with desk.store() as store:
        browser = browser_for(desk, store)
        ids = browser.find(f"is:held ({query})" if query else "is:held", now_ms)
        at = _place(ids, request.query_params.get("at", ""))
        shown = browser.rows(ids[at : at + 1])
        view = _view(shown[ids[at]], desk.collection.notes, browser.clock, now_ms) if ids and shown else None
    following = ids[at + 1] if at + 1 < len(ids) else ""
    return render(
        request,
        "held.html",
        view=view,
        query=query,
        number=at + 1,
        count=len(ids),
        following=address_of(query, following),
        is_last=not following,
        entry=entry_of(request),
        here=here_of(request),
        own=address_of(query, ids[at] if ids else ""),
    )


def address_of(query: str, at: str = "") -> str:
    """Return the address of the facts that wait, those of a query alone, at one of them."""
    said = {name: value for name, value in (("q", query), ("at", at)) if value}
    return f"/held?{urlencode(said)}" if said else "/held"


def _place(ids: Sequence[FactId], wanted: str) -> int:
    return ids.index(FactId(wanted)) if wanted in ids else 0


def _view(shown: ShownFact, notes: Path, clock: DayClock, now_ms: int) -> Held:
    draft = shown.fact.draft
    try:
        around = surroundings(notes, draft.source)
    except SrsError:
        around = []  # the note has changed, and the next sync tells how
    return Held(
        row=row_of(shown, clock, now_ms),
        says=says_html(draft, notes),
        around=around,
    )


ROUTES = [Route("/held", held, methods=["GET"])]
