"""The first page: the drill."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.responses import RedirectResponse
from starlette.routing import Route

if TYPE_CHECKING:
    from starlette.requests import Request


async def start(request: Request) -> RedirectResponse:  # noqa: ARG001
    """Go on to the drill."""
    return RedirectResponse("/review", 303)


ROUTES = [Route("/", start)]
