"""Facts as text for everything that is not Anki: a table of cards (csv), a line of JSON a fact, or notes to read.

csv is that of RFC 4180 in UTF-8. No cell begins as a formula does, since a spreadsheet would run it: an apostrophe stands before
it, and before what begins with an apostrophe itself, so that taking one off gives the text back.
"""

from __future__ import annotations

import csv
import json
import re
from typing import TYPE_CHECKING, Any, Final

from srs.app.export import Format
from srs.app.times import day_iso, iso
from srs.model import Way
from srs.model.outgoing import ExportReport

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import TextIO

    from srs.model.outgoing import OutgoingAnswer, OutgoingCard, OutgoingFact

_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠", "'")
_BLOCK: Final = re.compile(r"(?:[-*+>|#]|\d{1,9}[.)]|`{3}|~{3})")
_FACT: Final = ("id", "ord", "kind", "way", "front", "back", "context", "extra", "deck", "tags", "path", "line")
_SCHEDULE: Final = (
    *("state", "due", "interval_days", "stability", "difficulty", "reps", "lapses", "last_review"),
    *("suspended", "buried", "flag"),
)


def write_text(
    facts: Iterable[OutgoingFact], stream: TextIO, format_: Format, today: int, *, scheduling: bool
) -> ExportReport:
    """Write facts as text, one after the other; with `scheduling` their schedules and answers, too.

    The stream has to leave line ends as they are: csv has its own, and the same bytes everywhere.

    Raises:
        OSError: the stream cannot be written.
    """
    counted = _Counted(facts)
    if format_ is Format.CSV:
        _write_csv(counted, stream, today if scheduling else None)
    elif format_ is Format.JSON:
        stream.writelines(
            json.dumps(fact_record(fact, scheduling=scheduling), ensure_ascii=False) + "\n" for fact in counted
        )
    else:
        stream.writelines(markdown_lines(counted))
    return counted.report()


class _Counted:
    """Facts that are counted while they go by."""

    def __init__(self, facts: Iterable[OutgoingFact]) -> None:
        self._facts = facts
        self._decks: set[str] = set()
        self._counts = [0, 0, 0]

    def __iter__(self) -> Iterator[OutgoingFact]:
        for fact in self._facts:
            self._decks.add(fact.fact.draft.deck)
            self._counts[0] += 1
            self._counts[1] += len(fact.cards)
            self._counts[2] += sum(card.reviews for card in fact.cards)
            yield fact

    def report(self) -> ExportReport:
        facts, cards, reviews = self._counts
        return ExportReport(facts, cards, len(self._decks), 0, (), reviews)


def _write_csv(facts: Iterable[OutgoingFact], stream: TextIO, today: int | None) -> None:
    writer = csv.writer(stream)
    writer.writerow(_FACT if today is None else (*_FACT, *_SCHEDULE))
    for fact in facts:
        for card in fact.cards:
            row = _fact_cells(fact, card)
            if today is not None:
                row += _card_cells(card, today)
            writer.writerow([safe_cell(cell) for cell in row])


def safe_cell(cell: object) -> str:
    """Return what stands in a cell, so that no spreadsheet takes it for a formula."""
    text = "" if cell is None else str(cell)
    return f"'{text}" if text.startswith(_FORMULA) else text


def _fact_cells(going: OutgoingFact, card: OutgoingCard) -> list[object]:
    draft = going.fact.draft
    return [
        going.fact.id,
        card.card.ord,
        draft.kind.value,
        draft.way.value,
        draft.front,
        draft.back,
        " › ".join(draft.context),
        draft.extra,
        draft.deck,
        ", ".join(going.fact.tags),
        draft.source.path,
        draft.source.first_line,
    ]


def _card_cells(going: OutgoingCard, today: int) -> list[object]:
    card, schedule = going.card, going.card.schedule
    memory = schedule.memory
    return [
        schedule.state.value,
        _due(schedule.due_at, schedule.due_day),
        schedule.interval_days,
        memory.stability if memory else None,
        memory.difficulty if memory else None,
        schedule.reps,
        schedule.lapses,
        iso(schedule.last.at) if schedule.last else None,
        int(card.suspended),
        int(card.buried_until is not None and card.buried_until > today),
        going.flag,
    ]


def _due(due_at: int | None, due_day: int | None) -> str | None:
    """Return the time of a step within the day, or the date of a scheduling day."""
    if due_at is not None:
        return iso(due_at)
    return None if due_day is None else day_iso(due_day)


def fact_record(going: OutgoingFact, *, scheduling: bool) -> dict[str, Any]:
    """Return a fact as the object of its line; times are UTC milliseconds, days scheduling days since 1970-01-01."""
    fact, draft = going.fact, going.fact.draft
    return {
        "id": fact.id,
        "kind": draft.kind,
        "way": draft.way,
        "front": draft.front,
        "back": draft.back,
        "context": list(draft.context),
        "extra": draft.extra,
        "deck": draft.deck,
        "tags": list(fact.tags),
        "path": draft.source.path,
        "first_line": draft.source.first_line,
        "last_line": draft.source.last_line,
        "created_at": going.created_at,
        "changed_at": fact.changed_at,
        "cards": [_card_record(card) if scheduling else {"ord": card.card.ord} for card in going.cards],
    }


def _card_record(going: OutgoingCard) -> dict[str, Any]:
    card, schedule = going.card, going.card.schedule
    memory, last = schedule.memory, schedule.last
    return {
        "ord": card.ord,
        "state": schedule.state,
        "step": schedule.step,
        "due_at": schedule.due_at,
        "due_day": schedule.due_day,
        "interval_days": schedule.interval_days,
        "stability": memory.stability if memory else None,
        "difficulty": memory.difficulty if memory else None,
        "reps": schedule.reps,
        "lapses": schedule.lapses,
        "last_at": last.at if last else None,
        "last_day": last.day if last else None,
        "suspended": card.suspended,
        "buried_until": card.buried_until,
        "flag": going.flag,
        "reviews": [_answer_record(answer) for answer in going.answers],
    }


def _answer_record(answer: OutgoingAnswer) -> dict[str, Any]:
    return {
        "at": answer.at,
        "day": answer.day,
        "rating": None if answer.is_by_hand else answer.rating,
        "ms": answer.taken_ms,
        "kind": answer.kind,
        "state": answer.state,
        "stability": answer.stability,
        "difficulty": answer.difficulty,
        "interval_days": answer.interval_days,
        "due_at": answer.due_at,
        "due_day": answer.due_day,
    }


def markdown_lines(facts: Iterable[OutgoingFact]) -> Iterator[str]:
    """Yield notes to read: a heading a deck, below it question and answer, what is asked both ways, sentences with their gaps, each with its source."""
    deck = ""
    for number, going in enumerate(facts):
        draft = going.fact.draft
        if draft.deck != deck or not number:
            deck = draft.deck
            yield f"{'' if not number else chr(10)}# {deck.replace('::', ' › ') or 'Notes'}\n"
        yield "\n"
        yield from _markdown_fact(going)


def _markdown_fact(going: OutgoingFact) -> Iterator[str]:
    draft = going.fact.draft
    place = " › ".join((f"{draft.source.path}:{draft.source.first_line}", *draft.context))
    # A comment ends at its first two dashes with a bracket; a path or a heading may hold them.
    yield f"<!-- {place.replace('--', '- -')} -->\n\n"
    if draft.way is Way.CLOZE:
        yield f"{draft.front}\n"
    elif draft.way is Way.BOTH:
        yield from _both_ways(draft.front, draft.back)
    elif _BLOCK.match(draft.back):
        # A list or a table behind the mark on its line would be none.
        yield f"Q: {draft.front}\n\nA:\n\n{draft.back}\n"
    else:
        yield f"Q: {draft.front}\nA: {draft.back}\n"
    for more in (draft.back if draft.way is Way.CLOZE else "", draft.extra):
        if more:
            yield f"\n{more}\n"


def _both_ways(front: str, back: str) -> Iterator[str]:
    """Yield a fact in a form that asks both ways, of which only the longer one holds more than a paragraph."""
    if _BLOCK.match(back) or "\n\n" in front + back:
        yield f"START\nBasic (and reversed card)\n{front}\n\nBack:\n\n{back}\n\nEND\n"
    else:
        yield f"{front}\n??\n{back}\n"
