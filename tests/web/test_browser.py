"""The pages in a real browser: Debian's chromium through playwright, where both are installed; not in CI, which has no browser."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import pytest
from hostile import write_hostile_notes
from webserver import web

if TYPE_CHECKING:
    from collections.abc import Iterator

    from command import Collection
    from playwright.sync_api import Browser, Page, Response

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed: pip install '.[test]'")
pytestmark = [
    pytest.mark.skipif(CHROMIUM is None, reason="there is no chromium here: apt-get install chromium"),
    pytest.mark.skipif("CI" in os.environ, reason="a browser is for the machine of whoever works on the pages"),
]
DESKTOP = {"viewport": {"width": 1200, "height": 800}}
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
DARK = {"color_scheme": "dark"}
MOST_BYTES = 200_000


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_api.sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield launched
        launched.close()


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


def press(page: Page, key: str) -> None:
    """Press a key that leads to another card, and wait for it."""
    before = page.get_attribute(".question", "data-card")
    page.keyboard.press(key)
    page.wait_for_function("one => document.querySelector('.question')?.dataset.card !== one", arg=before)


def reveal(page: Page) -> None:
    page.wait_for_selector(".question")  # the notes are read behind the first page
    page.keyboard.press("Space")
    page.wait_for_selector(".answer")


def count_answers(collection: Collection) -> int:
    connection = sqlite3.connect(collection.folder / ".srs" / "srs.db")
    try:
        query = "SELECT count(*) FROM review WHERE id NOT IN (SELECT review FROM undone)"
        return int(connection.execute(query).fetchone()[0])
    finally:
        connection.close()


def violations(page: Page) -> list[str]:
    """Return which rules of accessibility a page breaks, by axe."""
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is not installed")
    found = axe.Axe().run(page).response["violations"]
    return [f"{one['id']}: {node['html'][:200]}" for one in found for node in one["nodes"]]


def swipe(page: Page, far: int) -> None:
    """Move a finger sideways over the card."""
    session = page.context.new_cdp_session(page)
    y, begin = 250, 195
    session.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": [{"x": begin, "y": y}]})
    for step in range(1, 9):
        page.wait_for_timeout(10)
        point = {"x": begin + far * step / 8, "y": y}
        session.send("Input.dispatchTouchEvent", {"type": "touchMove", "touchPoints": [point]})
    session.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    session.detach()


def test_a_whole_review_by_keyboard(browser: Browser, synced: Collection) -> None:
    with opened(browser, synced, **DESKTOP) as (page, seen):
        for _ in range(2):
            reveal(page)
            press(page, "4")
        press(page, "u")
        assert "Took back 'easy'" in page.inner_text("#told")
        assert count_answers(synced) == 1
        page.keyboard.press("4")
        page.wait_for_selector(".answer")
        press(page, "4")
        press(page, "s")
        assert "Suspended" in page.inner_text("#told")
        press(page, "u")
        for _ in range(2):
            reveal(page)
            press(page, "4")

        assert page.inner_text("h1") == "Done"
        assert page.evaluate("document.activeElement.className") == "end"
    assert seen.faults == []
    assert count_answers(synced) == 4


def test_keys_that_are_pressed_in_haste_are_not_lost(browser: Browser, synced: Collection) -> None:
    with opened(browser, synced, **DESKTOP) as (page, seen):
        page.wait_for_selector(".question")
        for key in " 4 4 4 4":
            page.keyboard.press("Space" if key == " " else key)
        page.wait_for_selector(".end")
    assert seen.faults == []
    assert count_answers(synced) == 4


def test_a_whole_review_by_touch(browser: Browser, synced: Collection) -> None:
    with opened(browser, synced, **PHONE) as (page, seen):
        page.touchscreen.tap(195, 300)
        page.wait_for_selector(".answer")
        before = page.get_attribute(".question", "data-card")
        swipe(page, -150)
        page.wait_for_function("one => document.querySelector('.question').dataset.card !== one", arg=before)
        page.wait_for_timeout(500)  # a browser takes a tap right behind a swipe for its end
        page.get_by_role("button", name="Undo").tap()
        page.wait_for_selector("text=Took back 'again'")
        while page.query_selector(".question"):
            page.wait_for_timeout(50)
            page.get_by_role("link", name="Show answer").tap()
            page.wait_for_selector(".answer")
            before = page.get_attribute(".question", "data-card")
            page.get_by_role("button", name="Easy").tap()
            page.wait_for_function("one => document.querySelector('.question')?.dataset.card !== one", arg=before)

        sizes = page.evaluate("[document.documentElement.scrollWidth, innerWidth]")
        assert sizes[0] <= sizes[1], "nothing sticks out sideways"
    assert seen.faults == []
    assert count_answers(synced) == 4


def test_a_whole_review_without_scripts(browser: Browser, synced: Collection) -> None:
    with opened(browser, synced, script=False, **DESKTOP) as (page, _):
        for _ in range(4):
            page.get_by_role("link", name="Show answer").click()
            page.get_by_role("button", name="Easy").click()

        assert page.inner_text("h1") == "Done"
    assert count_answers(synced) == 4


def test_going_back_shows_the_present_card(browser: Browser, synced: Collection) -> None:
    with opened(browser, synced, script=False, **DESKTOP) as (page, _):
        page.get_by_role("link", name="Show answer").click()
        page.get_by_role("button", name="Easy").click()
        page.go_back()

        assert "Likelihood" in page.inner_text(".question")
    assert count_answers(synced) == 1


@pytest.mark.parametrize("options", [DESKTOP, PHONE, PHONE | DARK], ids=["desktop", "phone", "dark"])
def test_every_moment_of_a_drill_is_accessible(browser: Browser, synced: Collection, options: dict[str, Any]) -> None:
    wide = "| a | b | c |\n|---|---|---|\n| " + " | ".join(["a_long_word_that_does_not_wrap" * 2] * 3) + " |"
    code = "```python\n" + "x = 1 # " + "long " * 60 + "\n```"
    formula = "$$" + " + ".join(["x^2"] * 40) + "$$"
    note = f"# All\n\n## What can a card hold?\n\nThis:\n\n{wide}\n\n{code}\n\n{formula}\n\n> quote\n"
    synced.file("all.md").write_text(note, "utf-8")
    with opened(browser, synced, "/review?q=hold", **options) as (page, seen):
        page.wait_for_selector(".question")
        found = violations(page)
        page.keyboard.press("t")
        page.keyboard.type("that")
        found += violations(page)
        page.keyboard.press("Enter")
        page.wait_for_selector(".typed")
        page.keyboard.press("c")
        page.wait_for_selector(".around")
        found += violations(page)
        page.keyboard.press("?")
        found += violations(page)
        page.keyboard.press("Escape")
        press(page, "4")
        found += violations(page)
        sizes = page.evaluate("[document.documentElement.scrollWidth, innerWidth]")

    assert found == []
    assert sizes[0] <= sizes[1]
    assert seen.faults == []


def test_an_error_is_accessible(browser: Browser, synced: Collection) -> None:
    with opened(browser, synced, "/review?q=deck:(", **DESKTOP) as (page, _):
        assert violations(page) == []


def test_an_image_is_enlarged_by_its_key(browser: Browser, synced: Collection) -> None:
    synced.file("dot.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><circle r="4"/></svg>')
    synced.write("image.md", "Dot: a small round mark ![a dot](dot.svg)", "Dash: a short line between words of text")
    with opened(browser, synced, "/review?q=dot", **DESKTOP) as (page, seen):
        reveal(page)
        page.keyboard.press("o")

        page.wait_for_selector("#zoom img")
        page.keyboard.press("Escape")
        assert not page.is_visible("#zoom img")
    assert seen.faults == []


def test_notes_that_change_are_told_and_the_card_stays(browser: Browser, synced: Collection) -> None:
    with opened(browser, synced, **DESKTOP) as (page, seen):
        page.wait_for_timeout(1500)
        before = page.inner_text(".question")
        synced.write("more.md", "Posterior: what is believed once data was seen", "Evidence: what data say in all")

        page.wait_for_selector("#news >> text=2 created")
        page.wait_for_selector(".left >> text=6 new")
        assert page.inner_text(".question") == before
        reveal(page)
        press(page, "4")
    assert seen.faults == []
    assert count_answers(synced) == 1


def test_the_first_page_is_light(browser: Browser, synced: Collection) -> None:
    with opened(browser, synced, **DESKTOP) as (page, seen):
        page.wait_for_load_state("load")
        page.wait_for_timeout(300)

        assert 0 < seen.bytes < MOST_BYTES


GO_THROUGH = """async () => {
  const card = () => document.querySelector('.question')?.dataset.card;
  const until = async (done) => { while (!done()) await new Promise((next) => setTimeout(next, 1)); };
  const images = () => Promise.all([...document.images].map((one) => one.decode().catch(() => null)));
  for (let asked = 0; ; asked++) {
    const now = card();
    if (!now) return asked;
    document.querySelector('[data-action=show]').click();
    await until(() => document.querySelector('.answer'));
    await images();
    document.querySelector('[data-action=good]').click();
    await until(() => card() !== now);
  }
}"""


def test_hostile_notes_do_nothing(browser: Browser, notes: Collection) -> None:
    wanted = write_hostile_notes(notes)
    assert notes.run("sync", "--yes").status == 0
    with opened(browser, notes, "/review?cram=1", **DESKTOP) as (page, seen):
        asked = page.evaluate(GO_THROUGH)

        assert page.inner_text("h1") == "Done"
        assert page.evaluate("window.wasHacked") is None
    assert seen.faults == []
    assert asked >= wanted
