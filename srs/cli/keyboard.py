"""The keys of a terminal one by one, by the names that `[keys]` in `srs.toml` knows."""

from __future__ import annotations

import sys
from collections import deque
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from collections.abc import Callable

_NAMES = {
    **dict.fromkeys("\r\n", "enter"),
    **dict.fromkeys("\x08\x7f", "backspace"),
    " ": "space",
    "\t": "tab",
    "\x1b[2~": "insert",
    "\x1b[3~": "delete",
    **dict.fromkeys(("\x1b[C", "\x1bOC"), "right"),
    **dict.fromkeys(("\x1b[D", "\x1bOD"), "left"),
    # Of VT100 and xterm, of rxvt and others, of the console of Linux.
    **{f"\x1bO{letter}": f"f{number}" for number, letter in enumerate("PQRS", 1)},
    **{
        f"\x1b[{code}~": f"f{number}" for number, code in enumerate((11, 12, 13, 14, 15, 17, 18, 19, 20, 21, 23, 24), 1)
    },
    **{f"\x1b[[{letter}": f"f{number}" for number, letter in enumerate("ABCDE", 1)},
}
_NAMES_ON_WINDOWS = {
    **{f"\0{chr(0x3A + number)}": f"f{number}" for number in range(1, 11)},
    **dict(zip(("\xe0\x85", "\xe0\x86", "\xe0R", "\xe0S", "\xe0M", "\xe0K"), ("f11", "f12", "insert", "delete", "right", "left"), strict=True)),
}  # fmt: skip
_IS_WINDOWS = sys.platform == "win32"
_FIRST_PRINTABLE = 0x20
_STOP, _LEAVE = "\x1a", ("\x03", "\x04", "")


class Keyboard:
    """Reads keys; what was typed or pasted at once comes key by key, and `come_back` is called behind a ctrl-z."""

    def __init__(self, come_back: Callable[[], None]) -> None:
        self._come_back = come_back
        self._waiting: deque[str] = deque()

    def read(self) -> str:
        """Wait for a key and return its name: a character, or `space`, `f2`, `ctrl+s`; empty for one without a name.

        Raises:
            KeyboardInterrupt: ctrl-c or ctrl-d, or the terminal is gone.
        """
        while not self._waiting:
            self._waiting.extend(_split(click.getchar()))
        key = self._waiting.popleft()
        if key in _LEAVE:
            raise KeyboardInterrupt
        if key == _STOP and not _IS_WINDOWS:
            _stop()
            self._come_back()
            return self.read()
        return _name_of(key)

    def forget(self) -> None:
        """Forget what was typed ahead."""
        self._waiting.clear()


def _split(typed: str) -> list[str]:
    """Split what the terminal sent into its keys."""
    if len(typed) <= 1:
        return [typed]
    import re

    special = r"[\0\xe0]." if _IS_WINDOWS else r"\x1b(?:\[\[?[\d;]*[A-Za-z~]|O.|.)?"
    return re.findall(rf"{special}|.", typed, re.DOTALL)


def _name_of(key: str) -> str:
    if key in _NAMES:
        return _NAMES[key]
    if _IS_WINDOWS and key in _NAMES_ON_WINDOWS:
        return _NAMES_ON_WINDOWS[key]
    if len(key) == 1 and ord(key) < _FIRST_PRINTABLE:
        return f"ctrl+{chr(ord(key) + 0x60)}" if key != "\x1b" else ""
    return key if len(key) == 1 and key.isprintable() else ""


def _stop() -> None:
    """Stop, as ctrl-z does where a program leaves keys to the terminal; the shell's `fg` goes on."""
    import os
    import signal

    os.kill(os.getpid(), signal.SIGTSTP)  # type: ignore[attr-defined,unused-ignore]
