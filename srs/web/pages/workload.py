"""The workload simulator: what more or less desired retention would cost."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.routing import Route

from srs.errors import SrsError, StoreError
from srs.schedule.preset import HIGHEST_RETENTION, LOWEST_RETENTION
from srs.web.desk import desk_of
from srs.web.forecaster import Wish
from srs.web.guard import session_of
from srs.web.render import render
from srs.web.want import number_of
from srs.web.workload_view import workload_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from starlette.requests import Request
    from starlette.responses import Response

    from srs.web.workload_view import Workload

_USUAL = (0.70, 0.75, 0.80, 0.85, 0.90, 0.93, 0.95, 0.97)
LOWEST, HIGHEST = round(LOWEST_RETENTION * 100), round(HIGHEST_RETENTION * 100)
MOST_DAYS, MOST_NEW = 1095, 100
_DAYS = 365


def workload(request: Request) -> Response:
    """Show a forecast at the retention, for the days and with the new cards that sliders say."""
    desk, parameters = desk_of(request), request.query_params
    found: Workload | None = None
    wrong, chosen, days = None, 0.0, _DAYS
    waiting = "retention" not in parameters or parameters.get("waiting") == "1"
    with desk.store() as store:
        presets = desk.collection.presets(store)
        present = presets.general.desired_retention
        new = min(presets.general.new_per_day, MOST_NEW)
        day = presets.clock(desk.doors.now()).day_of(desk.doors.now_ms())
        try:
            chosen, days, new = _read(parameters, present, new)
            wish = Wish(days, None if waiting else new, sorted({*_USUAL, present, chosen}))
            outlook = desk.forecaster.ask(session_of(request), store, desk.collection, day, wish)
            found = workload_of(outlook, chosen, present, day)
        except StoreError:
            raise
        except SrsError as error:
            wrong = error
    values = {"retention": round((chosen or present) * 100), "days": days, "new": new, "waiting": waiting}
    limits = {"lowest": LOWEST, "highest": HIGHEST, "most_days": MOST_DAYS, "most_new": MOST_NEW}
    present_said = f"{present * 100:g} %"
    return render(
        request,
        "workload.html",
        400 if wrong else 200,
        view=found,
        wrong=wrong,
        present=present_said,
        **values,
        **limits,
    )


def _read(parameters: Mapping[str, str], present: float, limit: int) -> tuple[float, int, int]:
    """Read the sliders out of an address: desired retention, days, new cards a day; what is in force where it says nothing.

    Raises:
        UsageError: one of them is no number, or beyond its slider.
    """
    retention = number_of(parameters, "retention", LOWEST, HIGHEST)
    days, new = number_of(parameters, "days", 1, MOST_DAYS), number_of(parameters, "new", 0, MOST_NEW)
    return (
        present if retention in {None, round(present * 100)} else retention / 100,
        days or _DAYS,
        limit if new is None else new,
    )


ROUTES = [Route("/figures/workload", workload, methods=["GET"])]
