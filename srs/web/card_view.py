"""What the page of a drill shows, as values: made where the drill lives, drawn elsewhere."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, NamedTuple

from srs.app.keys import TOLD
from srs.app.wording import cram_told
from srs.errors import SrsError
from srs.markdown.sanitise import visible
from srs.model import Rating
from srs.reconcile.diff import legible, set_off, shortened
from srs.web.card_html import line_html, note_html
from srs.web.end_view import End, end_of
from srs.web.rows import note_address

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from markupsafe import Markup

    from srs.app.drill import Question
    from srs.app.sitting import Sitting
    from srs.app.surroundings import Line
    from srs.reconcile.diff import Piece
    from srs.review import Remaining
    from srs.web.seats import Seat

_AROUND = 8
_HERE = {"edit": "copy where it stands", "open": "enlarge the image", "quit": "", "search": "look through all facts"}
"""What some keys do on a page, where there is no editor and no terminal to leave; empty for nothing."""


class Choice(NamedTuple):
    """A button that rates: the action, its key, and the next interval."""

    action: str
    key: str
    interval: str


class Typed(NamedTuple):
    """A typed answer, corrected."""

    right: bool
    pieces: tuple[Piece, ...]


class Back(NamedTuple):
    """All that comes with the answer."""

    answer: Markup
    extra: Markup | None
    typed: Typed | None
    change: str
    changes: list[list[Piece]]
    source: str
    note: str
    fact: str
    around: list[Line]
    choices: list[Choice]


class Front(NamedTuple):
    """The card that is asked."""

    name: str
    where: list[Markup]
    question: Markup
    flag: int


class Status(NamedTuple):
    """How far the drill is."""

    left: Remaining
    answered: int

    @property
    def whole(self) -> int:
        """Return how many cards there were."""
        return self.answered + self.cards

    @property
    def cards(self) -> int:
        """Return how many are left."""
        return self.left.new + self.left.learning + self.left.due


class View(NamedTuple):
    """A moment of a drill: a card with or without its answer, or the end."""

    turn: str
    told: str
    keys: str
    """Which action each key stands for, as JSON."""
    help: list[tuple[str, str]]
    status: Status
    seconds: int | None
    is_cram: bool
    front: Front | None = None
    back: Back | None = None
    end: End | None = None

    @property
    def remark(self) -> str:
        """Return what stands beside the counts."""
        return cram_told() if self.is_cram else ""


def view_of(seat: Seat, *, shown: bool, around: bool) -> View:
    """Return what there is to see; `shown` and `around` ask for the answer and the lines around it."""
    sitting = seat.sitting
    asked = sitting.question
    status = Status(sitting.drill.remaining(sitting.doors.now_ms()), sitting.drill.summary().answered)
    seconds = sitting.seconds() if sitting.collection.config.timer and asked else None
    keys = {key: action for action, keys in sitting.keys.items() for key in keys}
    view = View(seat.turn, seat.told, json.dumps(keys), _help(sitting), status, seconds, sitting.is_cram)
    if asked is None:
        return view._replace(end=end_of(sitting))
    shown = shown or sitting.revealed
    return view._replace(front=_front(sitting, asked), back=_back(seat, asked, around=around) if shown else None)


def _front(sitting: Sitting, asked: Question) -> Front:
    draft = asked.fact.draft
    where = [line_html(part) for part in draft.places]
    question = note_html(asked.face.question, sitting.collection.notes, draft.source.path)
    return Front(f"{asked.card.id}-{asked.card.schedule.reps}", where, question, sitting.flag)


def _back(seat: Seat, asked: Question, *, around: bool) -> Back:
    sitting, draft = seat.sitting, asked.fact.draft
    sitting.look_up()
    notes, note, rewording = sitting.collection.notes, draft.source.path, sitting.rewording
    pairs = zip(rewording.before, rewording.after, strict=True) if rewording else ()
    return Back(
        answer=note_html(asked.face.answer, notes, note, asked.face.hidden),
        extra=note_html(draft.extra, notes, note) if draft.extra else None,
        typed=_typed(sitting.typed, asked) if sitting.typed is not None else None,
        change=str(rewording.change) if rewording else "",
        changes=[changed for before, after in pairs if (changed := _change(before, after))],
        source=str(draft.source),
        note=note_address(note, asked.fact.id),
        fact=asked.fact.id,
        around=_around(seat, asked) if around else [],
        choices=[
            Choice(name, sitting.key(name), sitting.intervals.get(rating, ""))
            for rating in Rating
            for name in [rating.name.lower()]
        ],
    )


def _typed(typed: str, asked: Question) -> Typed:
    from srs.app.typed import correct, expected_of, is_right

    pieces = correct(typed, expected_of(asked))
    return Typed(is_right(pieces), tuple(_set_off(pieces)))


def _change(before: str, after: str) -> list[Piece]:
    """Return what changed in a text, empty for nothing but spaces."""
    old, new = (" ".join(visible(text).split()) for text in (before, after))
    return [] if old == new else list(_set_off(shortened(legible(old, new), _AROUND)))


def _set_off(pieces: Iterable[Piece]) -> Iterator[Piece]:
    return (piece for piece in set_off(pieces, colour=True) if piece.text)


def _around(seat: Seat, asked: Question) -> list[Line]:
    from srs.app.surroundings import surroundings

    try:
        return surroundings(seat.sitting.collection.notes, asked.fact.draft.source)
    except SrsError as error:
        seat.told = error.told
        return []


def _help(sitting: Sitting) -> list[tuple[str, str]]:
    told = TOLD | _HERE
    return [(_spelled(sitting.keys[action]), told[action]) for action in TOLD if told[action]]


def _spelled(keys: Sequence[str]) -> str:
    return " ".join(keys)
