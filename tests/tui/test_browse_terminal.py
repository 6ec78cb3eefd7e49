"""`srs browse` as a user starts it: in a terminal of its own, and without one."""

from __future__ import annotations

import re
import time
from typing import TYPE_CHECKING

import pytest
from command import NOW, Collection
from terminal import PATIENCE, in_terminal, read_until

if TYPE_CHECKING:
    from pathlib import Path

COLOURS = re.compile(r"\x1b\[(?:[0-9;]*;)?(?:3[0-8]|4[0-8]|9[0-7]|10[0-7])(?:;[0-9;]*)?m")
EDITOR = """#!/bin/sh
printf -- '- **Written**: a word that came while the browser waited\\n' >> "$2"
"""


@pytest.fixture
def collection(tmp_path: Path) -> Collection:
    made = Collection(tmp_path / "collection")
    made.write("words.md", "Entropy: the mean surprise of a source", "Prior: what is believed before any data is seen")
    assert made.run("sync").status == 0
    return made


def test_without_a_terminal_it_prints_what_cards_and_held_print(collection: Collection) -> None:
    assert collection.run("browse", "entropy").out == collection.run("cards", "entropy").out
    assert collection.run("browse", "--json").records == collection.run("cards", "--json").records
    assert collection.run("browse", "--held").out == collection.run("held").out


def test_a_slip_in_the_query_is_told_before_the_screen_is_taken(collection: Collection) -> None:
    with in_terminal("-C", collection.folder, "browse", "dek:x", SRS_NOW=NOW) as (process, terminal):
        shown = read_until("Did you mean deck?", terminal)

        assert process.wait(PATIENCE) == 2
    assert "\x1b[?1049h" not in shown


def test_a_terminal_is_given_back_as_it_was(collection: Collection) -> None:
    with in_terminal("-C", collection.folder, "browse", "entropy", SRS_NOW=NOW) as (process, terminal):
        read_until("mean surprise", terminal)
        press(terminal, "q")
        read_until("\x1b[?1049l", terminal)

        assert process.wait(PATIENCE) == 0


def test_no_colour_is_sent_where_the_user_wants_none(collection: Collection) -> None:
    with in_terminal("-C", collection.folder, "browse", SRS_NOW=NOW, NO_COLOR="1") as (process, terminal):
        shown = read_until("mean surprise", terminal)
        press(terminal, "q")

        assert process.wait(PATIENCE) == 0
    assert "\x1b[" in shown
    assert COLOURS.findall(shown) == []


def test_a_note_is_edited_and_read_again(collection: Collection, tmp_path: Path) -> None:
    editor = tmp_path / "editor"
    editor.write_text(EDITOR)
    editor.chmod(0o700)
    environment = {"SRS_NOW": NOW, "VISUAL": "", "EDITOR": str(editor)}

    with in_terminal("-C", collection.folder, "browse", **environment) as (process, terminal):
        read_until("mean surprise", terminal)
        press(terminal, "e")
        read_until("1 created", terminal)
        press(terminal, "q")

        assert process.wait(PATIENCE) == 0
    assert "Written" in collection.ids()


def press(terminal: int, key: str) -> None:
    """Press a key a moment after the screen is drawn."""
    import os

    time.sleep(0.2)
    os.write(terminal, key.encode())
