"""Which files the images of a note are."""

from __future__ import annotations

import sys
from functools import partial
from typing import TYPE_CHECKING

import pytest

from srs.anki.media import MediaShelf, Refused
from srs.app.images import find_image, images_in
from srs.markdown.html import render_html
from srs.model.media import Unfound
from srs.vault.media import find_embedded
from srs.web.card_html import note_html

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


@pytest.mark.parametrize(
    ("address", "why"),
    [
        ("../gone.png", Unfound.ABSENT),
        ("gone.png", Unfound.ABSENT),
        ("../../secret.png", Unfound.OUTSIDE),
        ("https://example.org/a.png", Unfound.REMOTE),
    ],
)
def test_why_there_is_no_image_is_told(folder: Path, address: str, why: Unfound) -> None:
    assert find_embedded(folder, "deep/note.md", address) is why


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


@pytest.mark.parametrize(
    ("address", "wanted"),
    [
        ("pic.png#center", "deep/pic.png"),
        ("pic.png#gh-dark-mode-only", "deep/pic.png"),
        ("pic.png?raw=1", "deep/pic.png"),
        ("two%20words.png?raw=1#center", "deep/two words.png"),
        ("img\\UP.PNG", "deep/img/UP.PNG"),
        ("/img/TOP.PNG", "img/TOP.PNG"),
        ("/deep/pic.png#center", "deep/pic.png"),
        ("img/p(1).png", "deep/img/p(1).png"),
        ("img/p\\(1\\).png", "deep/img/p(1).png"),
        ("50%.png", "deep/50%.png"),
        ("50%25.png", "deep/50%.png"),
        ("a+b.png", "deep/a+b.png"),
        ("h%23h.png", "deep/h#h.png"),
        ("h#h.png", "deep/h#h.png"),
        ("gone/pic.png", "deep/pic.png"),
        ("../../pic.png", "deep/pic.png"),
        ("/../top.png", "top.png"),
        ("../../secret.png", None),
        ("/../secret.png", None),
        ("//host/top.png", None),
        ("\\\\\\\\host\\\\top.png", None),
        ("gone.png#center", None),
    ],
)
def test_screen_page_and_package_mean_the_same_file_by_an_address(
    folder: Path, address: str, wanted: str | None
) -> None:
    names = ("deep/pic.png", "img/TOP.PNG", "deep/img/UP.PNG", "deep/img/p(1).png", "deep/50%.png", "deep/a+b.png")
    for name in (*names, "deep/h#h.png"):
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_bytes(name.encode())
    text, packed = f"![a]({address})", []

    def pack(source: str) -> str | None:
        shelf = MediaShelf(partial(find_embedded, folder))
        try:
            shelf.pack(source, "deep/note.md")
        except Refused:
            return None
        packed.extend(shelf.packed.values())
        return None

    render_html(text, image=pack)

    real = [] if wanted is None else [(folder / wanted).resolve()]
    assert packed == real
    assert [one.file for one in images_in(text, folder, "deep/note.md") if one.file] == real
    assert ("<img" in note_html(text, folder, "deep/note.md")) == bool(real)


def test_what_is_shown_as_code_is_no_image(folder: Path) -> None:
    assert images_in("`![a](near.png)` embeds\n\n```\n![a](near.png)\n```", folder, "deep/note.md") == []
