"""The drill in a real terminal."""

from __future__ import annotations

import os
import signal
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from command import definitions
from terminal import PATIENCE, in_terminal, read_until, wait_until_stopped

if TYPE_CHECKING:
    from pathlib import Path

    from command import Collection

LATER = "2026-03-02T09:00:00+00:00"


def show_and_rate(terminal: int, rating: str) -> None:
    """Wait for a question, show its answer, and rate it."""
    read_until("answer", terminal)
    os.write(terminal, b" ")
    read_until("easy", terminal)
    os.write(terminal, rating.encode())


def test_two_answers_and_a_goodbye(synced: Collection) -> None:
    before = synced.notes()
    with in_terminal("-C", synced.folder, "review", SRS_NOW=LATER) as (process, ours):
        show_and_rate(ours, "3")
        show_and_rate(ours, "1")
        read_until("answer", ours)
        os.write(ours, b"q")
        goodbye = read_until("saved", ours)

        assert process.wait(PATIENCE) == 0
    assert "2 answered in" in goodbye
    assert [one["rating"] for one in synced.run("history", "--json").records] == [3, 1]
    assert synced.notes() == before


def test_the_notes_are_read_before_the_first_drill(notes: Collection) -> None:
    with in_terminal("-C", notes.folder, "review", SRS_NOW=LATER) as (process, ours):
        shown = read_until("answer", ours)
        os.write(ours, b"\x03")

        assert process.wait(PATIENCE) == 0
    assert "4 created" in shown


def test_the_notes_are_read_first_where_nothing_is_due(synced: Collection) -> None:
    synced.run("suspend", *synced.ids().values())
    synced.write("more.md", *definitions(3))
    with in_terminal("-C", synced.folder, "review", SRS_NOW=LATER) as (process, ours):
        shown = read_until("answer", ours)
        os.write(ours, b"q")

        assert process.wait(PATIENCE) == 0
    assert "3 created" in shown


def test_where_nothing_is_due_no_screen_is_opened(synced: Collection) -> None:
    synced.run("suspend", *synced.ids().values())
    with in_terminal("-C", synced.folder, "review", SRS_NOW=LATER) as (process, ours):
        shown = read_until("Nothing is due.", ours)

        assert process.wait(PATIENCE) == 0
    assert "\x1b[?1049h" not in shown
    assert "Nothing is due." in shown


def test_a_deck_that_only_the_notes_know_is_found(synced: Collection) -> None:
    synced.write("languages/more.md", *definitions(3))
    with in_terminal("-C", synced.folder, "review", "--deck", "languages", SRS_NOW=LATER) as (process, ours):
        read_until("answer", ours)
        os.write(ours, b"q")

        assert process.wait(PATIENCE) == 0


def test_a_deck_that_nobody_knows_is_refused(synced: Collection) -> None:
    with in_terminal("-C", synced.folder, "review", "--deck", "nowhere", SRS_NOW=LATER) as (process, ours):
        read_until("There is no deck 'nowhere'", ours)

        assert process.wait(PATIENCE) == 2


@pytest.mark.parametrize("plainly", [("--plain",), ()])
def test_a_terminal_that_can_draw_nothing_gets_lines(synced: Collection, plainly: tuple[str, ...]) -> None:
    term = "xterm" if plainly else "dumb"
    with in_terminal("-C", synced.folder, "review", *plainly, SRS_NOW=LATER, TERM=term) as (_, ours):
        shown = read_until("any key to show", ours)

    assert "\x1b[?1049h" not in shown


def test_a_drill_that_is_killed_has_its_answers(synced: Collection) -> None:
    with in_terminal("-C", synced.folder, "review", SRS_NOW=LATER) as (process, ours):
        show_and_rate(ours, "4")
        read_until("answer", ours)
        process.send_signal(signal.SIGKILL)
        process.wait(PATIENCE)

    with closing(sqlite3.connect(synced.folder / ".srs" / "srs.db")) as connection:
        assert connection.execute("SELECT rating FROM review").fetchall() == [(4,)]
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]


@pytest.mark.parametrize("editor", ["false", "/nowhere/editor"])
def test_an_editor_that_fails_leaves_the_screen_as_it_was(synced: Collection, editor: str) -> None:
    with in_terminal("-C", synced.folder, "review", SRS_NOW=LATER, EDITOR=editor, VISUAL="") as (process, ours):
        read_until("answer", ours)
        os.write(ours, b"e")
        read_until("editor '", ours)
        os.write(ours, b" ")
        read_until("easy", ours)
        os.write(ours, b"q")
        left = read_until("saved", ours)

        assert process.wait(PATIENCE) == 0
    assert "\x1b[?1049l" in left


def test_an_edit_in_a_terminal_comes_back(synced: Collection, tmp_path: Path) -> None:
    script = tmp_path / "editor.sh"
    script.write_text('#!/bin/sh\nsed -i.old s/any/new/ "$2"\nrm "$2.old"\n', "utf-8")
    script.chmod(0o700)
    with in_terminal("-C", synced.folder, "review", SRS_NOW=LATER, EDITOR=str(script), VISUAL="") as (process, ours):
        read_until("answer", ours)
        os.write(ours, b"e")
        read_until("1 edited", ours)
        os.write(ours, b" ")
        read_until("easy", ours)
        os.write(ours, b"q")

        assert process.wait(PATIENCE) == 0
    assert "new data" in synced.file("inference.md").read_text("utf-8")


def test_a_drill_that_is_stopped_goes_on(synced: Collection) -> None:
    with in_terminal("-C", synced.folder, "review", SRS_NOW=LATER) as (process, ours):
        read_until("answer", ours)
        os.write(ours, b"\x1a")
        read_until("\x1b[?1049l", ours)
        wait_until_stopped(process)
        process.send_signal(signal.SIGCONT)
        show_and_rate(ours, "3")
        read_until("answer", ours)
        os.write(ours, b"q")
        read_until("saved", ours)

        assert process.wait(PATIENCE) == 0
    assert len(synced.run("history", "--json").records) == 1
