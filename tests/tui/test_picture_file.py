"""Image files that somebody made by mistake or on purpose."""

from __future__ import annotations

import struct
import sys
import zlib
from io import BytesIO
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from srs.tui.picture_file import MOST_BYTES, PictureError, read_picture

if TYPE_CHECKING:
    from pathlib import Path

    from _pytest.tmpdir import TempPathFactory


def encoded(kind: str, size: tuple[int, int] = (40, 30), mode: str = "RGB") -> bytes:
    stream = BytesIO()
    Image.linear_gradient("L").resize(size).convert(mode).save(stream, kind)
    return stream.getvalue()


def header_of(width: int, height: int) -> bytes:
    """Return a PNG that claims a size and holds nothing of it."""
    body = b"IHDR" + struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    data = b"IDAT" + zlib.compress(b"\0" * 1000)
    chunks = (
        struct.pack(">I", len(one) - 4) + one + struct.pack(">I", zlib.crc32(one)) for one in (body, data, b"IEND")
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "GIF", "WEBP", "BMP", "TIFF"])
@pytest.mark.parametrize("mode", ["RGB", "L"])
def test_usual_files_are_read(tmp_path: Path, kind: str, mode: str) -> None:
    file = tmp_path / "image"
    file.write_bytes(encoded(kind, mode=mode))

    picture = read_picture(file, 1000, 1000)

    assert (picture.mode, picture.size) == ("RGBA", (40, 30))


@pytest.mark.parametrize("mode", ["1", "P", "LA", "RGBA", "I;16", "CMYK"])
def test_every_mode_is_read(tmp_path: Path, mode: str) -> None:
    file = tmp_path / "image"
    file.write_bytes(encoded("TIFF" if mode == "CMYK" else "PNG", mode=mode))

    assert read_picture(file, 20, 20).size == (20, 15)


def test_a_photo_is_turned_as_it_says(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    Image.new("RGB", (40, 30)).save(tmp_path / "photo.jpg", exif=exif)

    assert read_picture(tmp_path / "photo.jpg", 100, 100).size == (30, 40)


def test_what_is_transparent_is_as_on_paper(tmp_path: Path) -> None:
    Image.new("RGBA", (4, 4), (0, 0, 0, 0)).save(tmp_path / "lines.png")

    assert read_picture(tmp_path / "lines.png", 10, 10).getpixel((0, 0)) == (255, 255, 255, 255)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "cannot be drawn here"),
        (b"no image at all", "cannot be drawn here"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "cannot be drawn here"),
        (b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n", "cannot be drawn here"),
        (encoded("PNG")[:100], "damaged"),
        (encoded("JPEG")[:-200], "damaged"),
        (header_of(20, 20), "damaged"),
        (header_of(8000, 8000), "too large to be drawn"),
        (header_of(10_000, 10_000), "too large to be drawn"),
        (header_of(1_000_000, 1_000_000), "too large to be drawn"),
    ],
)
def test_what_cannot_be_drawn_has_a_reason(tmp_path: Path, data: bytes, reason: str) -> None:
    file = tmp_path / "image.png"
    file.write_bytes(data)

    with pytest.raises(PictureError, match=f"^{reason}$"):
        read_picture(file, 100, 100)


def test_a_file_is_read_no_further_than_it_may_be_long(tmp_path: Path) -> None:
    file = tmp_path / "image.png"
    file.write_bytes(encoded("PNG"))
    with file.open("r+b") as stream:
        stream.truncate(MOST_BYTES * 100)

    with pytest.raises(PictureError, match="too large"):
        read_picture(file, 100, 100)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows says it in other words")
def test_a_file_that_is_gone_is_told(tmp_path: Path) -> None:
    with pytest.raises(PictureError, match="no such file"):
        read_picture(tmp_path / "gone.png", 100, 100)


@pytest.fixture(scope="module")
def place(tmp_path_factory: TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("images") / "image"


WHOLE = [encoded(kind) for kind in ("PNG", "JPEG", "GIF", "WEBP", "BMP", "TIFF")]


@given(
    whole=st.sampled_from(WHOLE),
    damage=st.lists(st.tuples(st.integers(0, 2000), st.integers(0, 255)), min_size=1, max_size=8),
    room=st.tuples(st.integers(1, 300), st.integers(1, 300)),
)
def test_a_damaged_file_gives_an_image_that_fits_or_a_reason(
    place: Path, whole: bytes, damage: list[tuple[int, int]], room: tuple[int, int]
) -> None:
    data = bytearray(whole)
    for where, byte in damage:
        data[where % len(data)] = byte
    place.write_bytes(data)

    try:
        picture = read_picture(place, *room)
    except PictureError as error:
        assert str(error)
    else:
        assert picture.width <= room[0]
        assert picture.height <= room[1]
