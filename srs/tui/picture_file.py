"""Reads an image out of a file that anybody may have made."""

from __future__ import annotations

import warnings
from io import BytesIO
from typing import TYPE_CHECKING

from PIL import AvifImagePlugin, Image, ImageOps, TiffImagePlugin, UnidentifiedImageError, WebPImagePlugin

if TYPE_CHECKING:
    from pathlib import Path

MOST_BYTES = 30_000_000
MOST_PIXELS = 50_000_000
"""A photo of a good camera; decoded it takes 200 MB for a moment."""
_PLUGINS = (AvifImagePlugin, TiffImagePlugin, WebPImagePlugin)
"""What is not known at once: each has told Pillow of itself when it was imported."""
_FORMATS = frozenset({"AVIF", "BMP", "GIF", "JPEG", "PNG", "TIFF", "WEBP"})
"""What Pillow decodes by itself. It knows others, some of which start a program (EPS) or are hardly ever met."""
_SCALED_AS_THEY_ARE = frozenset({"L", "LA", "RGB", "RGBA"})

# It would be printed over the screen.
warnings.simplefilter("error", Image.DecompressionBombWarning)


class PictureError(Exception):
    """Why an image cannot be drawn, in the words of a line that names it."""


def read_picture(file: Path, width: int, height: int) -> Image.Image:
    """Return an image (RGBA) that fits into so many pixels; one that is smaller stays as it is. Of a film the first picture.

    Raises:
        PictureError: it is none that can be decoded, is damaged, or larger than anybody needs.
    """
    try:
        with file.open("rb") as stream:
            data = stream.read(MOST_BYTES + 1)
    except OSError as error:
        raise PictureError((error.strerror or "cannot be read").lower()) from error
    if len(data) > MOST_BYTES:
        raise PictureError("too large to be drawn")
    try:
        return _decode(data, width, height)
    except PictureError:
        raise
    except UnidentifiedImageError as error:
        raise PictureError("cannot be drawn here") from error
    except (Image.DecompressionBombError, Image.DecompressionBombWarning, MemoryError) as error:
        raise PictureError("too large to be drawn") from error
    except Exception as error:  # decoders fail on a damaged file in whatever way it leads them to
        raise PictureError("damaged") from error


def _decode(data: bytes, width: int, height: int) -> Image.Image:
    Image.preinit()
    with Image.open(BytesIO(data), formats=sorted(_FORMATS & Image.OPEN.keys())) as picture:
        if picture.width * picture.height > MOST_PIXELS:  # as its first bytes say; nothing is decoded yet
            raise PictureError("too large to be drawn")
        side = max(width, height)
        picture.draft("RGB", (side, side))  # lets a JPEG be decoded at a fraction of its size
        upright = ImageOps.exif_transpose(picture)
    if upright.mode not in _SCALED_AS_THEY_ARE:
        upright = upright.convert("RGBA")
    upright.thumbnail((width, height), Image.Resampling.LANCZOS)
    return _on_paper(upright.convert("RGBA"))


def _on_paper(picture: Image.Image) -> Image.Image:
    """Put what is transparent on white: drawings are mostly black lines, which a dark screen would swallow."""
    paper = Image.new("RGBA", picture.size, "white")
    return Image.alpha_composite(paper, picture)
