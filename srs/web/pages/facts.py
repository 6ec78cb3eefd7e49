"""One fact: what it asks, when, what was answered, and what it said before; and what forms do to facts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.concurrency import run_in_threadpool
from starlette.responses import RedirectResponse
from starlette.routing import Route

from srs.app.cards import portray
from srs.errors import UnknownId
from srs.web.deeds import browser_for, carry_out, deed_of, entry_of, here_of, take_back
from srs.web.desk import desk_of
from srs.web.fact_view import portrait_view
from srs.web.forms import read_fields, read_form
from srs.web.render import render

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response


def fact(request: Request) -> Response:
    """Show everything about a fact."""
    desk = desk_of(request)
    with desk.store() as store:
        try:
            portrait = portray(store, request.path_params["id"])
        except UnknownId as error:
            return render(request, "error.html", 404, message=error.message, hint="")
        shown = browser_for(desk, store).rows([portrait.fact.id])[portrait.fact.id]
        view = portrait_view(portrait, shown, desk.collection, desk.collection.presets(store), desk.doors.now())
    return render(request, "fact.html", view=view, entry=entry_of(request), here=here_of(request))


async def act(request: Request) -> Response:
    """Do to facts what a form says."""
    deed = deed_of(await read_fields(request))
    return RedirectResponse(await run_in_threadpool(carry_out, request, deed), 303)


async def undo(request: Request) -> Response:
    """Take back what was done."""
    form = await read_form(request)
    return RedirectResponse(await run_in_threadpool(take_back, request, form.get("what", "")), 303)


ROUTES = [
    Route("/facts/{id}", fact, methods=["GET"]),
    Route("/facts", act, methods=["POST"]),
    Route("/undo", undo, methods=["POST"]),
]
