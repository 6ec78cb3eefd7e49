"""What has to change in the mirror so that its cards stand where srs stands, and its log has every answer that counts."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from srs.anki.cards import LogRow, card_row, log_rows
from srs.schedule.same_answer import LATEST_MOVE_MS

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from srs.anki.cards import CardRow, Scheduling
    from srs.anki.mirror_rows import CardThere
    from srs.model.outgoing import OutgoingCard
    from srs.schedule import Preset

_NEW, _LEARNING, _REVIEW, _RELEARNING = 0, 1, 2, 3
_ON_STEP, _IN_REVIEW, _ON_DAY_STEP, _SUSPENDED = 1, 2, 3, -1
_BURIED: Final = (-2, -3)
_FIRST_SECOND: Final = 1_000_000_000
_FLAGS: Final = 7
_BY_HAND = (4, 5)
_LATEST_ANSWER_MS = 1_000
"""How much later an answer may stand in Anki's log than it was sent, since no two rows may have the same millisecond."""
_STABILITY: Final = 5e-4
_DIFFICULTY: Final = 2e-3
"""What is left of memory when Anki goes on from numbers that it rounded: a share, and a difference."""


class CardChange(NamedTuple):
    """What changes of a card and its log: the columns from `type` to `data`, and rows to add."""

    card: int
    row: tuple[Any, ...] | None = None
    new: tuple[LogRow, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Tell that nothing changes."""
        return not (self.row or self.new)


def change_of(
    going: OutgoingCard,
    there: CardThere,
    preset: Preset,
    scheduling: Scheduling,
    first_day: int,
) -> CardChange:
    """Return what has to change so that a card there is the card here.

    `first_day` is the scheduling day from which days count there. A card that is in a filtered deck gets its answers alone, until it is back.
    """
    new = _missing(log_rows(going.answers), there.log)
    wanted = card_row(going, there.id, 0, preset, scheduling)
    row = None if there.odid else _row(going, wanted, there, first_day)
    return CardChange(there.id, row, new)


def _row(going: OutgoingCard, wanted: CardRow, there: CardThere, first_day: int) -> tuple[Any, ...] | None:
    queue, due = _queue_and_due(going, wanted, there, first_day)
    known, data = _data(wanted.data), _data(there.data)
    if _is_same(wanted, queue, due, known, there, data):
        return None
    left = wanted.left if wanted.type in (_LEARNING, _RELEARNING) else 0
    ivl = there.ivl if wanted.type == there.type == _RELEARNING else wanted.ivl
    kept = {name: value for name, value in data.items() if name in ("pos", "cd")}
    text = json.dumps(known | kept, separators=(",", ":")) if known or kept else ""
    factor = there.factor if there.factor and wanted.factor else wanted.factor
    flags = there.flags & ~_FLAGS | wanted.flags
    return (wanted.type, queue, due, ivl, factor, wanted.reps, wanted.lapses, left, flags, text)


def _queue_and_due(going: OutgoingCard, wanted: CardRow, there: CardThere, first_day: int) -> tuple[int, int]:
    """Return where a card is asked and when, by the days of the mirror; burying is of a day, and stays where it was done."""
    schedule = going.card.schedule
    if wanted.type == _NEW:
        # Its place among new cards is whatever Anki made it.
        queue, due = _NEW, there.due if there.type == _NEW else int(_data(there.data).get("pos", 0))
    elif schedule.due_at is not None:
        queue, due = _ON_STEP, schedule.due_at // 1000
    else:
        queue, due = _IN_REVIEW if wanted.type == _REVIEW else _ON_DAY_STEP, (schedule.due_day or 0) - first_day
    if going.card.suspended:
        return _SUSPENDED, due
    return (there.queue if there.queue in _BURIED else queue), due


def _is_same(
    wanted: CardRow, queue: int, due: int, known: dict[str, Any], there: CardThere, data: dict[str, Any]
) -> bool:
    return (
        wanted.type == there.type
        and (queue == _SUSPENDED) == (there.queue == _SUSPENDED)
        and wanted.flags == there.flags & _FLAGS
        and (wanted.type == _NEW or (due == there.due and wanted.lapses == there.lapses))
        and (wanted.type != _REVIEW or wanted.ivl == there.ivl)
        and _is_near(known.get("s"), data.get("s"), _STABILITY, _STABILITY)
        and _is_near(known.get("d"), data.get("d"), _DIFFICULTY, 0)
    )


def _is_near(one: object, other: object, least: float, share: float) -> bool:
    """Tell whether two numbers are the same but for what Anki rounds, or both are missing."""
    if not (isinstance(one, int | float) and isinstance(other, int | float)):
        return one is other
    return abs(one - other) <= max(least, share * one)


def _missing(wanted: Sequence[LogRow], there: Sequence[LogRow]) -> tuple[LogRow, ...]:
    """Return the rows that are not there.

    Rows can only be added: what was synchronised once is neither changed nor deleted in any other log.
    """
    free = {row.id: row for row in there}
    late = [row for row in wanted if free.pop(row.id, None) is None]
    missing = []
    for row in late:
        found = _later(row, free.values())
        if found is None:
            missing.append(row)
        else:
            del free[found.id]
    return tuple(missing)


def _later(wanted: LogRow, rows: Iterable[LogRow]) -> LogRow | None:
    """Return the first row that is this one, put off by some milliseconds."""
    latest = wanted.id + (_LATEST_ANSWER_MS if wanted.ease else LATEST_MOVE_MS)
    for row in rows:
        if wanted.id <= row.id <= latest and row.ease == wanted.ease:
            same = row.time == wanted.time if row.ease else (row.type in _BY_HAND and row.ivl == wanted.ivl)
            if same:
                return row
    return None


def _data(text: object) -> dict[str, Any]:
    try:
        value = json.loads(text) if isinstance(text, str) and text else {}
    except (ValueError, RecursionError):
        return {}
    return value if isinstance(value, dict) else {}
