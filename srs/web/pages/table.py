"""All pages in one list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from srs.web.pages import events, media, review, start

if TYPE_CHECKING:
    from starlette.routing import BaseRoute

ROUTES: list[BaseRoute] = [
    *start.ROUTES,
    *review.ROUTES,
    *media.ROUTES,
    *events.ROUTES,
]
