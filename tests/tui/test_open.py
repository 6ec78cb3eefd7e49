"""The card in a browser."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

import pytest
from screen import play, seated
from terminal import PATIENCE, in_terminal, read_until

from srs.errors import UsageError

if TYPE_CHECKING:
    from pathlib import Path

    from command import Collection

    from srs.app.doors import Aside

LATER = "2026-03-02T09:00:00+00:00"


class Browser:
    """Reads the pages that it is to open."""

    def __init__(self) -> None:
        self.pages: list[str] = []

    def open(self, file: Path, aside: Aside) -> str:
        aside(lambda: self.pages.append(file.read_text("utf-8")))
        return "Opened."


def test_the_page_has_the_answer_only_once_it_is_shown(synced: Collection) -> None:
    browser = Browser()

    with seated(synced, open_page=browser.open) as app:
        _, opened, *_ = play(app, "o", "space", "o", "3", "o")

    first, second, third = browser.pages
    assert "Opened." in opened
    assert "Prior" in first
    assert "what is believed" not in first
    assert "what is believed" in second
    assert "Likelihood" in third
    assert "how well" not in third


def test_where_there_is_no_browser_the_message_names_the_file(synced: Collection) -> None:
    with seated(synced) as app:
        shown = " ".join(play(app, "o")[-1].split())

    assert "There is no browser here; the card is in" in shown
    assert (synced.folder / ".srs" / "card.html").is_file()


def test_a_browser_that_fails_is_told_and_the_drill_goes_on(synced: Collection) -> None:
    def fail(file: Path, aside: Aside) -> str:
        def broken() -> None:
            raise UsageError(f"The browser 'x' failed: {file.name}")

        aside(broken)
        return ""

    with seated(synced, open_page=fail) as app:
        _, told, answer = play(app, "o", "space")

    assert "The browser 'x' failed: card.html" in told
    assert "what is believed" in answer


def test_at_the_end_there_is_nothing_to_open(synced: Collection) -> None:
    synced.run("suspend", *synced.ids().values())

    with seated(synced, open_page=Browser().open) as app:
        play(app, "o")

    assert not (synced.folder / ".srs" / "card.html").exists()


@pytest.mark.skipif(sys.platform == "win32", reason="there are no such terminals on Windows")
def test_a_text_browser_gets_the_terminal_and_the_drill_comes_back(synced: Collection, tmp_path: Path) -> None:
    script = tmp_path / "browser"
    script.write_text('#!/bin/sh\necho "browsing $1"\nread key\necho "left with $key"\n', "utf-8")
    script.chmod(0o700)
    env = {"BROWSER": str(script), "DISPLAY": "", "WAYLAND_DISPLAY": ""}
    with in_terminal("-C", synced.folder, "review", SRS_NOW=LATER, **env) as (process, ours):
        read_until("answer", ours)
        os.write(ours, b"o")
        left = read_until("browsing file://", ours)
        os.write(ours, b"7\r")
        read_until("left with 7", ours)
        read_until("answer", ours)
        os.write(ours, b"q")

        assert process.wait(PATIENCE) == 0
    assert "\x1b[?1049l" in left
    assert synced.run("history", "--json").records == []
