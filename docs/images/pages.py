"""Takes the pictures of the page in the README: the example notebook after ten weeks, in a real browser.

python docs/images/pages.py [CHROMIUM]

The clock stands still, as in `draw.py`, whose notebook this is.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from draw import HERE, NOTES, TODAY, WEEKS, edit, learn, read
from playwright.sync_api import sync_playwright

from srs.app.collection import find_collection

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

CHROMIUM = "/usr/bin/chromium"
NOTE = "/notes/safety/alignment.md?skips=1"
PHONE = {"viewport": {"width": 390, "height": 700}, "device_scale_factor": 2, "has_touch": True, "is_mobile": True}
DESK = {"viewport": {"width": 1000, "height": 640}, "device_scale_factor": 2}


def main(chromium: str) -> None:
    """Take a note on a desk, and a card on a phone at night."""
    with tempfile.TemporaryDirectory() as folder:
        shutil.copytree(NOTES, Path(folder, "notes"))
        collection = find_collection(Path(folder))
        store = collection.open()
        read(store, collection, TODAY - timedelta(weeks=WEEKS))
        learn(store, collection)
        edit(collection)
        read(store, collection, TODAY)
        store.close()
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
            with served(folder, TODAY) as address:
                page = browser.new_context(**DESK).new_page()
                page.goto(address)
                page.goto(address.split("/enter")[0] + NOTE)
                page.wait_for_load_state("networkidle")
                page.screenshot(path=HERE / "note.png")
            with served(folder, TODAY + timedelta(days=1)) as address:
                page = browser.new_context(color_scheme="dark", **PHONE).new_page()
                page.goto(address)
                page.get_by_role("link", name="Show answer").tap()
                page.get_by_role("button", name="Good").wait_for()
                page.screenshot(path=HERE / "phone.png")
            browser.close()


@contextmanager
def served(folder: str, at: datetime) -> Iterator[str]:
    """Serve a collection at a time, and give the address with its token, which lets one browser in."""
    command = [sys.executable, "-c", "from srs.cli import main; main()", "-C", folder, "web", "--no-open", "--json"]
    env = os.environ | {"SRS_NOW": at.isoformat(), "SRS_TZ": "UTC"}
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=env) as process:
        assert process.stdout is not None
        try:
            yield json.loads(process.stdout.readline())["address"]
        finally:
            process.terminate()


if __name__ == "__main__":
    main(*(sys.argv[1:] or [CHROMIUM]))
