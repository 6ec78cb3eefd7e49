"""Fills templates: whatever a note says arrives there as text, or as HTML that `srs.web.card_html` made."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.responses import HTMLResponse

from srs.markdown.sanitise import visible
from srs.web.desk import desk_of
from srs.web.lookout import VERSION
from srs.web.navigation import ENTRIES

if TYPE_CHECKING:
    from starlette.requests import Request

TEMPLATES = Path(__file__).parent / "templates"


@cache
def _environment() -> Environment:
    found = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    found.filters["visible"] = visible
    return found


def render(request: Request, template: str, status: int = 200, **values: Any) -> HTMLResponse:
    """Return a page; its template extends `layout.html` and finds what that needs besides the values."""
    desk = desk_of(request)
    shared = {
        "entries": [entry for entry in ENTRIES if entry.path in request.app.state.paths],
        "path": request.url.path,
        "trouble": desk.trouble,
        "read_only": desk.read_only,
        "version": request.scope.get(VERSION, desk.hub.version),
    }
    return HTMLResponse(_environment().get_template(template).render(shared | values), status)
