"""Opens the pages in a real browser: Debian's chromium through playwright, where both are installed; not in CI, which has no browser."""

from __future__ import annotations

import json
import os
import shutil
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import pytest
from webserver import web

if TYPE_CHECKING:
    from collections.abc import Iterator

    from command import Collection
    from playwright.sync_api import Browser, Page, Response

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
NEEDED = [
    pytest.mark.skipif(CHROMIUM is None, reason="there is no chromium here: apt-get install chromium"),
    pytest.mark.skipif("CI" in os.environ, reason="a browser is for the machine of whoever works on the pages"),
]
"""What a test in a real browser needs; the reason tells what is missing."""
DESKTOP = {"viewport": {"width": 1200, "height": 800}}
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
DARK = {"color_scheme": "dark"}
MOST_BYTES = 200_000


class Seen:
    """What went on in a page besides what it shows."""

    def __init__(self, page: Page, address: str) -> None:
        self.faults: list[str] = []
        self.bytes = 0
        self._own = address.rpartition("/")[0]
        page.on("console", lambda said: self._note(said.type in {"error", "warning"}, said.text))
        page.on("pageerror", lambda error: self._note(True, str(error)))
        page.on("dialog", lambda dialog: (self._note(True, dialog.message), dialog.dismiss()))
        page.on("request", lambda request: self._note(not request.url.startswith(self._own), request.url))
        page.on("response", self._weigh)
        page.on("popup", lambda popup: self._note(True, popup.url))

    def _note(self, is_fault: bool, said: str) -> None:
        if is_fault:
            self.faults.append(said)

    def _weigh(self, response: Response) -> None:
        if not response.url.endswith("/events") and response.status == 200:
            self.bytes += int(response.headers.get("content-length", MOST_BYTES))


@contextmanager
def opened(
    browser: Browser, collection: Collection, path: str = "", *, script: bool = True, **options: Any
) -> Iterator[tuple[Page, Seen]]:
    """Open the pages of a collection in a window of their own."""
    with web(collection, "--json") as process:
        assert process.stdout
        address = json.loads(process.stdout.readline())["address"]
        context = browser.new_context(java_script_enabled=script, **options)
        page = context.new_page()
        page.set_default_timeout(10_000)
        seen = Seen(page, address)
        page.add_init_script("window.hacked = () => { window.wasHacked = true; console.error('hacked'); };")
        page.goto(address)
        if path:
            page.goto(address.partition("/enter")[0] + path)
        yield page, seen
        context.close()


def violations(page: Page) -> list[str]:
    """Return which rules of accessibility a page breaks, by axe."""
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is not installed")
    found = axe.Axe().run(page).response["violations"]
    return [f"{one['id']}: {node['html'][:200]}" for one in found for node in one["nodes"]]
