"""Opening the page of a card in whatever browser there is."""

from __future__ import annotations

import sys
import time
import webbrowser
from typing import TYPE_CHECKING

import pytest

from srs.cli.page_opener import open_page
from srs.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

pytestmark = pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="these always have a browser of their own")
PATIENCE = 30


@pytest.fixture
def bare(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Be on a machine without any browser, and return the folder in which programs are looked for."""
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "BROWSER"):
        monkeypatch.delenv(name, raising=False)
    programs = tmp_path / "bin"
    programs.mkdir()
    monkeypatch.setenv("PATH", str(programs))
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setattr(webbrowser, "_tryorder", None)
    monkeypatch.setattr(webbrowser, "_browsers", {})
    return programs


def browser(folder: Path, name: str, status: int = 0) -> Path:
    """Put a browser there that writes down what it opens; return where."""
    log = folder / f"{name}.log"
    program = folder / name
    program.write_text(f'#!/bin/sh\necho "$@" > "{log}"\nexit {status}\n', "utf-8")
    program.chmod(0o700)
    return log


def run_it(deed: Callable[[], None]) -> None:
    deed()


def never(_: Callable[[], None]) -> None:
    pytest.fail("no terminal is needed")


def test_where_there_is_no_browser_the_file_is_named(bare: Path) -> None:
    with pytest.raises(UsageError, match="There is no browser here; the card is in .*card.html"):
        open_page(bare / "card.html", never)


def test_a_text_browser_gets_the_terminal(bare: Path) -> None:
    log = browser(bare, "w3m")
    asked = []

    def aside(deed: Callable[[], None]) -> None:
        asked.append("terminal")
        deed()

    assert open_page(bare / "the card.html", aside) == ""
    assert asked == ["terminal"]
    assert log.read_text("utf-8").strip() == (bare / "the card.html").as_uri()


def test_a_browser_that_fails_is_told_with_the_file(bare: Path) -> None:
    browser(bare, "w3m", status=3)

    with pytest.raises(UsageError, match="The browser 'w3m' failed; the card is in .*card.html"):
        open_page(bare / "card.html", run_it)


def test_a_browser_with_a_window_leaves_the_terminal_alone(
    bare: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    log = browser(bare, "window")
    monkeypatch.setenv("BROWSER", f"{bare / 'window'} %s &")

    told = open_page(bare / "card.html", never)

    end = time.monotonic() + PATIENCE
    while not (log.exists() and log.read_text("utf-8").strip()) and time.monotonic() < end:
        time.sleep(0.02)
    assert told == "The card opens in the browser."
    assert log.read_text("utf-8").strip() == (bare / "card.html").as_uri()
    assert capfd.readouterr() == ("", "")


def test_a_module_of_that_name_in_the_folder_is_not_run(
    bare: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    log = browser(bare, "window")
    monkeypatch.setenv("BROWSER", f"{bare / 'window'} %s &")
    (tmp_path / "webbrowser.py").write_text("from pathlib import Path\nPath('run').touch()\n", "utf-8")
    monkeypatch.chdir(tmp_path)

    open_page(bare / "card.html", never)

    end = time.monotonic() + PATIENCE
    while not log.exists() and time.monotonic() < end:
        time.sleep(0.02)
    assert log.exists()
    assert not (tmp_path / "run").exists()
