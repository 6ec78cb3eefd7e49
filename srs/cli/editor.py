"""Opens a note at a line in the user's editor; arguments only, never a shell."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
from typing import TYPE_CHECKING

from srs.errors import UsageError

if TYPE_CHECKING:
    from pathlib import Path

_GOTO = frozenset({"code", "codium", "cursor", "code-insiders"})
_COLON = frozenset({"subl", "hx", "helix", "zed"})
_FALLBACK = "notepad" if sys.platform == "win32" else "vi"


def open_editor(file: Path, line: int) -> None:
    """Run `$VISUAL` or `$EDITOR` on a file at a line and wait for it.

    Raises:
        UsageError: the editor cannot be started or reports a failure.
    """
    command = editor_command(os.environ.get("VISUAL") or os.environ.get("EDITOR") or _FALLBACK, file, line)
    try:
        done = subprocess.run(command, check=False)  # noqa: S603  (the user's own editor, without a shell)
    except OSError as error:
        raise UsageError(f"The editor '{command[0]}' cannot be started ({error.strerror}).", "Set EDITOR.") from error
    if done.returncode:
        raise UsageError(f"The editor '{command[0]}' failed with status {done.returncode}.")


def editor_command(editor: str, file: Path, line: int) -> list[str]:
    """Return the command for an editor and a line, as that editor writes it; a path never looks like an option."""
    try:
        words = shlex.split(editor, posix=sys.platform != "win32") or [_FALLBACK]
    except ValueError:
        words = [editor]
    name = os.path.basename(words[0]).removesuffix(".exe").lower()  # noqa: PTH119
    path = str(file.absolute())
    if name in _GOTO:
        waiting = [] if "--wait" in words or "-w" in words else ["--wait"]
        return [*words, *waiting, "--goto", f"{path}:{line}"]
    if name in _COLON:
        return [*words, f"{path}:{line}"]
    if name in ("notepad", "open", "xdg-open", "gedit"):
        return [*words, path]
    return [*words, f"+{line}", path]
