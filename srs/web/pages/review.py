"""The drill: as in the terminal, with forms alone; the module beside it adds keys, swipes and an answer without waiting."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.responses import RedirectResponse
from starlette.routing import Route

from srs.app.answers import rating_of
from srs.errors import UsageError
from srs.web.card_view import view_of
from srs.web.desk import desk_of
from srs.web.forms import read_form
from srs.web.guard import session_of
from srs.web.render import render
from srs.web.want import want_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from starlette.requests import Request
    from starlette.responses import Response

    from srs.app.sitting import Sitting
    from srs.web.card_view import View
    from srs.web.seats import Seat, Seats

STALE = "That page was out of date: its card was answered or changed meanwhile, and nothing was counted twice."
_MOST_TYPED = 10_000


async def review(request: Request) -> Response:
    """Show the card that comes now, or the end."""
    want, parameters = want_of(request.query_params), request.query_params
    session, desk = session_of(request), desk_of(request)

    def look(seats: Seats) -> View:
        seat = seats.take(session, want)
        # The answer is asked for by the name of the moment: on the next card the same address shows a question.
        return view_of(seat, shown=parameters.get("show") == seat.turn, around=parameters.get("around") == seat.turn)

    return render(request, "review.html", view=await desk.at_drills(look), want=want)


async def act(request: Request) -> Response:
    """Carry out what a form says, once, and lead back to the card that comes then."""
    want, form, session = want_of(request.query_params), await read_form(request), session_of(request)
    if form.get("do") == "restart":
        await desk_of(request).at_drills(lambda seats: seats.leave(session, want))
        return RedirectResponse(want.address(), 303)
    deed = _deed(form)
    more = await desk_of(request).at_drills(lambda seats: _act(seats.take(session, want), form, deed))
    return RedirectResponse(want.address(**more), 303)


def _act(seat: Seat, form: Mapping[str, str], deed: Callable[[Sitting], str]) -> dict[str, str]:
    """Do it where the form is one of this moment; return what the address needs to show as much of the card as before."""
    if form.get("turn") != seat.turn:
        seat.told = STALE
        return {}
    sitting = seat.sitting
    if form.get("shown"):
        sitting.reveal()
    seat.do(lambda: deed(sitting))
    return {"around": seat.turn} if form.get("around") and sitting.revealed else {}


def _deed(form: Mapping[str, str]) -> Callable[[Sitting], str]:
    """Return what a form wants to be done.

    Raises:
        UsageError: no page here has such a form.
    """
    name = form.get("do", "")
    if name in {"again", "hard", "good", "easy"}:
        return lambda sitting: sitting.rate(rating_of(name))
    if name == "type":
        return lambda sitting: _reveal(sitting, form.get("typed", "")[:_MOST_TYPED])
    deeds: dict[str, Callable[[Sitting], str]] = {
        "undo": lambda sitting: sitting.undo(),
        "redo": lambda sitting: sitting.redo(),
        "suspend": lambda sitting: sitting.suspend(),
        "bury": lambda sitting: sitting.bury(),
        "reject": lambda sitting: sitting.reject(),
        "flag": lambda sitting: sitting.mark(),
    }
    if name not in deeds:
        raise UsageError("This form cannot be read.")
    return deeds[name]


def _reveal(sitting: Sitting, typed: str) -> str:
    sitting.reveal(typed)
    return ""


ROUTES = [Route("/review", review, methods=["GET"]), Route("/review", act, methods=["POST"])]
