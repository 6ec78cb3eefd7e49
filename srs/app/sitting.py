"""A drill on a screen without the screen: what each action does, and what is to be said about it."""

from __future__ import annotations

from contextlib import ExitStack
from typing import TYPE_CHECKING

from srs.app.collection import settings_now
from srs.app.keys import keys_of
from srs.app.wording import (
    ANSWERED_ELSEWHERE,
    buried_told,
    leech_told,
    redone_told,
    rejected_told,
    suspended_told,
    undone_told,
)
from srs.errors import UsageError
from srs.schedule import interval_label
from srs.store.cards import live_cards
from srs.store.drilling import drilling

if TYPE_CHECKING:
    from pathlib import Path

    from srs.app.changed import Rewording
    from srs.app.collection import Collection
    from srs.app.doors import Doors
    from srs.app.drill import Drill, Question
    from srs.app.surroundings import Line
    from srs.model import Rating

FLAGS = 8
"""Seven flags, and none."""


class Sitting:
    """The card in front of the learner and how much of it is shown; methods return what to say, empty for nothing."""

    def __init__(self, drill: Drill, collection: Collection, doors: Doors) -> None:
        self.drill = drill
        self.collection = collection
        self.doors = doors
        self.keys = keys_of(dict(collection.config.keys))
        self.question: Question | None = None
        self.revealed = False
        self.typed: str | None = None
        self.around: list[Line] = []
        self.rewording: Rewording | None = None
        self.intervals: dict[Rating, str] = {}
        self.flag = 0
        self.is_cram = drill.wish.cram
        self._begun = 0
        self._lock = ExitStack()
        self._is_locked = False

    def advance(self) -> None:
        """Go on to the card that comes next, with its answer hidden; while there is one, others know of it."""
        self.question = None  # what fails below must not leave a card up that is not the drill's any more
        self.revealed, self.typed, self.around, self.rewording = False, None, [], None
        if not self._is_locked:
            self.keep_up()  # as long as no card was up, others could change what it goes by
        self.question = self.drill.question(self._now_ms())
        self._begun = self.doors.tick_ms()
        if self.question is None:
            self.leave()
            return
        if not self._is_locked:
            self._lock.enter_context(drilling(self.drill.store))
            self._is_locked = True
        self.flag = self._read_flag(self.question)

    def keep_up(self) -> bool:
        """Let the drill go by the settings of the collection, the parameters and the day of now; tell whether these are new."""
        presets = self.collection.presets(self.drill.store)
        is_new = self.drill.keep_up(presets, presets.clock(self.doors.now()), self.doors.now_ms())
        if is_new and self.revealed:
            self.look_up()
        return is_new

    def look_again(self) -> str:
        """Go on from the end when a step has become due meanwhile, or another day has begun, by the settings as they are now."""
        self.collection, wrong = settings_now(self.collection)
        self.advance()
        if self.question or self.drill.session.next_due_at() is None:
            return wrong  # the page of the end says what there is
        if self.drill.is_at_limit:
            return f"The limit of {self.drill.limit} is reached; srs review goes on."
        return " ".join(filter(None, ("Nothing is due yet.", wrong)))

    def leave(self) -> None:
        """Let others know that no card is on the screen."""
        self._lock.close()
        self._is_locked = False

    def reveal(self, typed: str | None = None) -> None:
        """Show the answer, and what was typed beside it."""
        if self.question is None or self.revealed:
            return
        self.revealed, self.typed = True, typed
        self.look_up()

    def why_not_typed(self) -> str:
        """Say why no answer can be typed now, empty where one can."""
        if self.question is None:
            return "There is no card to answer."
        return f"The answer is shown already; {self.key('type')} types it before that." if self.revealed else ""

    def look_up(self) -> None:
        """Work out what comes with the answer, without showing it: how the card was reworded, and the next intervals."""
        if self.question is None:
            return
        from srs.app.changed import rewording_of

        self.rewording = rewording_of(self.drill.store, self.question.card, self.question.fact)
        outcomes = self.drill.outcomes(self._now_ms())
        self.intervals = {rating: interval_label(outcome) for rating, outcome in outcomes.items()}

    def seconds(self) -> int:
        """Return how long the card has been on the screen."""
        return (self.doors.tick_ms() - self._begun) // 1000

    def rate(self, rating: Rating) -> str:
        """Write the answer down and go on."""
        asked = self.question
        if asked is None:
            return ""
        answered = self.drill.answer(rating, self._now_ms(), self.doors.tick_ms() - self._begun)
        self.advance()
        if answered is None:
            return ANSWERED_ELSEWHERE
        return leech_told(asked.fact, answered.leech) if answered.leech else ""

    def undo(self) -> str:
        """Take back what was done last."""
        told = undone_told(self.drill.undo(self._now_ms()))
        self.advance()
        return told

    def redo(self) -> str:
        """Give the answer again that was taken back last."""
        told = redone_told(self.drill.redo())
        self.advance()
        return told

    def suspend(self) -> str:
        """Take the card out of the drill."""
        if self.question is None:
            return ""
        fact = self.question.fact
        self.drill.suspend(self.question.card, self._now_ms())
        self.advance()
        return suspended_told(fact, self.key("undo"))

    def bury(self) -> str:
        """Put the card off until tomorrow."""
        if self.question is None:
            return ""
        fact = self.question.fact
        self.drill.bury(self.question.card, self._now_ms())
        self.advance()
        return buried_told(fact, self.key("undo"))

    def reject(self) -> str:
        """Keep the fact of the card out of the drill: it is none that should be asked."""
        if self.question is None:
            return ""
        fact = self.question.fact
        self.drill.reject(self.question.card, self._now_ms())
        self.advance()
        return rejected_told(fact, self.key("undo"))

    def mark(self) -> str:
        """Give the card the next flag, after the seventh none."""
        if self.question is None:
            return ""
        from srs.store.marks import flagging, mark_cards

        card = self.question.card
        self.flag = (self._read_flag(self.question) + 1) % FLAGS
        mark_cards(self.drill.store, {card.fact: (card.ord,)}, flagging(self.flag))
        return f"Flag {self.flag}." if self.flag else "No flag."

    def look_around(self) -> str:
        """Show or hide what stands around the card in its note."""
        if self.question is None or not self.revealed:
            return "The surroundings come with the answer." if self.question else ""
        if self.around:
            self.around = []
        else:
            from srs.app.surroundings import surroundings

            self.around = surroundings(self.collection.notes, self.question.fact.draft.source)
        return ""

    def place(self) -> tuple[Path, int] | None:
        """Return the file and the line to edit.

        Raises:
            UsageError: the note is gone.
        """
        if self.question is None:
            return None
        source = self.question.fact.draft.source
        file = self.collection.notes / source.path
        if not file.exists():
            raise UsageError(f"The note {source.path} is gone.", "srs sync finds out where it went.")
        return file, source.first_line

    def write_page(self) -> Path | None:
        """Write the card as a page for a browser, the answer only where it is shown, and return its file."""
        if self.question is None:
            return None
        from srs.app.card_page import write_page

        return write_page(self.collection, self.question, revealed=self.revealed)

    def return_to(self) -> str:
        """Read the notes after an edit and come back to the card as it is now, shown as far as before."""
        from srs.app.sync import sync
        from srs.app.wording import summary_of

        self.collection, wrong = settings_now(self.collection)
        try:
            report = sync(self.drill.store, self.collection, at=self.doors.now_ms(), started_ns=self.doors.wall_ns())
        finally:
            self.come_back()
        return " ".join(filter(None, (f"Notes: {summary_of(report)}", wrong)))

    def come_back(self) -> str:
        """Go on after the store was changed beside the drill: with the same card, as far as it was shown, or the next."""
        before, revealed = self.question, self.revealed
        self._restock()
        self.advance()
        if before and self.question and self.question.card.id == before.card.id and revealed:
            self.reveal()
        return ""

    def restock(self) -> bool:
        """Take in what a sync brought, behind the card that is asked; tell whether there was none and now is."""
        self._restock()
        if self.question is not None:
            return False
        self.advance()
        return self.question is not None

    def _restock(self) -> None:
        if not self.keep_up():
            self.drill.restock(self.doors.now_ms())

    def _now_ms(self) -> int:
        """Return the time, once the drill goes by the day that it is: a card may stand on a screen overnight."""
        now_ms = self.doors.now_ms()
        if self.drill.presets.clock(self.doors.now()).day_of(now_ms) != self.drill.day:
            self.keep_up()
        return now_ms

    def key(self, action: str) -> str:
        """Name the first key of an action."""
        return (*self.keys[action], "")[0]

    def _read_flag(self, question: Question) -> int:
        cards = live_cards(self.drill.store, [question.card.fact]).get(question.card.fact, [])
        return next((card.flag for card in cards if card.ord == question.card.ord), 0)
