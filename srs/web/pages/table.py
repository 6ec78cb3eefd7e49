"""All pages in one list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from srs.web.pages import browse, events, facts, figures, held, media, notes, plan, review, start, workload

if TYPE_CHECKING:
    from starlette.routing import BaseRoute

ROUTES: list[BaseRoute] = [
    *start.ROUTES,
    *review.ROUTES,
    *notes.ROUTES,
    *browse.ROUTES,
    *held.ROUTES,
    *facts.ROUTES,
    *plan.ROUTES,
    *figures.ROUTES,
    *workload.ROUTES,
    *media.ROUTES,
    *events.ROUTES,
]
