"""The drill on a full screen: what comes before it and what stays in the terminal behind it."""

from __future__ import annotations

import gc
from typing import TYPE_CHECKING

from srs.app.future import count_of_future
from srs.app.news import News
from srs.app.wording import future_told
from srs.cli.drill_frame import begin, now_ms, say_goodbye, say_nothing_due
from srs.cli.output import print_text
from srs.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable

    from srs.app.collection import Collection
    from srs.app.drill import Drill, Wish
    from srs.store.open import Store


_THRESHOLD = 200_000
"""Objects between two searches for garbage: importing what draws the screen makes many that stay, and looking through them
costs 15 ms before the first question."""


def run_drill(store: Store, collection: Collection, wish_of: Callable[[], Wish], sync: Callable[[], News]) -> int:
    """Drill on the screen, which reads the notes while the first card is up; return the exit status.

    `sync` reads them before, and returns what to say about it: where they were never read, where nothing is due by what the
    store knows, and where `wish_of` finds no such deck in it.
    """
    gc.set_threshold(_THRESHOLD)
    prepared = _prepare(store, collection, wish_of)
    news, is_read = News(), prepared is None
    if prepared is None:
        news = sync()
        wish = wish_of()
        prepared = wish, begin(store, collection, wish)
    wish, drill = prepared
    if drill.question(now_ms()) is None:
        if news.told:
            print_text(news.told, dim=True)
        say_nothing_due(store, collection, wish)
        return 0
    from srs.cli.screen import doors, no_color_kept
    from srs.tui.run import run_screen

    future = count_of_future(store, drill.clock, now_ms())
    ahead = News(future_told(future) if future else "", is_warning=True)
    told = tuple(one for one in (news, ahead) if one.told)
    with no_color_kept():
        status = run_screen(drill, collection, doors(), told, reads_notes=not is_read)
    say_goodbye(drill, store, collection)
    return status


def _prepare(store: Store, collection: Collection, wish_of: Callable[[], Wish]) -> tuple[Wish, Drill] | None:
    """Return a drill by what the store knows; None where the notes have to be read first."""
    try:
        wish = wish_of()
    except UsageError:
        return None
    drill = begin(store, collection, wish)
    return (wish, drill) if drill.question(now_ms()) is not None else None
