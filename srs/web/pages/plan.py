"""What a sync would do, with the questions it has, before it is carried out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.concurrency import run_in_threadpool
from starlette.responses import RedirectResponse
from starlette.routing import Route

from srs.app.planning import carry_out, look_ahead
from srs.app.wording import carried_out_told
from srs.errors import RefusedError
from srs.model import FactId
from srs.web.deeds import entry_of
from srs.web.desk import Trouble, desk_of
from srs.web.forms import read_form
from srs.web.guard import session_of
from srs.web.ledger import with_entry
from srs.web.plan_view import name_of, plan_view
from srs.web.render import render

if TYPE_CHECKING:
    from collections.abc import Mapping

    from starlette.requests import Request
    from starlette.responses import Response

    from srs.app.planning import Decisions, Prospect
    from srs.store.open import Store
    from srs.web.desk import Desk

_DECISION = "was-"
_NONE = "-"


def plan(request: Request) -> Response:
    """Show the plan; nothing is changed."""
    desk = desk_of(request)
    with desk.store() as store:
        view = plan_view(_look(desk, store), every=request.query_params.get("every") == "1")
    return render(request, "plan.html", view=view, entry=entry_of(request))


async def act(request: Request) -> Response:
    """Carry out the plan that was read, once."""
    form = await read_form(request)
    told = await run_in_threadpool(_act, desk_of(request), form)
    entry = desk_of(request).ledger.write(session_of(request), told, "/plan")
    return RedirectResponse(with_entry("/plan", entry), 303)


def _act(desk: Desk, form: Mapping[str, str]) -> str:
    """Carry out a plan where it still is the one that the form was made for, and say what came of it."""
    with desk.store() as store:
        prospect = _look(desk, store)
        if name_of(prospect) != form.get("plan"):
            return "The plan is another one by now, and nothing was done; this is how it stands."
        decisions = _decisions(prospect, form)
        at, started_ns = desk.doors.now_ms(), desk.doors.wall_ns()
        yes = form.get("yes") == "1"
        try:
            done = carry_out(store, desk.collection, decisions, at=at, started_ns=started_ns, yes=yes)
        except RefusedError as error:
            return error.message
    desk.trouble = Trouble()
    desk.take_in_notes()
    return f"Done: {carried_out_told(done, sum(old is None for old in decisions.values()))}"


def _decisions(prospect: Prospect, form: Mapping[str, str]) -> Decisions:
    """Return what was decided about the texts that are unsure; those without an answer stay so."""
    decisions: Decisions = {}
    for one in prospect.unsure:
        said = form.get(f"{_DECISION}{one.id}", "")
        if said == _NONE:
            decisions[one.id] = None
        elif said in {fact.id for fact in one.candidates} and FactId(said) not in decisions.values():
            decisions[one.id] = FactId(said)  # a fact goes on as one text alone
    return decisions


def _look(desk: Desk, store: Store) -> Prospect:
    return look_ahead(store, desk.followed.read(), at=desk.doors.now_ms(), started_ns=desk.doors.wall_ns())


ROUTES = [Route("/plan", plan, methods=["GET"]), Route("/plan", act, methods=["POST"])]
