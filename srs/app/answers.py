"""Answers from outside a drill: one by id, many from a stream, and the way back."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from srs.app.queue import TermsOfCards, preset_of
from srs.errors import SrsError, UsageError
from srs.model import Rating
from srs.model.values import dataclass
from srs.schedule import LeechAction, answer_card, settle
from srs.schedule.day import DAY_MS
from srs.store.cards import find_card, suspend_card
from srs.store.log import ALL_ROWS, redo_last, redo_row, undo_last, was_suspended, write_answer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from srs.model import Answer, Card, FactId, Review, Schedule
    from srs.schedule import DayClock, Preset
    from srs.schedule.presets import Presets
    from srs.store.open import Store

_LONGEST_NUMBER = 10**18
_ABSURD_MS = _AHEAD_MS = DAY_MS


@dataclass(frozen=True, slots=True)
class Given:
    """One answer as it was written down."""

    fact: FactId
    ord: int
    answer: Answer
    leech: LeechAction | None = None
    """What became of a card that lapsed too often."""


def rating_of(text: object) -> Rating:
    """Read a rating as a number from 1 to 4 or by its name."""
    name = str(text).strip().upper()
    try:
        return Rating(int(name)) if name.isdigit() else Rating[name]
    except (ValueError, KeyError) as error:
        raise UsageError(f"'{text}' is no rating.", "Ratings are 1 again, 2 hard, 3 good, 4 easy.") from error


def answer_fact(
    store: Store, presets: Presets, clock: DayClock, given: str, ord_: int, rating: Rating, at: int, taken_ms: int
) -> Given:
    """Answer one card of a fact and write it down.

    Raises:
        UnknownId: no fact has this id.
        UsageError: the fact has no such card, or it is not asked at present, or nobody can have taken that long.
    """
    return _give(store, presets, clock, _find(store, given, ord_), rating, at, taken_ms)


def take_back(
    store: Store, presets: Presets, clock: DayClock, at: int, rows: range = ALL_ROWS
) -> tuple[Review, Card] | None:
    """Take back the last answer that was given here; return it with its card as it stands then, None without one.

    `rows` are the rows of the log among which it is looked for. A card that was suspended because of that answer is asked again, but not one that was suspended before it.
    """
    undone = undo_last(store, at, settler(store, presets, clock), rows)
    if undone and undone[1].suspended and _suspends(store, presets, undone) and not was_suspended(store, undone[0].id):
        suspend_card(store, undone[1].id, suspended=False)
    return undone


def give_again(store: Store, presets: Presets, clock: DayClock, rows: range = ALL_ROWS) -> tuple[Review, Card] | None:
    """Give the answer again that was taken back last; None where nothing was, or an answer was given since."""
    return _suspended_again(store, presets, redo_last(store, settler(store, presets, clock), rows))


def give_row_again(store: Store, presets: Presets, clock: DayClock, row: int) -> tuple[Review, Card] | None:
    """Give one answer again that was taken back; None where it counts already, or its card was answered since."""
    return _suspended_again(store, presets, redo_row(store, row, settler(store, presets, clock)))


def _suspended_again(store: Store, presets: Presets, redone: tuple[Review, Card] | None) -> tuple[Review, Card] | None:
    if redone and _suspends(store, presets, redone):
        suspend_card(store, redone[1].id)
    return redone


def leech_of(answer: Answer | Review, preset: Preset) -> LeechAction | None:
    """Return what is to be done about a card that lapsed too often with this answer."""
    lapsed = answer.after.lapses > answer.before.lapses
    return preset.leech_action if lapsed and preset.is_leech(answer.after.lapses) else None


def settler(store: Store, presets: Presets, clock: DayClock) -> Callable[[Card, list[Review]], Schedule]:
    """Return what tells the schedule that the log of a card makes."""
    return lambda card, reviews: settle(card, reviews, preset_of(store, presets, card), clock)


def _suspends(store: Store, presets: Presets, given: tuple[Review, Card]) -> bool:
    review, card = given
    return leech_of(review, preset_of(store, presets, card)) is LeechAction.SUSPEND


def _find(store: Store, given: str, ord_: int) -> Card:
    """Return a card that is asked at present, by the id of its fact."""
    from srs.store.facts import find_fact

    fact = find_fact(store, given)
    card = find_card(store, fact.id, ord_) if ord_ in fact.draft.ords else None
    if card is None:
        raise UsageError(
            f"Fact {fact.id} has no card {ord_} that can be answered (it is {fact.status}).", f"See: srs card {fact.id}"
        )
    return card


def _give(store: Store, presets: Presets, clock: DayClock, card: Card, rating: Rating, at: int, taken_ms: int) -> Given:
    """Answer a card and write it down."""
    if not 0 <= taken_ms <= _ABSURD_MS:
        raise UsageError(
            f"An answer cannot have taken {_brief(taken_ms)} milliseconds.", f"Give a number from 0 to {_ABSURD_MS}."
        )
    moment = clock.moment(at)
    terms = TermsOfCards(store, presets, moment.day).of(card)
    answer = answer_card(card, rating, moment, taken_ms, terms.preset, clock, terms.load)
    leech = leech_of(answer, terms.preset)
    write_answer(store, answer, suspend=leech is LeechAction.SUSPEND)
    return Given(card.fact, card.ord, answer, leech)


def answer_lines(
    store: Store,
    presets: Presets,
    clock: DayClock,
    lines: Iterable[str],
    now_ms: int,
    parse_time: Callable[[str], int],
) -> Iterator[dict[str, Any]]:
    """Answer `{"id", "ord", "rating", "at", "ms"}` line by line: a transaction and an acknowledgement each.

    A line that cannot be carried out is acknowledged with its error and does not stop the others.
    """
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            yield acknowledgement(_answer_line(store, presets, clock, line, now_ms, parse_time))
        except SrsError as error:
            yield {"ok": False, "line": number, "error": error.message}


def _answer_line(
    store: Store, presets: Presets, clock: DayClock, line: str, now_ms: int, parse_time: Callable[[str], int]
) -> Given:
    try:
        data = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise UsageError(f"This line is not JSON: {line.strip()[:60]}") from error
    if not isinstance(data, dict) or not isinstance(data.get("id"), str) or "rating" not in data:
        raise UsageError('An answer needs "id" and "rating".')
    ord_, taken = data.get("ord", 0), data.get("ms", 0)
    if type(ord_) is not int or type(taken) is not int:  # True is an int, too
        raise UsageError('"ord" and "ms" must be whole numbers.')
    card, at = _find(store, data["id"], ord_), now_ms
    if data.get("at") is not None:
        at = parse_time(str(data["at"]))
        _check_time(card, data["at"], at, now_ms)
    return _give(store, presets, clock, card, rating_of(data["rating"]), at, taken)


def _check_time(card: Card, given: str, at: int, now_ms: int) -> None:
    """Refuse a time that cannot be true; a clock that was set back, on the other hand, stops no answer of now."""
    if at > now_ms + _AHEAD_MS:
        raise UsageError(f"The answer is dated {given}, which is more than a day ahead of the clock.")
    if card.schedule.last is not None and at < card.schedule.last.at:
        raise UsageError(f"The answer is dated {given}, which is before the last review of card {card.key}.")


def _brief(number: int) -> str:
    """Write a number; one of thousands of digits would be refused by Python itself."""
    return str(number) if abs(number) < _LONGEST_NUMBER else "that many"


def acknowledgement(given: Given) -> dict[str, Any]:
    """Return the JSON line that tells an answer was written down."""
    after = given.answer.after
    return {
        "ok": True,
        "id": given.fact,
        "ord": given.ord,
        "rating": int(given.answer.rating),
        "state": after.state,
        "due_day": after.due_day,
        "interval_days": after.interval_days,
        **({"leech": given.leech} if given.leech else {}),
    }
