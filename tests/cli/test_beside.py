"""Where there is a folder `notes/`, what stands beside it is not read; that is told once, with the way out."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from command import Collection

TOLD = (
    "3 markdown files beside notes/ are not read. "
    'To read all, write into srs.toml: notes = "."; to leave it so: notes = "notes"'
)


@pytest.fixture
def beside(notes: Collection) -> Collection:
    """Return a collection that was never synced, with notes beside its `notes/`, and files that are none."""
    for path in ("a.md", "uni/b.md", "uni/deep/c.markdown", "decks/d.md", ".hidden/e.md", "log.txt"):
        file = notes.folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("# Notes\n\n- **Weir**: a low dam across a river that raises its water\n", "utf-8")
    return notes


@pytest.mark.parametrize("options", [(), ("--dry-run",), ("--json",)])
def test_a_first_sync_tells_of_notes_beside_the_folder(beside: Collection, options: tuple[str, ...]) -> None:
    assert beside.run("sync", *options).err == f"{TOLD}\n"


def test_a_drill_that_begins_a_collection_tells_of_them_too(beside: Collection) -> None:
    assert beside.run("review").err == f"{TOLD}\n"


def test_a_later_sync_says_nothing_of_it(beside: Collection) -> None:
    beside.run("sync")
    beside.write("more.md", "Sluice: a gate that lets water through")

    assert beside.run("sync").err == ""


def test_the_doctor_tells_of_them(beside: Collection) -> None:
    beside.run("sync")

    ran = beside.run("doctor")

    assert f"note  notes: {TOLD}\n" in ran.out
    assert ran.status == 0


def test_the_setting_has_them_read(beside: Collection) -> None:
    (beside.folder / "srs.toml").write_text('notes = "."\n', "utf-8")

    ran = beside.run("sync")

    assert ran.err == ""
    assert {"a.md", "notes/information.md"} <= {one["path"] for one in beside.run("cards", "--json").records}


def test_the_setting_says_that_it_is_meant_so(beside: Collection) -> None:
    (beside.folder / "srs.toml").write_text('notes = "notes"\n', "utf-8")

    assert beside.run("sync").err == ""


def test_where_nothing_stands_beside_there_is_nothing_to_tell(notes: Collection) -> None:
    assert notes.run("sync").err == ""
