"""The drills that browsers have begun: one for each browser and what it wants to drill."""

from __future__ import annotations

from secrets import token_urlsafe
from typing import TYPE_CHECKING

from srs.app.begin import begin_drill
from srs.app.drill import Wish
from srs.app.selection import select, today_of
from srs.app.sitting import Sitting
from srs.errors import SrsError

if TYPE_CHECKING:
    from collections.abc import Callable

    from srs.app.doors import Doors
    from srs.app.following import Followed
    from srs.store.open import Store
    from srs.web.tickets import SessionId
    from srs.web.want import Want

MOST_SEATS = 32
IDLE_MS = 20 * 60_000
"""A page that nobody has touched for so long keeps no other srs waiting."""


class Seat:
    """A sitting, and the name of the moment it is in: a form that was made for another moment counts no more."""

    def __init__(self, sitting: Sitting, day: int) -> None:
        self.sitting = sitting
        self.day = day
        self.told = ""
        self.turn = ""
        self.used_ms = 0
        self.go_on()

    def go_on(self) -> None:
        """Begin another moment."""
        self.turn = token_urlsafe(12)

    def do(self, deed: Callable[[], str]) -> None:
        """Carry out an action and keep what it says; what cannot be done is said, and the drill goes on."""
        try:
            self.told = deed()
        except SrsError as error:
            self.told = error.told
        finally:
            self.go_on()

    def come_back(self) -> None:
        """Go on after the seat was let go; a form for a card that is not asked any more counts no more."""
        asked = self.sitting.question
        self.sitting.come_back()
        if asked and (self.sitting.question is None or self.sitting.question.card.id != asked.card.id):
            self.go_on()


class Seats:
    """All sittings of a server; lives in one thread, whose connection it uses."""

    def __init__(self, followed: Followed, doors: Doors, store: Store) -> None:
        self._followed = followed
        self._doors = doors
        self._store = store
        self._taken: dict[tuple[SessionId, Want], Seat] = {}

    def take(self, session: SessionId, want: Want) -> Seat:
        """Return the seat of a browser for a wish; a new one where there is none, or where its day is over.

        Raises:
            SrsError: the query is wrong, or names a deck or tag that is not there.
        """
        now = self._doors.now_ms()
        key = session, want
        seat = self._taken.pop(key, None)
        day = self._followed.collection.presets().clock(self._doors.now()).day_of(now)
        if seat is not None and seat.day != day:
            seat.sitting.leave()
            seat = None
        if seat is None:
            seat = self._make(want, day)
        else:
            self._go_on(seat, now)
        seat.used_ms = now
        self._taken[key] = seat  # the one used last stands at the end
        self._make_room()
        return seat

    def leave(self, session: SessionId, want: Want) -> None:
        """End a drill, so that the next one for the same wish begins anew."""
        seat = self._taken.pop((session, want), None)
        if seat is not None:
            seat.sitting.leave()

    def restock(self) -> None:
        """Take in what a sync brought, behind the cards that are asked."""
        for seat in self._taken.values():
            seat.sitting.restock()

    def let_go(self) -> None:
        """Let others know that no card is on a page which nobody has touched for long."""
        now = self._doors.now_ms()
        for seat in self._taken.values():
            if now - seat.used_ms > IDLE_MS:
                seat.sitting.leave()

    def close(self) -> None:
        """End all sittings."""
        for seat in self._taken.values():
            seat.sitting.leave()
        self._taken.clear()
        self._store.close()

    def _go_on(self, seat: Seat, now: int) -> None:
        """Let a drill go on by the settings as they were read last, and by the parameters of now."""
        seat.sitting.collection = self._followed.collection
        if seat.sitting.question is None:
            seat.sitting.advance()
        elif now - seat.used_ms > IDLE_MS:
            seat.come_back()  # it was let go, and nobody has thought about the card for all that time
        else:
            seat.sitting.keep_up()

    def _make(self, want: Want, day: int) -> Seat:
        collection = self._followed.collection
        at, presets = self._doors.now_ms(), collection.presets()
        today = today_of(presets.clock(self._doors.now()), at, presets.general)
        given = (want.q,) if want.q else ()
        selection = select(self._store, given, today, deck=want.deck, tag=want.tag)
        wish = Wish(selection, want.limit, want.new, want.ahead, want.cram, want.reviews)
        drill = begin_drill(self._store, collection, wish, self._doors.now())
        sitting = Sitting(drill, collection, self._doors)
        sitting.advance()
        return Seat(sitting, day)

    def _make_room(self) -> None:
        while len(self._taken) > MOST_SEATS:
            oldest = next(iter(self._taken))
            self._taken.pop(oldest).sitting.leave()
