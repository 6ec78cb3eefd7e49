"""Opens a page in the user's browser, be it a window or a text browser in the terminal."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

from srs.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from webbrowser import BaseBrowser


def open_page(file: Path, aside: Callable[[Callable[[], None]], None]) -> str:
    """Show a file in the browser that Python finds, `$BROWSER` first, and return what to say.

    `aside` runs something with the terminal to itself.

    Raises:
        UsageError: there is no browser, or it failed.
    """
    return open_address(file.absolute().as_uri(), aside, f"the card is in {file}")


def open_address(
    address: str, aside: Callable[[Callable[[], None]], None], otherwise: str = "its address is printed"
) -> str:
    """Show an address in the browser, and return what to say; `otherwise` is told where there is none.

    Raises:
        UsageError: there is no browser, or it failed.
    """
    import webbrowser

    try:
        browser = webbrowser.get()
    except webbrowser.Error as error:
        raise UsageError(f"There is no browser here; {otherwise}.", "Set BROWSER to have it opened.") from error
    if not _takes_terminal(browser):
        _open_window(address)
        return "The card opens in the browser."

    def open_here() -> None:
        if not browser.open(address):
            raise UsageError(f"The browser '{browser.name}' failed; {otherwise}.", "Set BROWSER.")

    aside(open_here)
    return ""


def _takes_terminal(browser: BaseBrowser) -> bool:
    """Tell whether a browser runs in the terminal, or is one that Python knows nothing about and waits for."""
    import webbrowser

    in_background = isinstance(browser, webbrowser.BackgroundBrowser)
    return isinstance(browser, webbrowser.GenericBrowser | webbrowser.Elinks) and not in_background


def _open_window(address: str) -> None:
    """Let another process open a window: what browsers print would be written over the screen, and Python waits for some."""
    from threading import Thread

    process = subprocess.Popen(  # noqa: S603  (this Python, looking for no module in this folder)
        [sys.executable, "-I", "-m", "webbrowser", address],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    Thread(target=process.wait, daemon=True).start()
