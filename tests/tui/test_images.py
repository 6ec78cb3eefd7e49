"""Images in the drill: what arrives in a terminal that shows them, and what does not in others."""

from __future__ import annotations

import asyncio
import io
import os
import sys
from typing import TYPE_CHECKING

import pytest
from command import Collection
from graphics import MUTE, OF_KITTY, OF_SIXEL, PLAIN, Played, kitty_images, kitty_places, reviewing, sixel_images
from PIL import Image, ImageDraw
from screen import play, seated, shown_by
from terminal import PATIENCE

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from srs.tui.graphics import Painter
    from srs.tui.review_app import ReviewApp

needs_pty = pytest.mark.skipif(sys.platform == "win32", reason="there are no such terminals on Windows")
NOTE = """\
# Chains

Q: What is drawn here? ![chain](chain.png)
A: A disc, which casts a ![shadow](shadow.png) on the floor.

Q: What is the opposite of black?
A: White, which is all colours at once.
"""


def draw(file: Path, size: tuple[int, int], ink: str = "red") -> Image.Image:
    picture = Image.new("RGB", size, "blue")
    ImageDraw.Draw(picture).rectangle((size[0] // 4, size[1] // 3, size[0] // 2, size[1] - 2), fill=ink)
    picture.save(file)
    return picture


@pytest.fixture
def pictured(tmp_path: Path) -> Collection:
    """Return a collection whose first card has an image on each side."""
    collection = Collection(tmp_path / "collection")
    collection.file("chains.md").parent.mkdir(parents=True)
    collection.file("chains.md").write_text(NOTE, "utf-8")
    draw(collection.file("chain.png"), (123, 77))
    draw(collection.file("shadow.png"), (60, 40), "lime")
    assert collection.run("sync").status == 0
    return collection


def original(collection: Collection, name: str) -> Image.Image:
    return Image.open(collection.file(name)).convert("RGB")


def quit_drill(played: Played) -> None:
    played.press("q")
    played.wait_for("saved")
    assert played.process.wait(PATIENCE) == 0


def pixels(picture: Image.Image, size: tuple[int, int]) -> bytes:
    return picture.convert("RGB").crop((0, 0, *size)).tobytes()


@needs_pty
def test_kitty_gets_the_image_of_each_side_and_drops_it_with_the_card(pictured: Collection) -> None:
    with reviewing(pictured, OF_KITTY) as played:
        asked = played.wait_for(lambda shown: len(kitty_places(shown)) >= 4)
        first = kitty_images(played.shown)
        played.press(" ")
        shown = played.wait_for(lambda shown: len({one[2] for one in kitty_places(shown)}) == 2)
        both = kitty_images(played.shown)
        played.press("3")
        played.wait_for(lambda shown: shown.count(b"\x1b_Ga=d,d=I,") == 2, asked)
        played.wait_for("opposite", shown)
        quit_drill(played)

    assert [pixels(one, (123, 77)) for one in first.values()] == [original(pictured, "chain.png").tobytes()]
    assert [pixels(one, (60, 40)) for one in both.values()][1:] == [original(pictured, "shadow.png").tobytes()]
    assert all(f"a=d,d=I,i={id_},".encode() in played.shown for id_ in both)
    assert {row for *_, row in kitty_places(played.shown[:asked])} == {0, 1, 2, 3}
    assert [one.getpixel((one.width - 1, one.height - 1))[3] for one in first.values()] == [0]


@needs_pty
def test_leaving_takes_the_images_out_of_the_terminal(pictured: Collection) -> None:
    with reviewing(pictured, OF_KITTY) as played:
        played.wait_for(kitty_images)
        quit_drill(played)

    images = kitty_images(played.shown)
    assert images
    assert all(f"a=d,d=I,i={id_},".encode() in played.shown for id_ in images)


@needs_pty
def test_sixels_show_the_image(pictured: Collection) -> None:
    with reviewing(pictured, OF_SIXEL) as played:
        played.wait_for(sixel_images)
        quit_drill(played)

    [picture, *_] = sixel_images(played.shown)
    assert picture.size == (130, 80)
    assert pixels(picture, (123, 77)) == original(pictured, "chain.png").tobytes()


@needs_pty
@pytest.mark.parametrize("terminal", [PLAIN, MUTE])
def test_a_terminal_that_shows_none_gets_names(pictured: Collection, terminal: dict[bytes, bytes]) -> None:
    with reviewing(pictured, terminal) as played:
        played.wait_for("image chain.png (1 kB), o opens it")
        quit_drill(played)

    assert not kitty_images(played.shown)


@needs_pty
def test_a_terminal_far_away_is_not_asked_so_that_no_answer_is_taken_for_a_key(pictured: Collection) -> None:
    with reviewing(pictured, OF_KITTY, delay=0.3) as played:
        played.wait_for("o opens it")
        quit_drill(played)

    assert played.asked() == [b"\x1b[c", b"\x1b[5n"]
    assert pictured.run("history", "--json").records == []


@needs_pty
def test_a_terminal_in_a_terminal_is_not_asked_what_it_would_take_for_a_title(pictured: Collection) -> None:
    with reviewing(pictured, PLAIN, TERM="tmux-256color") as played:
        played.wait_for("o opens it")
        quit_drill(played)

    assert played.asked() == [b"\x1b[c", b"\x1b[5n"]


@needs_pty
def test_an_image_keeps_its_colours_where_text_has_none(pictured: Collection) -> None:
    with reviewing(pictured, OF_KITTY, NO_COLOR="1") as played:
        played.wait_for(lambda shown: len(kitty_places(shown)) >= 4)
        quit_drill(played)

    assert {place[2] for place in kitty_places(played.shown)} == {id_ & 0xFFFFFF for id_ in kitty_images(played.shown)}


@needs_pty
@pytest.mark.parametrize("settings", ["", "[screen]\nimages = false\n"])
def test_nothing_is_asked_where_no_image_can_be_shown(pictured: Collection, settings: str) -> None:
    (pictured.folder / "srs.toml").write_text(settings, "utf-8")
    if not settings:
        pictured.file("chains.md").write_text(NOTE.replace("![", "["), "utf-8")
        pictured.run("sync", "--yes")

    with reviewing(pictured, OF_KITTY) as played:
        played.wait_for("answer")
        quit_drill(played)

    assert played.asked() == []


@needs_pty
def test_images_come_back_when_the_drill_does(pictured: Collection) -> None:
    import signal

    with reviewing(pictured, OF_KITTY) as played:
        played.wait_for(lambda shown: len(kitty_places(shown)) >= 4)
        played.press("\x1a")
        left = played.wait_for("\x1b[?1049l")
        os.waitid(os.P_PID, played.process.pid, os.WSTOPPED | os.WNOWAIT)
        played.process.send_signal(signal.SIGCONT)
        played.wait_for(lambda shown: kitty_images(shown) and kitty_places(shown), left)
        quit_drill(played)


@needs_pty
def test_a_window_over_the_card_is_not_drawn_over(pictured: Collection) -> None:
    with reviewing(pictured, OF_SIXEL) as played:
        played.wait_for(sixel_images)
        drawn = played.rest()
        played.press("?")
        played.wait_for("bury until", drawn)
        helped = played.rest()
        assert not sixel_images(played.shown[drawn:])
        played.press("x")
        played.wait_for(sixel_images, helped)
        quit_drill(played)


@pytest.fixture
def painter(monkeypatch: pytest.MonkeyPatch) -> Iterator[Painter]:
    """Return a painter for a terminal that is not there."""
    monkeypatch.setattr(sys, "__stdout__", io.StringIO())
    from textual_image.renderable import SixelImage

    from srs.tui.graphics import Painter

    made = Painter(SixelImage, (10, 20))
    yield made
    made.close()


async def drawn(app: ReviewApp, size: tuple[int, int], *keys: str) -> tuple[list[tuple[int, int]], str]:
    """Return the sizes of the images in cells once all are drawn or told, and what the screen shows."""
    from srs.tui.picture_view import PictureView

    async with app.run_test(size=size) as pilot:
        for key in keys:
            await pilot.press(key)
        views = app.query(PictureView)
        while not all(one.is_settled for one in views):
            await pilot.pause(0.02)
        await pilot.pause()
        return [(one.region.width, one.region.height) for one in views if one._painting], shown_by(app)


@pytest.mark.parametrize(
    ("size", "wanted"), [((40, 24), (36, 11)), ((80, 24), (42, 12)), ((200, 50), (87, 25)), ((200, 100), (88, 26))]
)
def test_a_large_image_takes_half_the_height_at_most(
    pictured: Collection, painter: Painter, size: tuple[int, int], wanted: tuple[int, int]
) -> None:
    draw(pictured.file("chain.png"), (1700, 980))

    with seated(pictured, painter=painter) as app:
        assert asyncio.run(drawn(app, size))[0] == [wanted]


def test_a_small_image_keeps_its_size(pictured: Collection, painter: Painter) -> None:
    with seated(pictured, painter=painter) as app:
        assert asyncio.run(drawn(app, (200, 50), "space"))[0] == [(13, 4), (6, 2)]


def test_an_image_that_cannot_be_drawn_is_told_with_the_reason(pictured: Collection, painter: Painter) -> None:
    whole = pictured.file("chain.png").read_bytes()
    pictured.file("chain.png").write_bytes(whole[: len(whole) // 2])
    pictured.file("shadow.png").write_text("<svg xmlns='http://www.w3.org/2000/svg'/>", "utf-8")

    with seated(pictured, painter=painter) as app:
        sizes, shown = asyncio.run(drawn(app, (80, 24), "space"))

    assert sizes == []
    assert "image chain.png (1 kB, damaged), o opens it" in shown
    assert "image shadow.png (1 kB, cannot be drawn here), o opens it" in shown


def test_an_image_of_the_question_is_told_with_the_question_and_once(pictured: Collection) -> None:
    with seated(pictured) as app:
        question, answer = play(app, "space")

    assert "image chain.png" in question
    assert "image shadow.png" not in question
    assert answer.count("image chain.png") == 1
    assert "image shadow.png" in answer
