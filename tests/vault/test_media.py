"""Finding the images and sounds that notes embed by their names alone."""

from __future__ import annotations

import os
from pathlib import Path, PurePosixPath

import pytest

from srs.vault.media import FileNames


@pytest.fixture
def notes(tmp_path: Path) -> Path:
    for path in ("attachments/cell.png", "biology/deep/Cell.png", "biology/sounds/a.mp3", ".git/hidden.png", "x/a.md"):
        file = tmp_path / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(b"1")
    return tmp_path


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("cell.png", "attachments/cell.png"),
        ("Cell.png", "biology/deep/Cell.png"),
        ("CELL.PNG", "attachments/cell.png"),
        ("deep/Cell.png", "biology/deep/Cell.png"),
        ("a.mp3", "biology/sounds/a.mp3"),
        ("hidden.png", None),
        ("a.md", None),
        ("gone.png", None),
        ("", None),
    ],
)
def test_a_name_means_the_file_that_has_it_nearest_to_the_top(notes: Path, name: str, wanted: str | None) -> None:
    assert FileNames(notes).find(name) == (PurePosixPath(wanted) if wanted else None)


def test_a_file_that_came_later_is_found_and_one_that_went_is_not(notes: Path) -> None:
    names = FileNames(notes)
    names.find("cell.png")
    (notes / "attachments" / "new.png").write_bytes(b"1")
    (notes / "attachments" / "cell.png").rename(notes / "moved.png")
    os.utime(notes / "attachments", ns=(1, 1))  # on a file system with coarse times two changes may look like none

    assert names.find("new.png") == PurePosixPath("attachments/new.png")
    assert names.find("moved.png") == PurePosixPath("moved.png")
    assert names.find("cell.png") == PurePosixPath("biology/deep/Cell.png")


def test_where_there_is_no_folder_nothing_is_found(tmp_path: Path) -> None:
    assert FileNames(tmp_path / "gone").find("a.png") is None
