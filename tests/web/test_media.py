"""Images and sounds come from the notes folder, and nothing else does."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from webpages import served

from srs.web.pages.media import address_of, find_media

if TYPE_CHECKING:
    from collections.abc import Iterator

    from command import Collection
    from webpages import Visitor

SECRET = b"secret"


@pytest.fixture
def synced(synced: Collection) -> Collection:
    """Return a collection with media inside, and secrets around."""
    notes = synced.folder / "notes"
    (notes / "images").mkdir()
    (notes / "images" / "a plot #1.png").write_bytes(b"\x89PNG image")
    (notes / "drawing.svg").write_bytes(b"<svg xmlns='http://www.w3.org/2000/svg'><script>1</script></svg>")
    (notes / "tone.mp3").write_bytes(b"0123456789")
    (notes / "page.html").write_bytes(SECRET)
    (notes / ".hidden").mkdir()
    (notes / ".hidden" / "x.png").write_bytes(SECRET)
    (notes / ".x.png").write_bytes(SECRET)
    (notes / "folder.png").mkdir()
    (synced.folder / "outside.png").write_bytes(SECRET)
    if sys.platform != "win32":
        (notes / "link.png").symlink_to(synced.folder / "outside.png")
        (notes / "up").symlink_to(synced.folder)
        (notes / "renamed.png").symlink_to(notes / "page.html")
        (notes / "hidden.png").symlink_to(notes / ".hidden" / "x.png")
        (notes / "loop.png").symlink_to(notes / "loop.png")
    return synced


@pytest.fixture
def visitor(synced: Collection) -> Iterator[Visitor]:
    with served(synced) as site:
        yield site.visitor()


@pytest.mark.parametrize(
    ("path", "kind"),
    [("images/a plot #1.png", "image/png"), ("drawing.svg", "image/svg+xml"), ("tone.mp3", "audio/mpeg")],
)
def test_media_are_given_out_and_can_do_nothing(visitor: Visitor, path: str, kind: str) -> None:
    answer = visitor.get(f"/media/{quote(path)}")

    assert answer.status_code == 200
    assert answer.headers["content-type"] == kind
    assert answer.headers["x-content-type-options"] == "nosniff"
    policy = answer.headers["content-security-policy"]
    assert policy.startswith("default-src 'none'; ")
    assert policy.endswith("sandbox")


def test_a_sound_can_be_played_from_its_middle(visitor: Visitor) -> None:
    answer = visitor.get("/media/tone.mp3", headers={"range": "bytes=4-5"})

    assert answer.status_code == 206
    assert answer.content == b"45"


@pytest.mark.parametrize(
    "path",
    [
        "../outside.png",
        "..%2foutside.png",
        "%2e%2e/outside.png",
        "%2e%2e%2foutside.png",
        "images/../../outside.png",
        "images%2f..%2f..%2foutside.png",
        "..%5coutside.png",
        "images\\..\\..\\outside.png",
        "..%252foutside.png",
        "/etc/passwd",
        "%2fetc%2fpasswd",
        "//etc/passwd",
        "file:///etc/passwd",
        "C:%5cx.png",
        "%5c%5chost%5cx.png",
        "page.html",
        "page.html%00.png",
        "x.png%00",
        "inference.md",
        "inference.md%23.png",
        ".x.png",
        ".hidden/x.png",
        "./.hidden/x.png",
        "../.srs/srs.db",
        "link.png",
        "up/outside.png",
        "up/notes/drawing.svg",
        "renamed.png",
        "hidden.png",
        "loop.png",
        "folder.png",
        "folder.png/",
        "",
        "%ff.png",
        "a" * 5000 + ".png",
        "images/",
    ],
)
def test_nothing_outside_hidden_or_else_is_given_out(visitor: Visitor, path: str) -> None:
    answer = visitor.get(f"/media/{path}")

    if path == "up/notes/drawing.svg" and answer.status_code == 200:
        return  # it leads out and back in: the real path is inside
    assert answer.status_code == 404
    assert SECRET not in answer.content
    assert "root" not in answer.text


def test_an_image_on_a_page_leads_nowhere_else(synced: Collection) -> None:
    notes = synced.folder / "notes"

    assert address_of((notes / "images" / "a plot #1.png").resolve(), notes) == "/media/images/a%20plot%20%231.png"
    assert address_of((synced.folder / "outside.png").resolve(), notes) is None
    assert address_of((notes / "page.html").resolve(), notes) is None
    assert address_of((notes / ".hidden" / "x.png").resolve(), notes) is None


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.sampled_from(
            ["..", ".", "", "/", "\\", "up", "images", "outside.png", "link.png", "\0", "notes", ".srs", "x"]
        )
        | st.text(max_size=5),
        max_size=6,
    ),
    st.sampled_from(["/", "\\", "//", ""]),
)
def test_whatever_the_path_the_file_lies_inside(synced: Collection, parts: list[str], joint: str) -> None:
    notes = synced.folder / "notes"

    found = find_media(joint.join(parts), notes)

    assert found is None or os.path.realpath(found).startswith(os.path.realpath(notes) + os.sep)
