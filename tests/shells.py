"""Types lines into interactive shells and looks at what their completion makes of them."""

from __future__ import annotations

import os
import re
import select
import shutil
import subprocess
import sys
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING, NamedTuple

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PATIENCE = 30
_ESCAPE = re.compile(r"\x1b(?:\[[0-9;?]*[A-Za-z]|[=>()][0-9A-B]?|\][^\x07]*\x07)")
_BASH = """\
PS1='ready> '
bind 'set enable-bracketed-paste off'
bind 'set show-all-if-ambiguous on'
bind 'set completion-query-items 0'
bind 'set page-completions off'
show() { printf '\\n<%s>\\n' "$READLINE_LINE"; }
bind -x '"\\C-g": show'
eval "$(srs completion bash)"
"""
_ZSH = """\
PS1='ready> '
autoload -Uz compinit && compinit -D -u
LISTMAX=10000
unsetopt BEEP ALWAYS_LAST_PROMPT
unset zle_bracketed_paste
show() { print -r -- $'\\n<'$BUFFER'>' }
zle -N show
bindkey '^G' show
bindkey '^I' complete-word
eval "$(srs completion zsh)"
"""


class Completed(NamedTuple):
    """What became of a line by a tab: the line, and what is listed below it where there are several ways to go on."""

    line: str
    listed: str


class Shell:
    """A shell that somebody types into."""

    def __init__(self, terminal: int) -> None:
        self._terminal = terminal
        self._read_until(r"ready> $")

    def complete(self, line: str) -> Completed:
        """Type a line and a tab, read what it makes of it, and take the line away."""
        os.write(self._terminal, b"\x15" + line.encode() + b"\t\x07")
        shown = self._read_until(r"<(srs.*)>\r")
        os.write(self._terminal, b"\x15")
        found = re.search(r"<(srs.*)>\r", shown)
        assert found
        return Completed(found[1], shown[: found.start()])

    def _read_until(self, end: str) -> str:
        shown, until = b"", time.monotonic() + PATIENCE
        while not re.search(end, text := _ESCAPE.sub("", shown.decode(errors="replace"))):
            assert select.select([self._terminal], [], [], max(until - time.monotonic(), 0))[0], text
            shown += os.read(self._terminal, 4096)
        return text


def is_too_old(bash: str) -> bool:
    """Tell whether a bash is older than 4.4, which the script is for."""
    asked = [bash, "-c", "(( BASH_VERSINFO[0] * 100 + BASH_VERSINFO[1] >= 404 ))"]
    return subprocess.run(asked, check=False).returncode != 0


@contextmanager
def typing_into(name: str, folder: Path, environment: dict[str, str]) -> Iterator[Shell]:
    """Start a shell that knows how to complete `srs`, in a terminal of its own; skip where it is not installed."""
    program = shutil.which(name)
    if program is None or sys.platform == "win32":
        pytest.skip(f"{name} is not installed")
    if name == "bash" and is_too_old(program):
        pytest.skip("this bash is too old")
    import pty

    home = folder.parent / f"home-{name}"
    (home / "collections").mkdir(parents=True, exist_ok=True)
    (home / (".zshrc" if name == "zsh" else "rc")).write_text(_ZSH if name == "zsh" else _BASH, "utf-8")
    options = ["-d", "-i"] if name == "zsh" else ["--noprofile", "--rcfile", str(home / "rc"), "-i"]
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [program, *options],
        cwd=folder,
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        env=environment
        | {"ZDOTDIR": str(home), "HOME": str(home), "TERM": "xterm", "COLUMNS": "80", "LC_ALL": "C.UTF-8"},
        start_new_session=True,
    )
    try:
        yield Shell(ours)
    finally:
        process.kill()
        process.wait()
        os.close(theirs)
        os.close(ours)
