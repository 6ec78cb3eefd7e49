"""Opens the drill on a full screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from srs.tui.review_app import ReviewApp
from srs.tui.sitting import Sitting

if TYPE_CHECKING:
    from srs.app.collection import Collection
    from srs.app.drill import Drill
    from srs.tui.doors import Doors


def run_screen(drill: Drill, collection: Collection, doors: Doors, news: tuple[str, ...], *, reads_notes: bool) -> int:
    """Drill until the user leaves; return the exit status."""
    sitting = Sitting(drill, collection, doors)
    try:
        sitting.advance()
        app = ReviewApp(sitting, news=news, reads_notes=reads_notes)
        app.run()
    finally:
        sitting.leave()
    return app.return_code or 0
