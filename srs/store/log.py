"""The review log: one answer, one row, one transaction with the card's new schedule."""

from __future__ import annotations

from typing import TYPE_CHECKING

from srs import schedule as schedules  # its names are imported when they are used: few answers are taken back
from srs.errors import SrsError
from srs.model import ReviewKind
from srs.model.values import replace
from srs.schedule.day import DAY_MS
from srs.store.counts import COUNTS, IS_ANSWER, STANDS
from srs.store.rows import (
    CARD,
    GIVEN_AT,
    GIVES_WAY,
    NAMES,
    REVIEW,
    card_of,
    review_of,
    schedule_values,
    standing_text,
)
from srs.store.selection import EVERYTHING

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterable, Iterator

    from srs.model import Answer, Card, CardId, FactId, Review, Schedule
    from srs.store.open import Store
    from srs.store.rows import Row
    from srs.store.selection import Selection

_ANSWERED = f"reps > 0 OR stability IS NOT NULL OR id IN (SELECT card FROM review WHERE {IS_ANSWER})"
ALL_ROWS = range(1, 2**63)
"""The rows of the log that were written here; what came from elsewhere is numbered below zero."""
_INSERT = """
    INSERT INTO review (card, at, day, rating, taken_ms, kind, before, state, step, due_at, due_day, stability,
                        difficulty, interval_days, reps, lapses)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
"""


class Outdated(SrsError):
    """The card was answered elsewhere since it was read."""


def write_answer(store: Store, answer: Answer, *, suspend: bool = False) -> int:
    """Write an answer and the schedule it gave; durable when this returns. Return the number of its row.

    With `suspend` the card is out of the drill from then on.

    Raises:
        Outdated: another session answered the card first; nothing is written.
    """
    with store.write() as connection:
        number = _write(connection, answer)
        if suspend:
            connection.execute("UPDATE card SET suspended = 1 WHERE id = ?", (answer.card,))
        return number


def write_changes(store: Store, changes: Iterable[Answer]) -> None:
    """Write changes by hand, all or none; the cards are asked again, if they were suspended or buried, until that is undone.

    Raises:
        Outdated: a card was answered meanwhile; nothing is written.
    """
    with store.write() as connection:
        for change in changes:
            _write(connection, change)
            _bring_back(connection, change.card)


def _bring_back(connection: sqlite3.Connection, card: CardId) -> None:
    connection.execute("UPDATE card SET suspended = 0, buried_until = NULL WHERE id = ?", (card,))


def _put_out_again(connection: sqlite3.Connection, review: Review) -> None:
    """Let a card be suspended and buried as it was before a change by hand; what was done since stays."""
    query = (
        "SELECT json_extract(before, '$.suspended'), json_extract(before, '$.buried_until') FROM review WHERE id = ?"
    )
    suspended, buried_until = connection.execute(query, (review.id,)).fetchone()
    connection.execute(
        "UPDATE card SET suspended = max(suspended, ?), buried_until = coalesce(buried_until, ?) WHERE id = ?",
        (suspended or 0, buried_until, review.card),
    )


def _write(connection: sqlite3.Connection, answer: Answer) -> int:
    row = connection.execute(f"SELECT {CARD} FROM card WHERE id = ?", (answer.card,)).fetchone()
    card = row and card_of(row)
    if card is None or card.schedule != answer.before:
        raise Outdated("The card was answered in another session; this was not counted.", "Go on with the next.")
    moment = answer.moment
    values = (answer.card, moment.at, moment.day, answer.rating, answer.taken_ms, answer.kind)
    after = schedule_values(answer.after)[:-2]
    before = standing_text(card, _follows_at(connection, answer))
    cursor = connection.execute(_INSERT, (*values, before, *after))
    set_schedule(connection, answer.card, answer.after)
    return int(cursor.lastrowid or 0)


def _follows_at(connection: sqlite3.Connection, answer: Answer) -> int:
    """Return from when on an answer counts in the order of its card, after changes by hand of a clock that is ahead.

    They leave the time of the last answer as it is, so that only this tells it. What is dated more than a day ahead is taken for a
    mistake, which `srs doctor --repair` takes back.
    """
    query = f"SELECT max({GIVEN_AT}) FROM review WHERE card = ? AND NOT ({IS_ANSWER}) AND {STANDS} AND {GIVEN_AT} BETWEEN ? AND ?"
    last = answer.before.last
    given_at = max(answer.moment.at, last.at if last else 0)
    (latest,) = connection.execute(query, (answer.card, given_at, given_at + DAY_MS)).fetchone()
    return 0 if latest is None else int(latest) + 1


def undo_last(
    store: Store, at: int, settle: Callable[[Card, list[Review]], Schedule], rows: range = ALL_ROWS
) -> tuple[Review, Card] | None:
    """Take back the last answer given here that still counts; the card gets the schedule it had before, exactly.

    `settle` tells what a log makes of a card; it decides where other answers came between, of another store or drill. `rows` are the
    rows of the log among which it is looked for.
    """
    with store.write() as connection:
        query = (
            f"SELECT {REVIEW} FROM review WHERE {STANDS} AND review.id BETWEEN ? AND ? ORDER BY review.id DESC LIMIT 1"
        )
        row = connection.execute(query, (rows.start, rows.stop - 1)).fetchone()
        if row is None:
            return None
        review = review_of(row, undone=True)
        _take_back(connection, review, at)
        card = card_now(connection, review.card)
        log = log_of(connection, card.id)
        schedule = settle(card, log)
        if _is_last(review, log) and schedules.stands_on(review, schedule):
            # Due when it was, also where a change of meaning had moved that; memory is that of the parameters of today.
            schedule = replace(review.before, memory=schedule.memory)
        set_schedule(connection, review.card, schedule)
        return review, replace(card, schedule=schedule)


def _take_back(connection: sqlite3.Connection, review: Review, at: int) -> None:
    connection.execute("INSERT INTO undone (review, at) VALUES (?, ?)", (review.id, at))
    if review.kind is ReviewKind.MANUAL:
        _put_out_again(connection, review)


def redo_last(
    store: Store, settle: Callable[[Card, list[Review]], Schedule], rows: range = ALL_ROWS
) -> tuple[Review, Card] | None:
    """Let the answer count again that was taken back last, if none was given since; see `undo_last`.

    Answers that were taken back because they were dated in the future stay so.
    """
    query = (
        f"SELECT {REVIEW} FROM review JOIN undone ON undone.review = review.id WHERE review.id > "
        f"(SELECT max(0, coalesce(max(id), 0)) FROM review WHERE {STANDS}) AND review.id BETWEEN ? AND ? "
        f"AND review.at <= undone.at + {DAY_MS} ORDER BY undone.at DESC, review.id LIMIT 1"
    )
    with store.write() as connection:
        row = connection.execute(query, (rows.start, rows.stop - 1)).fetchone()
        return _redo(connection, row, settle) if row else None


def redo_row(store: Store, number: int, settle: Callable[[Card, list[Review]], Schedule]) -> tuple[Review, Card] | None:
    """Let one answer count again that was taken back, whatever other cards were given since; None where its card was answered again."""
    query = (
        f"SELECT {REVIEW} FROM review JOIN undone ON undone.review = review.id WHERE review.id = ? AND NOT {GIVES_WAY} "
        f"AND NOT EXISTS (SELECT 1 FROM review AS later WHERE later.card = review.card AND later.id > review.id "
        "AND later.id NOT IN (SELECT review FROM undone))"
    )
    with store.write() as connection:
        row = connection.execute(query, (number,)).fetchone()
        return _redo(connection, row, settle) if row else None


def _redo(
    connection: sqlite3.Connection, row: Row, settle: Callable[[Card, list[Review]], Schedule]
) -> tuple[Review, Card]:
    from srs.store.doubles import give_again  # an answer needs none of it

    review = review_of(row, undone=False)
    give_again(connection, review.card, review.id)
    if review.kind is ReviewKind.MANUAL:
        _bring_back(connection, review.card)
    card = card_now(connection, review.card)
    log = log_of(connection, card.id)
    schedule = settle(card, log)
    if _is_last(review, log) and schedules.stands_on(review, card.schedule):
        schedule = replace(review.after, memory=schedule.memory)
    set_schedule(connection, card.id, schedule)
    return review, replace(card, schedule=schedule)


def last_row(store: Store) -> int:
    """Return the number of the answer that was written down last here, 0 without one."""
    with store.read() as connection:
        return int(connection.execute("SELECT max(0, coalesce(max(id), 0)) FROM review").fetchone()[0])


def _is_last(review: Review, log: list[Review]) -> bool:
    """Tell whether an answer is the last of its card that counts; another store may have brought later ones."""
    return not any(other.order > review.order for other in log if not other.undone and other.id != review.id)


def count_future(store: Store, day: int) -> int:
    """Return how many answers that count are dated after a scheduling day."""
    query = f"SELECT count(*) FROM review WHERE day > ? AND {STANDS}"
    with store.read() as connection:
        return int(connection.execute(query, (day,)).fetchone()[0])


def take_back_future(store: Store, day: int, at: int, settle: Callable[[Card, list[Review]], Schedule]) -> int:
    """Take back all answers that are dated after a scheduling day; each card gets the schedule the others make."""
    with store.write() as connection:
        query = f"SELECT {REVIEW} FROM review WHERE day > ? AND {STANDS} ORDER BY id DESC"
        found = [review_of(row, undone=False) for row in connection.execute(query, (day,))]
        for review in found:
            _take_back(connection, review, at)
        # Nothing is buried for longer than until the next day.
        connection.execute("UPDATE card SET buried_until = NULL WHERE buried_until > ? + 1", (day,))
        for card_id in sorted({review.card for review in found}):
            set_schedule(connection, card_id, settle(card_now(connection, card_id), log_of(connection, card_id)))
    return len(found)


def reviews_of(store: Store, fact: FactId) -> list[tuple[int, Review]]:
    """Return the reviews of a fact that count and its changes by hand, oldest first, each with the number of its card."""
    query = f"SELECT card.ord, {REVIEW} FROM review JOIN card ON card.id = review.card WHERE card.fact = ? AND {STANDS} ORDER BY review.at, review.id"
    with store.read() as connection:
        return [(row[0], review_of(row[1:], undone=False)) for row in connection.execute(query, (fact,))]


def was_suspended(store: Store, row: int) -> bool:
    """Tell whether a card was out of the drill already when a row of the log was written."""
    query = "SELECT json_extract(before, '$.suspended') FROM review WHERE id = ?"
    with store.read() as connection:
        return bool(connection.execute(query, (row,)).fetchone()[0])


def count_answers(store: Store, fact: FactId) -> int:
    """Return how many answers to the cards of a fact count."""
    query = f"SELECT count(*) FROM review JOIN card ON card.id = review.card WHERE card.fact = ? AND {COUNTS}"
    with store.read() as connection:
        return int(connection.execute(query, (fact,)).fetchone()[0])


def shown_at(store: Store, card: CardId, at: int) -> int:
    """Return when a card that was answered at a time was put in front of the learner (both UTC ms)."""
    query = f"SELECT max(taken_ms) FROM review WHERE card = ? AND at = ? AND {STANDS}"
    with store.read() as connection:
        return at - (connection.execute(query, (card, at)).fetchone()[0] or 0)


def history(
    store: Store, selection: Selection = EVERYTHING, *, most: int | None = None
) -> Iterator[tuple[FactId, int, str, Review]]:
    """Yield the log of chosen cards as (fact, ord, front, review): the last `most`, oldest first.

    Answers taken back are included; rows that give way to another row of the same answer are not.
    """
    query = f"""
        SELECT * FROM (
          SELECT card.fact, card.ord, fact.front, undone.review IS NOT NULL, {REVIEW}
          FROM review JOIN card ON card.id = review.card JOIN fact ON fact.id = card.fact
          LEFT JOIN undone ON undone.review = review.id
          WHERE ({selection.where}) AND NOT {GIVES_WAY}
          ORDER BY review.day DESC, review.at DESC, review.id DESC LIMIT :most
        ) ORDER BY 8, 7, 5
    """
    with store.read() as connection:
        for row in connection.execute(query, {"most": -1 if most is None else most, **selection.parameters}):
            yield row[0], row[1], row[2], review_of(row[4:], undone=bool(row[3]))


def count_answered(store: Store) -> int:
    """Return how many cards were ever answered, or are remembered since another program told how well they were known."""
    with store.read() as connection:
        return int(connection.execute(f"SELECT count(*) FROM card WHERE {_ANSWERED}").fetchone()[0])


def log_of(connection: sqlite3.Connection, card: CardId) -> list[Review]:
    """Return the reviews of a card, undone ones too, in the order in which they were given."""
    query = f"""
        SELECT undone.review IS NOT NULL, {REVIEW} FROM review LEFT JOIN undone ON undone.review = review.id
        WHERE review.card = ?
    """
    rows = connection.execute(query, (card,)).fetchall()
    return sorted((review_of(row[1:], undone=bool(row[0])) for row in rows), key=lambda review: review.order)


def card_now(connection: sqlite3.Connection, card: CardId) -> Card:
    """Return a card as it stands, inside the caller's transaction."""
    return card_of(connection.execute(f"SELECT {CARD} FROM card WHERE id = ?", (card,)).fetchone())


def set_schedule(connection: sqlite3.Connection, card: CardId, schedule: Schedule) -> None:
    """Write down when a card is asked next, inside the caller's transaction."""
    assignments = ", ".join(f"{name} = ?" for name in NAMES)
    connection.execute(f"UPDATE card SET {assignments} WHERE id = ?", (*schedule_values(schedule), card))
