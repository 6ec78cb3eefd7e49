"""Which files the images of a note are."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest

from srs.app.images import find_image, images_in

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    notes = tmp_path / "notes"
    (notes / "deep" / "attachments").mkdir(parents=True)
    for name in ("top.png", "deep/attachments/far.png", "deep/near.png", "deep/two words.png", "../secret.png"):
        (notes / name).write_bytes(b"12345")
    return notes


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("![a](near.png)", "deep/near.png"),
        ("![a](../top.png 'title')", "top.png"),
        ("![a](/top.png)", "top.png"),
        ("![a](two%20words.png)", "deep/two words.png"),
        ("![a](<two words.png>)", "deep/two words.png"),
        ("![[near.png|300]]", "deep/near.png"),
        ("![[two words.png]]", "deep/two words.png"),
        ("![[top.png]]", "top.png"),
        ("![[far.png]]", "deep/attachments/far.png"),
        ("![](attachments/far.png)", "deep/attachments/far.png"),
    ],
)
def test_an_image_is_found_beside_its_note_from_the_top_and_by_its_name(folder: Path, text: str, wanted: str) -> None:
    [image] = images_in(text, folder, "deep/note.md")

    assert image.file == (folder / wanted).resolve()
    assert image.size == 5


@pytest.mark.parametrize("name", ["../../secret.png", "gone.png", "%00.png", "a" * 300, ".."])
def test_what_is_no_file_of_the_notes_is_not_there(folder: Path, name: str) -> None:
    [image] = images_in(f"![a]({name})", folder, "deep/note.md")

    assert (image.file, image.size) == (None, None)


@pytest.mark.skipif(sys.platform == "win32", reason="links need a privilege there")
def test_a_link_out_of_the_notes_is_not_followed(folder: Path) -> None:
    (folder / "link.png").symlink_to(folder.parent / "secret.png")
    (folder / "loop.png").symlink_to(folder / "loop.png")

    assert [one.file for one in images_in("![a](link.png) ![a](loop.png)", folder, "note.md")] == [None, None]


@pytest.mark.parametrize("address", ["https://example.org/a.png", "data:image/png;base64,AA", "file:///etc/hosts"])
def test_an_address_with_a_scheme_is_no_file(folder: Path, address: str) -> None:
    assert find_image(address, folder, "note.md") is None
    assert images_in(f"![a]({address})", folder, "note.md") == []


def test_images_come_in_their_order_and_each_once(folder: Path) -> None:
    text = "![](two%20words.png) ![a](near.png) ![](https://example.org/x.png) ![b](near.png) ![](gone.png)"

    assert [one.name for one in images_in(text, folder, "deep/note.md")] == ["two words.png", "near.png", "gone.png"]
