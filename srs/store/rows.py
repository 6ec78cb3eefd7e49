"""Rows of the database to values of the model, and back; nobody else sees a row."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec, TypeVar

from srs.model import (
    Card,
    CardId,
    Draft,
    Fact,
    FactId,
    Kind,
    Memory,
    Moment,
    Rating,
    Review,
    ReviewKind,
    Schedule,
    Source,
    State,
    Status,
    Way,
)
from srs.store.arrays import array_text, read_texts
from srs.store.open import BrokenRow

if TYPE_CHECKING:
    from collections.abc import Callable

FACT = (
    "fact.id, fact.kind, fact.way, fact.front, fact.back, fact.context, fact.extra, fact.deck, fact.tags, fact.rule, "
    "fact.held, fact.accepted, fact.path, fact.first_line, fact.last_line, fact.status, fact.given_tags, "
    "fact.changed_at"
)
SCHEDULE = "state, step, due_at, due_day, stability, difficulty, interval_days, reps, lapses, last_at, last_day"
NAMES = SCHEDULE.split(", ")
"""The columns `SCHEDULE`, one by one."""
CARD = "card.id, card.fact, card.ord, card.suspended, card.buried_until, " + ", ".join(f"card.{name}" for name in NAMES)
REVIEW = (
    "review.id, review.card, review.at, review.day, review.rating, review.taken_ms, review.kind, review.before, "
    "review.state, review.step, review.due_at, review.due_day, review.stability, review.difficulty, "
    "review.interval_days, review.reps, review.lapses, review.origin"
)
FOLLOWS_AT = "follows_at"
"""The name of `Review.follows_at` behind the schedule before an answer, where it has one."""
GIVEN_AT = (
    "max(review.at, coalesce(json_extract(review.before, '$.last_at'), 0), "
    f"coalesce(json_extract(review.before, '$.{FOLLOWS_AT}'), 0))"
)
"""The first part of `Review.order`."""
GIVEN_ORDER = f"{GIVEN_AT}, json_extract(review.before, '$.reps'), review.at, review.rating, review.taken_ms"
"""`Review.order`."""
GIVES_WAY = "coalesce(undone.at, 1) <= 0"
"""The condition on a row of the log, joined with `undone`, that another row stands for its answer; see `store.doubles`."""

Row = tuple[Any, ...]
P = ParamSpec("P")
T = TypeVar("T")


def has_log(fact: str = "fact") -> str:
    """Return the condition on a table of facts that something of a fact's cards stands in the log: an answer, or a change by hand."""
    return f"EXISTS (SELECT 1 FROM card JOIN review ON review.card = card.id WHERE card.fact = {fact}.id)"


def _reading(read: Callable[Concatenate[Row, P], T]) -> Callable[Concatenate[Row, P], T]:
    """Let whatever goes wrong in reading a row be told as damage of the row."""

    @functools.wraps(read)
    def checked(row: Row, /, *args: P.args, **kwargs: P.kwargs) -> T:
        try:
            return read(row, *args, **kwargs)
        except (ValueError, TypeError, LookupError, AttributeError, RecursionError) as error:
            raise BrokenRow(f"a row cannot be read ({type(error).__name__}: {error})") from error

    return checked


@_reading
def fact_of(row: Row) -> Fact:
    """Read the columns `FACT`."""
    draft = Draft(
        kind=Kind(row[1]),
        way=Way(row[2]),
        front=row[3],
        back=row[4],
        context=read_texts(row[5]),
        extra=row[6],
        deck=row[7],
        tags=read_texts(row[8]),
        rule=row[9],
        held=row[10],
        source=Source(row[12], row[13], row[14]),
    )
    accepted = None if row[11] is None else bool(row[11])
    return Fact(FactId(row[0]), draft, Status(row[15]), accepted, row[17], read_texts(row[16]))


def draft_values(draft: Draft) -> Row:
    """Return what `UPDATE fact` and `INSERT INTO fact` store of a draft, in the order of the columns of the table."""
    return (
        draft.kind,
        draft.way,
        draft.front,
        draft.back,
        array_text(draft.context),
        draft.extra,
        draft.deck,
        array_text(draft.tags),
        draft.rule,
        draft.held,
        draft.source.path,
        draft.source.first_line,
        draft.source.last_line,
    )


@_reading
def schedule_of(row: Row) -> Schedule:
    """Read the columns `SCHEDULE`."""
    state, step, due_at, due_day, stability, difficulty, interval_days, reps, lapses, last_at, last_day = row
    return Schedule(
        state=State(state),
        step=step,
        due_at=due_at,
        due_day=due_day,
        memory=None if stability is None else Memory(stability, difficulty),
        interval_days=interval_days,
        reps=reps,
        lapses=lapses,
        last=None if last_at is None else Moment(last_at, last_day),
    )


def schedule_values(schedule: Schedule) -> Row:
    """Return a schedule in the order of `SCHEDULE`."""
    memory, last = schedule.memory, schedule.last
    return (
        schedule.state,
        schedule.step,
        schedule.due_at,
        schedule.due_day,
        memory.stability if memory else None,
        memory.difficulty if memory else None,
        schedule.interval_days,
        schedule.reps,
        schedule.lapses,
        last.at if last else None,
        last.day if last else None,
    )


def schedule_text(schedule: Schedule, follows_at: int = 0) -> str:
    """Return a schedule as a JSON object with the names of `SCHEDULE`, with `Review.follows_at` behind it."""
    return _json(_named(schedule) | _set({FOLLOWS_AT: follows_at}))


def standing_text(card: Card, follows_at: int = 0) -> str:
    """Return the schedule of a card, with behind it what keeps the card out of the drill, where something does."""
    marks = {"suspended": int(card.suspended), "buried_until": card.buried_until, FOLLOWS_AT: follows_at}
    return _json(_named(card.schedule) | _set(marks))


def _set(values: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value}


def _named(schedule: Schedule) -> dict[str, Any]:
    return dict(zip(NAMES, schedule_values(schedule), strict=True))


def _json(values: dict[str, Any]) -> str:
    import json

    return json.dumps(values)


@_reading
def card_of(row: Row) -> Card:
    """Read the columns `CARD`."""
    return Card(CardId(row[0]), FactId(row[1]), row[2], schedule_of(row[5:]), bool(row[3]), row[4])


@_reading
def review_of(row: Row, *, undone: bool) -> Review:
    """Read the columns `REVIEW`."""
    moment = Moment(row[2], row[3])
    import json

    standing = json.loads(row[7])
    before = schedule_of(tuple(standing.values())[: len(NAMES)])
    kind = ReviewKind(row[6])
    # A change by hand is no answer, and gaps go on from the last one; but what was known was so at its moment.
    is_known = kind is ReviewKind.MANUAL and before.memory is None and row[12] is not None
    kept = (kind is ReviewKind.MANUAL and not is_known) or (before.last and before.last.at > moment.at)
    last = before.last if kept else moment
    return Review(
        id=row[0],
        card=CardId(row[1]),
        moment=moment,
        rating=Rating(row[4]),
        taken_ms=row[5],
        kind=kind,
        before=before,
        after=schedule_of((*row[8:17], *((last.at, last.day) if last else (None, None)))),
        undone=undone,
        origin=row[17],
        follows_at=standing.get(FOLLOWS_AT, 0),
    )
