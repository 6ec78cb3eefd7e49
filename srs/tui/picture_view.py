"""An image on the page of a card; until it is drawn, and where it cannot be, the line that names it."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip
from textual.widgets import Static

from srs.tui.graphics import Room
from srs.tui.page import image_line
from srs.tui.picture_file import PictureError

if TYPE_CHECKING:
    from concurrent.futures import Future

    from textual.geometry import Region

    from srs.app.images import Image
    from srs.tui.graphics import Painter, Painting

_SOON = 0.03
"""Seconds after which drawing begins: the text is on the screen by then, and cards that somebody runs through cost nothing."""


class PictureView(Static):
    """Draws with sequences for the terminal, sent behind the empty lines that they fill, so that nothing is written over them."""

    def __init__(self, image: Image, painter: Painter, key: str, columns: int, rows: int) -> None:
        super().__init__(image_line(image, key))
        self._image = image
        self._painter = painter
        self._key = key
        self._most = (columns, rows)
        self._painting: Painting | None = None
        self.is_settled = False
        """Whether it is drawn, or told why it is not."""
        self._begun: set[tuple[int, int]] = set()

    def on_mount(self) -> None:
        """Begin to draw soon."""
        self.set_timer(_SOON, self._begin)

    def on_unmount(self) -> None:
        """Take the image out of the terminal."""
        if self._painting is not None:
            self._painter.free(self._painting)

    def _begin(self) -> None:
        self.run_worker(self._draw())

    async def _draw(self) -> None:
        assert self._image.file is not None  # noqa: S101  (a view is made of files alone)
        background = self.background_colors[1].rgb
        begun = self._painter.paint(self._image.file, Room(*self._most, background))
        try:
            painting = await asyncio.wrap_future(begun)
        except PictureError as error:
            self.is_settled = True
            self.update(image_line(self._image, self._key, str(error)))
        except asyncio.CancelledError:
            begun.add_done_callback(self._forget)
            raise
        else:
            self._painting, self.is_settled = painting, True
            self.styles.width, self.styles.height = painting.columns, painting.rows
            self.refresh(layout=True)

    def _forget(self, done: Future[Painting]) -> None:
        """Free what was drawn for a card that is gone by now."""
        if not done.cancelled() and done.exception() is None:
            self._painter.free(done.result())

    def render_lines(self, crop: Region) -> list[Strip]:
        """Return empty lines, and in the last one what draws the image over them."""
        painting = self._painting
        if painting is None:
            return super().render_lines(crop)
        lines = [Strip.blank(crop.width, self.rich_style)] * crop.height
        drawn = painting.cut(crop.y, crop.bottom) if self.screen.is_active else ()
        if drawn is None:
            self._finish(painting, crop.y, crop.bottom)
        if drawn and lines:
            lines[-1] = Strip([*lines[-1], Segment(self._place(drawn), Style.null())], crop.width)
        return lines

    def _place(self, drawn: tuple[str, ...]) -> str:
        """Return the rows of an image, each behind a step to its place, and at last one back behind the line."""
        seen = self.screen.find_widget(self).visible_region
        steps = (f"\x1b[{seen.y + 1 + row};{seen.x + 1}H{text}" for row, text in enumerate(drawn))
        return "".join([*steps, f"\x1b[{seen.bottom};{seen.right + 1}H"])

    def _finish(self, painting: Painting, top: int, bottom: int) -> None:
        """Have rows made that are not there yet, and show them then."""
        if (top, bottom) in self._begun:
            return
        self._begun.add((top, bottom))

        async def wait() -> None:
            await asyncio.wrap_future(self._painter.finish(painting, top, bottom))
            self.refresh()

        self.run_worker(wait())
