"""Sits in front of the pages: a browser without a window, over a collection on disk."""

from __future__ import annotations

import re
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

from screen import Clock
from starlette.testclient import TestClient

from srs.app.collection import find_collection
from srs.app.doors import Doors
from srs.cli.editor import open_editor
from srs.web.desk import Desk
from srs.web.hosts import Place
from srs.web.site import make_site
from srs.web.tickets import Tickets

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from command import Collection

    from srs.web.guard import Guard
    from srs.web.seats import Seats

PORT = 4711
ORIGIN = f"http://127.0.0.1:{PORT}"


class Visitor(TestClient):
    """A browser: it says where its requests come from, as browsers do."""

    def enter(self, tickets: Tickets) -> Visitor:
        """Open a link that lets it in."""
        assert self.get("/enter", params={"token": tickets.mint()}, follow_redirects=False).status_code == 303
        return self

    def submit(self, path: str, **form: str) -> str:
        """Send a form of a page, and return the page that it leads to."""
        answer = self.post(path, data=form, headers={"origin": ORIGIN, "sec-fetch-site": "same-origin"})
        assert answer.status_code == 200, answer.text
        return answer.text


class Site:
    """A server and the browsers in front of it."""

    def __init__(self, guard: Guard, tickets: Tickets, desk: Desk, clock: Clock) -> None:
        self.guard = guard
        self.tickets = tickets
        self.desk = desk
        self.clock = clock
        self._life: TestClient | None = None

    def visitor(self, *, enters: bool = True) -> Visitor:
        """Return another browser."""
        made = Visitor(self.guard, base_url=ORIGIN)
        made.portal = self._life.portal if self._life else None
        return made.enter(self.tickets) if enters else made

    def at_drills(self, deed: Callable[[Seats], object]) -> object:
        """Do something where the drills live."""
        assert self._life is not None
        assert self._life.portal is not None
        return self._life.portal.call(self.desk.at_drills, deed)

    @contextmanager
    def running(self) -> Iterator[Site]:
        with TestClient(self.guard, base_url=ORIGIN) as self._life:
            yield self


@contextmanager
def served(
    collection: Collection | Path, *, read_only: bool = False, watch: bool = False, clock: Clock | None = None
) -> Iterator[Site]:
    """Serve a collection whose notes were read."""
    folder = getattr(collection, "folder", collection)
    clock = clock or Clock()
    told: list[str] = []
    doors = Doors(clock.now, clock.tick_ms, time.time_ns, open_editor)
    desk = Desk(find_collection(folder), doors, read_only=read_only, tell=told.append)
    tickets = Tickets()
    site = Site(make_site(desk, Place("127.0.0.1", PORT), tickets, watch=watch), tickets, desk, clock)
    with site.running():
        yield site


def wait_for(look: Callable[[], str], is_right: Callable[[str], bool]) -> str:
    """Return a page once it is as it should be, or as it is after a long time."""
    end = time.monotonic() + 20
    while not is_right(page := look()) and time.monotonic() < end:
        time.sleep(0.1)
    return page


def field(page: str, name: str) -> str:
    """Return what a hidden field of a page holds."""
    found = re.search(rf'name="{name}" value="([^"]*)"', page)
    assert found, page
    return found[1]
