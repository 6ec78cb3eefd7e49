"""Answers from outside a drill: one by id, many from a stream, and the way back."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from srs.errors import SrsError, UsageError
from srs.model import Rating
from srs.schedule import answer_card
from srs.store.cards import find_card
from srs.store.facts import find_fact
from srs.store.log import write_answer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from srs.model import Answer, FactId
    from srs.schedule import DayClock, Preset
    from srs.store.open import Store

_LONGEST_MS = 3_600_000
_AHEAD_MS = 86_400_000


@dataclass(frozen=True, slots=True)
class Given:
    """One answer as it was written down."""

    fact: FactId
    ord: int
    answer: Answer


def rating_of(text: object) -> Rating:
    """Read a rating as a number from 1 to 4 or by its name."""
    name = str(text).strip().upper()
    try:
        return Rating(int(name)) if name.isdigit() else Rating[name]
    except (ValueError, KeyError) as error:
        raise UsageError(f"'{text}' is no rating.", "Ratings are 1 again, 2 hard, 3 good, 4 easy.") from error


def answer_fact(
    store: Store, preset: Preset, clock: DayClock, given: str, ord_: int, rating: Rating, at: int, taken_ms: int
) -> Given:
    """Answer one card of a fact and write it down.

    Raises:
        UnknownId: no fact has this id.
        UsageError: the fact has no such card, or it is not asked at present.
    """
    fact = find_fact(store, given)
    card = find_card(store, fact.id, ord_) if ord_ in fact.draft.ords else None
    if card is None:
        raise UsageError(
            f"Fact {fact.id} has no card {ord_} that can be answered (it is {fact.status}).", f"See: srs card {fact.id}"
        )
    taken = max(0, min(taken_ms, _LONGEST_MS))
    answer = answer_card(card, rating, clock.moment(at), taken, preset, clock)
    write_answer(store, answer)
    return Given(fact.id, ord_, answer)


def answer_lines(
    store: Store,
    preset: Preset,
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
            yield _acknowledge(_answer_line(store, preset, clock, line, now_ms, parse_time))
        except SrsError as error:
            yield {"ok": False, "line": number, "error": error.message}


def _answer_line(
    store: Store, preset: Preset, clock: DayClock, line: str, now_ms: int, parse_time: Callable[[str], int]
) -> Given:
    try:
        data = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise UsageError(f"This line is not JSON: {line.strip()[:60]}") from error
    if not isinstance(data, dict) or not isinstance(data.get("id"), str) or "rating" not in data:
        raise UsageError('An answer needs "id" and "rating".')
    ord_, taken = data.get("ord", 0), data.get("ms", 0)
    if not isinstance(ord_, int) or not isinstance(taken, int):
        raise UsageError('"ord" and "ms" must be whole numbers.')
    at = now_ms if data.get("at") is None else parse_time(str(data["at"]))
    if at > now_ms + _AHEAD_MS:
        raise UsageError(f"The answer is dated {data['at']}, which is more than a day ahead of the clock.")
    return answer_fact(store, preset, clock, data["id"], ord_, rating_of(data["rating"]), at, taken)


def _acknowledge(given: Given) -> dict[str, Any]:
    after = given.answer.after
    return {
        "ok": True,
        "id": given.fact,
        "ord": given.ord,
        "rating": int(given.answer.rating),
        "state": after.state,
        "due_day": after.due_day,
        "interval_days": after.interval_days,
    }
