"""Programs that go on for long read the settings as they are then."""

from __future__ import annotations

import os
from threading import Event
from typing import TYPE_CHECKING

import pytest

from srs.app.collection import find_collection, settings_now
from srs.app.following import Followed

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from srs.app.collection import Collection


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("notes", "other"):
        (tmp_path / name).mkdir()
    return tmp_path


def set_to(folder: Path, text: str) -> None:
    (folder / "srs.toml").write_text(text, "utf-8")


@pytest.fixture
def followed(folder: Path) -> Followed:
    return Followed(find_collection(folder))


@pytest.fixture
def changes(followed: Followed) -> Iterator[Iterator[bool]]:
    stop = Event()
    changes = followed.changes(stop)
    yield changes
    stop.set()


def until(changes: Iterator[bool], followed: Followed, exclude: str) -> bool:
    """Look a few times whether there is something to read by these settings."""
    return any(next(changes) and followed.collection.exclude == (exclude,) for _ in range(10))


def test_settings_that_were_not_touched_are_not_read_again(folder: Path) -> None:
    set_to(folder, 'exclude = ["a/*"]\n')
    collection = find_collection(folder)

    assert settings_now(collection) == (collection, "")
    assert settings_now(collection)[0] is collection


def test_settings_that_come_change_and_go_are_read(folder: Path) -> None:
    def excluded(collection: Collection) -> tuple[Collection, tuple[str, ...]]:
        found, wrong = settings_now(collection)
        assert wrong == ""
        return found, found.exclude

    collection = find_collection(folder)
    set_to(folder, 'exclude = ["a/*"]\n')
    collection, came = excluded(collection)
    set_to(folder, 'exclude = ["b/*"]\n')
    collection, changed = excluded(collection)
    (folder / "srs.toml").unlink()

    assert (came, changed, excluded(collection)[1]) == (("a/*",), ("b/*",), ())


def test_what_was_named_on_the_command_line_stays(folder: Path) -> None:
    collection = find_collection(folder, folder / "other", folder / "cards.db")
    set_to(folder, 'notes = "notes"\nexclude = ["a/*"]\n')

    found, _ = settings_now(collection)

    assert (found.notes, found.database) == (folder / "other", folder / "cards.db")
    assert found.exclude == ("a/*",)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('exclde = ["b/*"]\n', "srs.toml:1: there is no setting 'exclde'."),
        ("exclude = [\n", "is not valid TOML"),
        ("[review]\ndesired_retention = 7\n", "srs.toml:2: "),
        ('[[folder]]\npath = "*"\noff = ["tabel"]\n', "srs.toml:3: "),
    ],
)
def test_with_a_slip_in_the_settings_those_before_hold_and_it_is_told_in_a_line(
    folder: Path, text: str, told: str
) -> None:
    set_to(folder, 'exclude = ["a/*"]\n')
    collection = find_collection(folder)
    set_to(folder, text)

    found, wrong = settings_now(collection)

    assert found is collection
    assert told in wrong
    assert "\n" not in wrong


def test_other_settings_are_something_to_read(folder: Path, followed: Followed, changes: Iterator[bool]) -> None:
    assert next(changes)
    set_to(folder, 'exclude = ["a/*"]\n')

    assert until(changes, followed, "a/*")
    assert followed.trouble == ""


def test_a_file_that_is_being_written_is_waited_for(folder: Path, followed: Followed, changes: Iterator[bool]) -> None:
    assert next(changes)
    assert any(next(changes) for _ in range(3))  # once more when the folder is watched
    for second in range(1, 4):
        set_to(folder, f'exclude = ["{second}/*"]\n')
        os.utime(folder / "srs.toml", (second, second))
        assert not next(changes)
        assert followed.collection.exclude == ()

    assert until(changes, followed, "3/*")


def test_a_slip_is_tried_once_and_mended_settings_are_read(
    folder: Path, followed: Followed, changes: Iterator[bool]
) -> None:
    assert next(changes)
    set_to(folder, 'exclude = ["a/*"\n')
    assert any(next(changes) and "TOML" in followed.trouble for _ in range(10))
    assert not any(next(changes) for _ in range(3))
    set_to(folder, 'exclude = ["a/*"]\n')

    assert until(changes, followed, "a/*")
    assert followed.trouble == ""


def test_a_folder_of_notes_that_comes_into_a_whole_collection_is_read_from_then_on(tmp_path: Path) -> None:
    collection = find_collection(tmp_path)
    (tmp_path / "notes").mkdir()

    assert collection.notes == tmp_path
    assert settings_now(collection)[0].notes == tmp_path / "notes"
    assert settings_now(find_collection(tmp_path, tmp_path))[0].notes == tmp_path


def test_another_notes_folder_is_watched_from_then_on(
    folder: Path, followed: Followed, changes: Iterator[bool]
) -> None:
    assert next(changes)
    set_to(folder, 'notes = "other"\n')
    assert any(next(changes) and followed.collection.notes == folder / "other" for _ in range(10))
    assert any(next(changes) for _ in range(3))
    (folder / "other" / "one.md").write_text("# One\n", "utf-8")

    assert any(next(changes) for _ in range(10))
