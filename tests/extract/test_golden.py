"""Every golden note gives the facts and skips that are written down beside it.

Set SRS_UPDATE_GOLDEN=1 to write them anew, and read the difference before you keep it.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest
from extract.golden import NOTES, read, show

if TYPE_CHECKING:
    from pathlib import Path

TRAPS = [note for note in NOTES if note.name.startswith("traps-")]


@pytest.mark.parametrize("note", NOTES, ids=lambda note: note.stem)
def test_a_golden_note_gives_what_is_written_beside_it(note: Path) -> None:
    written = note.with_suffix(".txt")

    shown = show(read(note))

    if os.environ.get("SRS_UPDATE_GOLDEN"):
        written.write_text(shown, "utf-8")
    assert shown.splitlines() == written.read_text("utf-8").splitlines()


@pytest.mark.parametrize("note", TRAPS, ids=lambda note: note.stem)
def test_a_trap_gives_no_fact(note: Path) -> None:
    shown = show(read(note))

    assert shown.startswith("0 facts,"), shown
