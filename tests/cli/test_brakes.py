"""Plans that look like an accident are refused until the user says yes."""

from __future__ import annotations

import os
import shutil
from typing import TYPE_CHECKING

import pytest
from command import Collection, definitions
from terminal import PATIENCE, in_terminal, press, read_until

if TYPE_CHECKING:
    from pathlib import Path

LATER = "2026-03-02T09:00:00+00:00"


def many(collection: Collection, count: int) -> None:
    collection.write("many/a.md", *definitions(count))
    collection.run("sync")


def test_a_vanished_folder_is_refused_until_the_user_says_yes(synced: Collection) -> None:
    many(synced, 20)
    before = synced.ids()
    shutil.rmtree(synced.file("many"))

    ran = synced.run("sync")

    assert ran.status == 3
    assert ran.err.startswith("srs: This sync would retire 20 of 24 facts; nothing was changed.\n")
    assert "srs sync --yes" in ran.err
    assert len(synced.run("cards", "--json").records) == 24

    assert synced.run("sync", "--yes").status == 0
    assert len(synced.run("cards", "--json").records) == 4
    assert synced.ids() == before


def whole(folder: Path, count: int) -> Collection:
    """Return a collection that was read without a folder `notes/`."""
    collection = Collection(folder / "whole")
    collection.write("a.md", *definitions(count))
    collection.file("").rename(collection.folder / "uni")
    assert collection.run("sync").status == 0
    return collection


@pytest.mark.parametrize("is_empty", [False, True])
def test_a_folder_of_notes_that_came_beside_the_others_is_named_as_the_cause(tmp_path: Path, is_empty: bool) -> None:
    collection = whole(tmp_path, 20)
    collection.file("").mkdir()
    if not is_empty:
        collection.write("new.md", "Weir: a low dam across a river that raises its water")

    ran = collection.run("sync")

    assert ran.status == 3
    assert "since there is a folder notes/ now, and 1 note beside it is not read any more; nothing was" in ran.err
    assert 'To read all, write into srs.toml: notes = "."' in ran.err
    (collection.folder / "srs.toml").write_text('notes = "."\n', "utf-8")
    assert collection.run("sync").status == 0


def test_the_cause_is_told_where_few_facts_were_retired(tmp_path: Path) -> None:
    collection = whole(tmp_path, 5)
    collection.write("new.md", "Weir: a low dam across a river that raises its water")

    ran = collection.run("sync")

    assert "5 retired" in ran.out
    assert "Facts were retired, since there is a folder notes/ now" in ran.err


def test_an_emptied_notes_folder_is_refused_until_the_user_says_yes(synced: Collection) -> None:
    synced.file("information.md").unlink()
    synced.file("inference.md").unlink()

    ran = synced.run("sync")

    assert ran.status == 3
    assert "The notes folder is empty" in ran.err
    assert synced.run("sync", "--yes").status == 0
    assert synced.run("cards", "--json").records == []


def test_review_refuses_such_a_plan_too(synced: Collection) -> None:
    many(synced, 20)
    shutil.rmtree(synced.file("many"))

    assert synced.run("review").status == 3


def test_a_few_retired_facts_need_no_word(synced: Collection) -> None:
    synced.file("inference.md").unlink()

    assert synced.run("sync").status == 0


def test_a_first_sync_may_bring_any_number_of_cards(notes: Collection) -> None:
    notes.write("many.md", *definitions(250))

    assert notes.run("sync").status == 0


def test_a_known_note_may_get_forty_new_cards(synced: Collection) -> None:
    synced.write("inference.md", *definitions(40))

    assert synced.run("sync").status == 0


def test_a_known_note_with_more_new_cards_is_refused(synced: Collection) -> None:
    synced.write("inference.md", *definitions(41))

    ran = synced.run("sync")

    assert ran.status == 3
    assert ran.err == (
        "srs: This sync would add 41 new cards to inference.md; nothing was changed.\n"
        "     Look at them: srs sync --dry-run --verbose. If this is what you want: srs sync --yes\n"
    )
    assert len(synced.run("cards", "--json").records) == 4
    assert synced.run("sync", "--dry-run").status == 0
    assert synced.run("sync", "--yes").status == 0
    assert synced.run("sync", "--check").status == 0


def test_a_new_note_may_get_more_than_a_known_one(synced: Collection) -> None:
    synced.write("many.md", *definitions(41))

    assert synced.run("sync").status == 0


def test_new_notes_with_more_than_two_hundred_cards_in_all_are_refused(synced: Collection) -> None:
    for number in range(10):
        synced.write(f"many-{number}.md", *definitions(201)[number::10])

    ran = synced.run("sync")

    assert ran.status == 3
    assert ran.err.startswith("srs: This sync would add 201 new cards to the collection; nothing was changed.\n")


def test_cards_that_a_setting_adds_to_old_facts_count(synced: Collection) -> None:
    many(synced, 41)
    (synced.folder / "srs.toml").write_text('[[folder]]\npath = "*"\nreverse = true\n', "utf-8")

    ran = synced.run("sync")

    assert ran.status == 3
    assert "41 new cards to many/a.md" in ran.err


def test_moved_and_returning_facts_are_not_new(synced: Collection) -> None:
    many(synced, 60)
    synced.write("many/b.md", *definitions(60))
    synced.file("many/a.md").unlink()
    assert synced.run("sync").status == 0
    synced.write("many/b.md", "Prior: what is believed before any data is seen")
    synced.run("sync", "--yes")
    synced.write("many/b.md", *definitions(60))

    assert synced.run("sync").status == 0


@pytest.mark.parametrize(("typed", "status", "facts"), [(b"y\n", 0, 43), (b"\n", 3, 4)])
def test_a_terminal_asks_whether_to_go_on(synced: Collection, typed: bytes, status: int, facts: int) -> None:
    synced.write("inference.md", *definitions(41))
    with in_terminal("-C", synced.folder, "sync", SRS_NOW=LATER) as (process, ours):
        read_until("all the same?", ours)
        os.write(ours, typed)
        read_until("--yes" if status else "unchanged", ours)

        assert process.wait(PATIENCE) == status
    assert len(synced.run("cards", "--json").records) == facts


def test_a_drill_in_a_terminal_goes_on_with_the_cards_there_are(synced: Collection) -> None:
    synced.write("inference.md", *definitions(41))
    with in_terminal("-C", synced.folder, "review", "--plain", SRS_NOW=LATER) as (process, ours):
        shown = press(ours, "q", "any key to show") + read_until("saved", ours)

        assert process.wait(PATIENCE) == 0
    assert "41 new cards to inference.md" in shown
    assert "4 new" in shown
