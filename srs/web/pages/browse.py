"""All facts in a table of any length: a query, an order, and what can be done to many of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urlencode

from starlette.routing import Route

from srs.app.browse import Order
from srs.errors import SrsError
from srs.search.errors import BadQuery
from srs.web.deeds import browser_for, entry_of, here_of
from srs.web.desk import desk_of
from srs.web.render import render
from srs.web.rows import row_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from starlette.requests import Request
    from starlette.responses import Response

    from srs.app.browse import Browser
    from srs.web.rows import Row

PAGE = 100
_LONGEST_QUERY = 2000
_EXAMPLES = ("is:due", "is:held", "is:leech", "is:suspended", "flag:1", "added:7", "rated:1:1", "prop:lapses>3")


class Ask(NamedTuple):
    """What the address of the page asks for."""

    q: str
    order: Order
    reverse: bool
    page: int

    def address(self, **changed: object) -> str:
        """Return the address that asks for something else; a new order begins at the first page."""
        asked = self._replace(**changed)  # type: ignore[arg-type]
        said = {
            "q": asked.q,
            "order": asked.order if asked.order is not Order.NOTE else "",
            "reverse": "1" * asked.reverse,
        }
        said["page"] = str(asked.page) if asked.page > 1 else ""
        kept = {name: value for name, value in said.items() if value}
        return f"/browse?{urlencode(kept)}" if kept else "/browse"


class Found(NamedTuple):
    """What was found, and the lines of one page of it."""

    total: int
    rows: list[Row]
    first: int
    pages: int
    wrong: Wrong | None = None


class Wrong(NamedTuple):
    """What is wrong with a query: told with the place, in the text before and behind it, and what is known."""

    told: str
    before: str
    behind: str
    advice: str


def browse(request: Request) -> Response:
    """Show a page of what a query finds."""
    desk, ask = desk_of(request), ask_of(request.query_params)
    with desk.store() as store:
        found = _find(browser_for(desk, store), ask, desk.doors.now_ms())
    ask = ask._replace(page=min(ask.page, max(found.pages, 1)))
    return render(
        request,
        "browse.html",
        ask=ask,
        found=found,
        orders=list(Order),
        examples=_EXAMPLES,
        entry=entry_of(request),
        here=here_of(request),
    )


def ask_of(parameters: Mapping[str, str]) -> Ask:
    """Read an address; what is none of ours means what is usual."""
    order, page = parameters.get("order", ""), parameters.get("page", "")
    return Ask(
        q=parameters.get("q", "").strip()[:_LONGEST_QUERY],
        order=Order(order) if order in {*Order} else Order.NOTE,
        reverse=parameters.get("reverse") == "1",
        page=max(1, int(page)) if page.isascii() and page.isdecimal() and len(page) < 7 else 1,  # noqa: PLR2004
    )


def _find(browser: Browser, ask: Ask, now_ms: int) -> Found:
    try:
        ids = browser.find(ask.q, now_ms, ask.order, reverse=ask.reverse)
    except BadQuery as error:
        query, column = error.query, error.column
        return Found(0, [], 0, 0, Wrong(error.message, query[:column], query[column:], error.advice))
    except SrsError as error:
        return Found(0, [], 0, 0, Wrong(error.message, "", "", error.hint))
    pages = -(-len(ids) // PAGE)
    first = (min(ask.page, max(pages, 1)) - 1) * PAGE
    shown = browser.rows(ids[first : first + PAGE])
    rows = [row_of(shown[one], browser.clock, now_ms, ask.order) for one in ids[first : first + PAGE] if one in shown]
    return Found(len(ids), rows, first, pages)


ROUTES = [Route("/browse", browse, methods=["GET"])]
