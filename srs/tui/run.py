"""Opens the drill on a full screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from srs.app.sitting import Sitting
from srs.store.counts import shows_images
from srs.tui.review_app import ReviewApp

if TYPE_CHECKING:
    from srs.app.collection import Collection
    from srs.app.doors import Doors
    from srs.app.drill import Drill
    from srs.app.news import News
    from srs.tui.graphics import Painter


def run_screen(drill: Drill, collection: Collection, doors: Doors, news: tuple[News, ...], *, reads_notes: bool) -> int:
    """Drill until the user leaves; return the exit status."""
    sitting = Sitting(drill, collection, doors)
    try:
        sitting.advance()
        painter = _painter(drill, collection)
        app = ReviewApp(sitting, news=news, reads_notes=reads_notes, painter=painter)
        try:
            app.run()
        finally:
            if painter is not None:
                painter.close()
    finally:
        sitting.leave()
    return app.return_code or 0


def _painter(drill: Drill, collection: Collection) -> Painter | None:
    """Return what draws images; the terminal is asked before the screen reads its keys, and only where there is one to draw."""
    if not collection.config.images or not shows_images(drill.store):
        return None
    from srs.tui.graphics import find_painter

    return find_painter()
