"""Images and sounds of the notes, and nothing else from there."""

from __future__ import annotations

from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING
from urllib.parse import quote

from starlette.responses import FileResponse, PlainTextResponse, Response
from starlette.routing import Route

from srs.web.desk import desk_of

if TYPE_CHECKING:
    from starlette.requests import Request

PREFIX = "/media/"
IMAGES = {
    "avif": "image/avif",
    "bmp": "image/bmp",
    "gif": "image/gif",
    "ico": "image/x-icon",
    "jpeg": "image/jpeg",
    "jpg": "image/jpeg",
    "png": "image/png",
    "svg": "image/svg+xml",
    "webp": "image/webp",
}
SOUNDS = {
    "aac": "audio/aac",
    "flac": "audio/flac",
    "m4a": "audio/mp4",
    "mp3": "audio/mpeg",
    "oga": "audio/ogg",
    "ogg": "audio/ogg",
    "opus": "audio/ogg",
    "wav": "audio/wav",
}
_TYPES = IMAGES | SOUNDS
_LARGEST_BYTES = 100 * 1024 * 1024
_HEADERS = {
    # An SVG that is opened by itself may draw, and neither run scripts nor load anything.
    "content-security-policy": "default-src 'none'; style-src 'unsafe-inline'; sandbox",
    "cache-control": "private, max-age=60",
}


def address_of(file: Path, notes: Path) -> str | None:
    """Return where the server gives out a file of the notes, by its real path; None for what it does not give out."""
    root = notes.resolve()
    if kind_of(file.name) is None or not file.is_relative_to(root):
        return None
    path = file.relative_to(root).as_posix()
    return None if _is_hidden(path) else PREFIX + quote(path, errors="surrogateescape")


def kind_of(name: str) -> str | None:
    """Return the media type of an image or a sound by its name."""
    return _TYPES.get(PurePosixPath(name).suffix.removeprefix(".").lower())


def find_media(path: str, notes: Path) -> Path | None:
    """Return the file of a path below the notes folder; None where it is neither image nor sound, hidden, or lies outside by a link."""
    kind = kind_of(path)
    if kind is None or _is_hidden(path) or "\\" in path or "\0" in path or PurePosixPath(path).is_absolute():
        return None
    try:
        root = notes.resolve()
        real = (root / path).resolve()
        inside = real.is_relative_to(root) and kind_of(real.name) == kind and not _is_hidden(_below(real, root))
        return real if inside and real.is_file() and real.stat().st_size <= _LARGEST_BYTES else None
    except (OSError, ValueError, RuntimeError):  # no file has such a name, or links go round
        return None


def media(request: Request) -> Response:
    """Give out a file of the notes."""
    path = request.path_params["path"]
    file = find_media(path, desk_of(request).collection.notes)
    if file is None:
        return PlainTextResponse("404 There is no such image or sound.\n", 404)
    return FileResponse(file, headers=_HEADERS, media_type=kind_of(file.name))


def _is_hidden(path: str) -> bool:
    """Tell whether a part of a path begins with a dot, as `..` and the folder of the database do."""
    return any(part.startswith(".") for part in path.split("/"))


def _below(file: Path, root: Path) -> str:
    return file.relative_to(root).as_posix()


ROUTES = [Route(PREFIX + "{path:path}", media, methods=["GET"])]
