"""All pages in one list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from srs.web.pages import events, figures, media, review, start, workload

if TYPE_CHECKING:
    from starlette.routing import BaseRoute

ROUTES: list[BaseRoute] = [
    *start.ROUTES,
    *review.ROUTES,
    *figures.ROUTES,
    *workload.ROUTES,
    *media.ROUTES,
    *events.ROUTES,
]
