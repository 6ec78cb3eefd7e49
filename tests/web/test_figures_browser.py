"""The figures in a real browser: drawn at any width, read by keyboard and finger, live while the form is changed."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest
from command import Collection
from learner import learned_collection
from windows import DARK, DESKTOP, MOST_BYTES, NEEDED, opened, violations

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser, Page

pytest.importorskip("playwright.sync_api", reason="playwright is not installed: pip install '.[test]'")
pytestmark = NEEDED
NARROW = {"viewport": {"width": 360, "height": 780}, "has_touch": True, "is_mobile": True}


@pytest.fixture(scope="module")
def once(tmp_path_factory: pytest.TempPathFactory) -> Collection:
    return learned_collection(tmp_path_factory.mktemp("learned") / "collection", cards=40, new=5)


@pytest.fixture
def learned(once: Collection, tmp_path: Path) -> Collection:
    return Collection(shutil.copytree(once.folder, tmp_path / "collection"))


def check_charts(page: Page) -> int:
    """Every chart is drawn within the window; return how many there are."""
    charts = page.locator("figure.chart").all()
    width = page.viewport_size["width"]
    for chart in charts:
        drawn = chart.locator(".marks").bounding_box()
        assert drawn["height"] > 40
        assert drawn["width"] > 200
        assert chart.bounding_box()["x"] + chart.bounding_box()["width"] <= width
        assert chart.locator("rect, polyline").count() > 1
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    return len(charts)


@pytest.mark.parametrize("options", [DESKTOP, NARROW, NARROW | DARK], ids=["desktop", "narrow", "dark"])
def test_charts_are_drawn_at_any_width_and_break_no_rule(
    browser: Browser, learned: Collection, options: dict[str, object]
) -> None:
    with opened(browser, learned, "/figures?days=365", **options) as (page, seen):
        assert check_charts(page) >= 12
        page.locator("#answers-table summary").click()
        assert page.locator("#answers-table table").is_visible()
        assert violations(page) == []
        assert seen.bytes < 2 * MOST_BYTES  # that of the first page, which is weighed elsewhere, and of this one

        page.goto(page.url.partition("?")[0] + "/workload?retention=80&days=365")
        assert check_charts(page) == 4
        assert violations(page) == []
        assert seen.faults == []


def test_arrow_keys_read_single_values(browser: Browser, learned: Collection) -> None:
    with opened(browser, learned, "/figures", **DESKTOP) as (page, seen):
        chart = page.locator("#answers")
        chart.locator(".marks").focus()
        page.keyboard.press("ArrowLeft")
        last = chart.locator(".readout").inner_text()
        page.keyboard.press("ArrowLeft")
        before = chart.locator(".readout").inner_text()
        page.keyboard.press("Escape")

        assert last.startswith("Sun 1 Mar 2026: ")
        assert before.startswith("Sat 28 Feb 2026: ")
        assert chart.locator(".readout").inner_text() == ""
        assert seen.faults == []


def test_a_finger_reads_single_values(browser: Browser, learned: Collection) -> None:
    with opened(browser, learned, "/figures", **NARROW) as (page, _):
        page.locator("#calendar .point").last.tap()

        assert page.locator("#calendar .readout").inner_text().startswith("Sun 1 Mar 2026: ")


def test_the_form_answers_while_it_is_changed(browser: Browser, learned: Collection) -> None:
    with opened(browser, learned, "/figures", **DESKTOP) as (page, seen):
        page.evaluate("window.kept = true")
        page.locator("#answers-table summary").click()
        page.select_option("#days", "365")
        page.wait_for_selector("text=Answers in 7 days")
        assert page.locator("#answers-table table").is_visible()
        page.fill("#q", "nothingissaidso")
        page.wait_for_selector("text=No card matches.")
        assert page.url.endswith("/figures?q=nothingissaidso&days=365")
        page.fill("#q", "")
        page.wait_for_selector("text=Answers in 7 days")
        assert page.evaluate("window.kept")
        assert seen.faults == []
        page.fill("#q", "prop:")
        page.wait_for_selector("[role=alert]")
        assert page.evaluate("window.kept")


def test_sliders_simulate_once_they_are_let_go(browser: Browser, learned: Collection) -> None:
    with opened(browser, learned, "/figures/workload", **DESKTOP) as (page, seen):
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        page.focus("#retention")
        for _ in range(5):
            page.keyboard.press("ArrowLeft")
        page.wait_for_selector("text=at 85 %")
        assert page.locator("output[for=retention]").inner_text() == "85 %"
        assert len([url for url in asked if "workload" in url]) == 1

        page.focus("#new")
        page.keyboard.press("ArrowRight")
        page.wait_for_selector("text=and 7,665 new ones")
        assert not page.is_checked("[name=waiting]")
        assert seen.faults == []


def test_forms_do_all_of_it_without_a_script(browser: Browser, learned: Collection) -> None:
    with opened(browser, learned, "/figures", script=False, **DESKTOP) as (page, _):
        page.select_option("#days", "365")
        page.click("text=Show")
        assert page.locator("h2", has_text="Answers in 7 days").count() == 1
        page.click("text=Workload simulator")
        page.focus("#retention")
        page.keyboard.press("Home")
        page.click("text=Simulate")
        assert page.locator("text=70 % (chosen)").count() == 1
