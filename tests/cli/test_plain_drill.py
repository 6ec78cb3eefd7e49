"""The drill line by line: its keys, and what each prints."""

from __future__ import annotations

import os
import re
import select
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING

import pytest
from command import Collection
from hypothesis import given
from hypothesis import strategies as st
from terminal import PATIENCE, in_terminal, press, read_until, wait_until_stopped

from srs.app.keys import DEFAULTS, TOLD
from srs.app.surroundings import Line
from srs.cli.keyboard import _name_of, _split
from srs.cli.plain_page import Page

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

LATER = "2026-03-02T09:00:00+00:00"
ASKS, RATES = "any key to show", "4 easy"
ESCAPE = re.compile(r"\x1b\[[0-9;]*[A-Za-z]")


class Sitter:
    """Somebody at a drill, who presses keys and reads."""

    def __init__(self, process: subprocess.Popen[bytes], terminal: int) -> None:
        self.process = process
        self.terminal = terminal

    def sees(self, prompt: str, key: str) -> str:
        """Read until a prompt, press a key, and return what was shown before."""
        return ESCAPE.sub("", press(self.terminal, key, prompt)).replace("\r\n", "\n")

    def leaves(self) -> str:
        """Read the goodbye."""
        shown = read_until("saved", self.terminal)
        assert self.process.wait(PATIENCE) == 0
        return ESCAPE.sub("", shown).replace("\r\n", "\n")


@contextmanager
def drilling(collection: Collection, **env: str) -> Iterator[Sitter]:
    with in_terminal("-C", collection.folder, "review", "--plain", SRS_NOW=LATER, **env) as (process, terminal):
        yield Sitter(process, terminal)


def stored(collection: Collection, column: str) -> list[object]:
    with closing(sqlite3.connect(collection.folder / ".srs" / "srs.db")) as connection:
        return [row[0] for row in connection.execute(f"SELECT {column} FROM card ORDER BY id") if row[0]]


def test_the_keys_of_the_screen_do_the_same(synced: Collection) -> None:
    with drilling(synced) as sitter:
        sitter.sees(ASKS, "!")
        flagged = sitter.sees(ASKS, "@")
        suspended = sitter.sees(ASKS, "-")
        buried = sitter.sees(ASKS, "u")
        again = sitter.sees(ASKS, "q")
        sitter.leaves()

    assert "Flag 1." in flagged
    assert "Suspended: " in suspended and "(u takes it back;" in suspended
    assert "Buried until tomorrow: " in buried
    assert "No longer buried: " in again
    assert stored(synced, "flag") == [1]
    assert stored(synced, "suspended") == [1]
    assert stored(synced, "buried_until") == []


def test_what_is_not_a_card_is_rejected_and_comes_back(synced: Collection) -> None:
    with drilling(synced) as sitter:
        sitter.sees(ASKS, "x")
        rejected = sitter.sees(ASKS, "x")
        sitter.sees(ASKS, "u")
        again = sitter.sees(ASKS, "q")
        sitter.leaves()

    assert "Not a card: " in rejected and "(u takes it back; later: srs accept " in rejected
    assert "No longer rejected: " in again
    assert len(synced.run("cards", "is:rejected", "--json").records) == 1


def test_a_flag_stands_above_its_card(synced: Collection) -> None:
    with drilling(synced) as sitter:
        sitter.sees(ASKS, "!")
        sitter.sees(ASKS, "u")
        shown = sitter.sees(ASKS, "q")

    assert "There is nothing to take back." in shown
    assert "\n⚑1\n" in shown


def test_the_help_lists_the_keys_and_the_drill_goes_on(synced: Collection) -> None:
    with drilling(synced) as sitter:
        sitter.sees(ASKS, "?")
        unseen = sitter.sees(ASKS, " ")
        sitter.sees(RATES, "?")
        seen = sitter.sees(RATES, "3")
        sitter.sees(ASKS, "q")
        goodbye = sitter.leaves()

    lines = {action: f"{' '.join(DEFAULTS[action]):<12}{told}\n" for action, told in TOLD.items()}
    assert [action for action, line in lines.items() if line not in unseen] == ["search"]  # which is for the screen
    assert "@ s         suspend the card\n" in seen
    assert "1 answered in" in goodbye


def test_the_lines_around_come_with_the_answer(synced: Collection) -> None:
    with drilling(synced) as sitter:
        sitter.sees(ASKS, "c")
        refused = sitter.sees(ASKS, " ")
        sitter.sees(RATES, "c")
        first = sitter.sees(RATES, "c")
        second = sitter.sees(RATES, "q")
        sitter.leaves()

    assert "The surroundings come with the answer." in refused
    assert all("   1  # Notes\n" in shown and "   4  - **" in shown for shown in (first, second))


def test_the_lines_around_are_moved_in_as_in_the_note(capsys: pytest.CaptureFixture[str]) -> None:
    Page(20, colour=False).show_around(
        [Line(8, "    return one, two", True), Line(9, "", False), Line(10, "end", False)]
    )

    assert capsys.readouterr().out == "   8      return\n          one, two\n   9  \n  10  end\n"


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("what is believed before any data is seen\r", "✓ what is believed before any data is seen\n\nwhat is"),
        (
            "what is believed after any data is seen\r",
            "✗ what is believed [-after-]{+before+} any data is seen\n\nwhat is",
        ),
        ("ü\x1b[31m\r", "✗ "),
    ],
)
def test_a_typed_answer_is_corrected(synced: Collection, typed: str, shown: str) -> None:
    with drilling(synced, NO_COLOR="1", LC_ALL="C.UTF-8") as sitter:
        assert "Prior" in sitter.sees(ASKS, "t")
        read_until("goes back)", sitter.terminal)
        os.write(sitter.terminal, typed.encode())
        answer = sitter.sees(RATES, "3")
        sitter.sees(ASKS, "q")
        sitter.leaves()

    assert shown in answer


def test_nothing_typed_goes_back_to_the_question(synced: Collection) -> None:
    with drilling(synced) as sitter:
        sitter.sees(ASKS, "t")
        read_until("goes back)", sitter.terminal)
        os.write(sitter.terminal, b"\r")
        shown = sitter.sees(ASKS, "q")
        sitter.leaves()

    assert RATES not in shown


def test_keys_are_those_of_the_settings(synced: Collection) -> None:
    (synced.folder / "srs.toml").write_text(
        '[keys]\ngood = ["l", "f5"]\neasy = "ctrl+e"\nundo = "ü"\nhelp = "h"\nquit = "z"\nsuspend = []\n', "utf-8"
    )
    with drilling(synced, LC_ALL="C.UTF-8") as sitter:
        asked = sitter.sees("any key to show, h for help", " ")
        answered = sitter.sees("ctrl+e easy", "\x1b[15~")
        sitter.sees(ASKS, " ")
        sitter.sees("ctrl+e easy", "\x05")
        sitter.sees(ASKS, "ü")
        undone = sitter.sees(ASKS, "h")
        told = sitter.sees(ASKS, "z")
        sitter.leaves()

    assert "? for help" not in asked
    assert "3 good" not in answered and "l good" in answered
    assert "Took back 'easy'" in undone
    assert "suspend" not in told


def test_what_is_typed_at_once_comes_key_by_key(synced: Collection) -> None:
    with drilling(synced) as sitter:
        sitter.sees(ASKS, " 3 4q")
        goodbye = sitter.leaves()

    assert "2 answered in" in goodbye
    assert [one["rating"] for one in synced.run("history", "--json").records] == [3, 4]


def test_an_edit_comes_back_to_the_card_with_its_answer(synced: Collection, tmp_path: Path) -> None:
    script = tmp_path / "editor.sh"
    script.write_text('#!/bin/sh\nsed -i.old s/any/new/ "$2"\nrm "$2.old"\n', "utf-8")
    script.chmod(0o700)
    with drilling(synced, EDITOR=str(script), VISUAL="") as sitter:
        sitter.sees(ASKS, " ")
        sitter.sees(RATES, "e")
        shown = sitter.sees(RATES, "q")
        sitter.leaves()

    assert "Notes: 1 edited" in shown
    assert "believed before new data" in shown


@pytest.mark.parametrize("editor", ["false", "/nowhere/editor"])
def test_an_editor_that_fails_is_told(synced: Collection, editor: str) -> None:
    with drilling(synced, EDITOR=editor, VISUAL="") as sitter:
        sitter.sees(ASKS, "e")
        shown = sitter.sees(ASKS, "q")
        sitter.leaves()

    assert f"The editor '{editor}'" in shown


def test_a_note_that_is_gone_is_told(synced: Collection) -> None:
    with drilling(synced) as sitter:
        sitter.sees(ASKS, " ")
        synced.file("inference.md").unlink()
        sitter.sees(RATES, "c")
        shown = sitter.sees(RATES, "e")
        edited = sitter.sees(RATES, "q")
        sitter.leaves()

    assert "inference.md" in shown
    assert "The note inference.md is gone." in edited


def test_a_drill_that_is_stopped_shows_its_card_again(synced: Collection) -> None:
    with drilling(synced) as sitter:
        first = sitter.sees(ASKS, "\x1a")
        wait_until_stopped(sitter.process)
        sitter.process.send_signal(signal.SIGCONT)
        second = sitter.sees(ASKS, "q")
        sitter.leaves()

    assert "Prior" in first and "Prior" in second


def test_the_drill_line_by_line_imports_no_screen() -> None:
    program = "import sys, srs.cli.plain_drill; sys.exit(bool({'textual', 'rich', 'subprocess', 'difflib'} & set(sys.modules)))"

    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0


@pytest.mark.parametrize(
    ("sent", "names"),
    [
        ("a", ["a"]),
        (" \r\n\t\x7f", ["space", "enter", "enter", "tab", "backspace"]),
        ("\x1bOP\x1b[24~\x1b[[B", ["f1", "f12", "f2"]),
        ("\x1b[3~\x1b[D\x1bOC", ["delete", "left", "right"]),
        ("\x13", ["ctrl+s"]),
        ("\x1b", [""]),
        ("\x1b[A\x1b[1;5C", ["", ""]),
        ("ü漢", ["ü", "漢"]),
    ],
)
def test_keys_have_the_names_of_the_settings(sent: str, names: list[str]) -> None:
    assert [_name_of(key) for key in _split(sent)] == names


@given(st.text())
def test_no_key_is_lost(sent: str) -> None:
    assert "".join(_split(sent)) == sent


def test_no_more_new_cards_are_offered_where_only_siblings_wait(synced: Collection) -> None:
    (synced.folder / "srs.toml").write_text('[[folder]]\npath = "*"\nreverse = true\n', "utf-8")
    assert synced.run("sync", now=LATER).status == 0
    before = synced.run("due", now=LATER).out
    for known in synced.ids().values():
        synced.run("answer", known, "easy", now=LATER)

    with in_terminal("-C", synced.folder, "review", "--plain", SRS_NOW=LATER) as (process, terminal):
        shown = read_until("for the days to come.", terminal)
        assert process.wait(PATIENCE) == 0
        while select.select([terminal], [], [], 0)[0]:
            shown += os.read(terminal, 4096).decode()

    assert before == "0 to review, 0 being learned, 4 new today (4 more wait).\n"
    assert "Nothing is due. 4 new cards wait for the days to come." in shown
    assert "More new cards" not in shown


@pytest.mark.parametrize(("env", "shown"), [({}, "\x1b[1;32mSeine\x1b[0m"), ({"NO_COLOR": "1"}, "[Seine]")])
def test_what_a_gap_hid_is_set_off_in_the_answer(tmp_path: Path, env: dict[str, str], shown: str) -> None:
    collection = Collection(tmp_path / "collection")
    collection.file("gap.md").parent.mkdir(parents=True)
    collection.file("gap.md").write_text("# Rivers\n\nC: The [Seine] flows through [Paris].\n", "utf-8")

    with in_terminal("-C", collection.folder, "review", "--plain", SRS_NOW=LATER, **env) as (_, terminal):
        press(terminal, " ", ASKS)
        answer = press(terminal, "q", RATES)

    assert f"The {shown} flows through Paris." in answer
