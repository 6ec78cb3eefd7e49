"""Paths that look like options, commands or lines: an editor gets them as one argument, and nothing else happens."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from srs.cli.editor import editor_command, open_editor
from srs.cli.page_opener import open_address

if TYPE_CHECKING:
    from scoreboard import Scoreboard

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows allows no such names of files")

NAMES = [
    *r"""-x
--version
-c:!touch made
+!touch made
$(touch made)
`touch made`
a;touch made
a&touch made
a|touch made
a b
'a'
"a"
a\
*
~
%s
$HOME
=touch
{touch,made}
<a
>made
#a
!touch""".splitlines(),
    "a\ntouch made",
    "a\x1b[2J",
]
EDITORS = ("{}", "{} --flag", "env {}", "'{}' 'a b'")


@pytest.fixture
def editor(tmp_path: Path) -> Path:
    """Return an editor that writes down what it was given, argument by argument."""
    program = tmp_path / "bin" / "editor"
    program.parent.mkdir()
    program.write_text('#!/bin/sh\nfor one in "$@"; do printf "%s\\0" "$one"; done > "$EDITOR_LOG"\n', "utf-8")
    program.chmod(0o700)
    return program


def test_an_editor_gets_a_path_as_one_argument_whatever_is_in_it(
    editor: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, scoreboard: Scoreboard
) -> None:
    folder, log = tmp_path / "notes", tmp_path / "log"
    folder.mkdir()
    monkeypatch.chdir(folder)
    monkeypatch.setenv("EDITOR_LOG", str(log))
    monkeypatch.delenv("VISUAL", raising=False)
    wrong = []

    for how in EDITORS:
        monkeypatch.setenv("EDITOR", how.format(editor))
        for name in NAMES:
            Path(name).write_text("x", "utf-8")
            open_editor(Path(name), 7)
            given = log.read_bytes().decode().split("\0")[:-1]
            wrong += [(how, name)] if given[-2:] != ["+7", str(folder / name)] else []

    wrong += [("made", path.name) for path in (*folder.iterdir(), *tmp_path.iterdir()) if path.name == "made"]
    scoreboard.count("path that acts on an editor", tries=len(EDITORS) * len(NAMES), failures=len(wrong))
    assert wrong == []


@pytest.mark.parametrize("name", ["vi", "code", "subl", "hx", "zed", "gedit", "xdg-open", "notepad"])
def test_no_editor_takes_a_path_for_an_option(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)

    for path in NAMES:
        command = editor_command(name, Path(path), 7)

        # A full path begins with a slash, which begins no option of any of them.
        assert command[-1].startswith(str(tmp_path))
        assert command[0] == name


def test_a_browser_gets_an_address_as_one_argument(
    editor: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, scoreboard: Scoreboard
) -> None:
    log = tmp_path / "log"
    monkeypatch.setenv("EDITOR_LOG", str(log))
    monkeypatch.setenv("BROWSER", f"{editor} %s")
    monkeypatch.setattr("webbrowser._tryorder", None)
    monkeypatch.setattr("webbrowser._browsers", {})
    monkeypatch.chdir(tmp_path)
    wrong = []

    for name in NAMES:
        address = (tmp_path / name).absolute().as_uri()
        open_address(address, lambda deed: deed())
        given = log.read_bytes().decode().split("\0")[:-1]
        wrong += [name] if given != [address] else []

    scoreboard.count("path that acts on a browser", tries=len(NAMES), failures=len(wrong))
    assert wrong == []
    assert not (tmp_path / "made").exists()
