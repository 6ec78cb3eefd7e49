"""Takes over the schedules that obsidian-spaced-repetition wrote into the notes; the comments stay as they are."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from srs.app.import_report import Brought
from srs.app.import_reviews import nothing, take_over
from srs.extract.schedule_comments import schedule_comments
from srs.model import Act, Due, Event, ForeignCard, ForeignFact, Origin, Problem
from srs.schedule.day import DAY_MS
from srs.schedule.known import memory_of_ease
from srs.store.facts import list_facts
from srs.vault.read import Note, read_note
from srs.vault.scan import scan

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from srs.app.collection import Collection
    from srs.app.import_reviews import Save
    from srs.app.taken import Terms
    from srs.extract.schedule_comments import Noted, ScheduleComment
    from srs.model import Fact
    from srs.store.open import Store

_NOON_MS = DAY_MS // 2
_FARTHEST = 2
"""How many lines below its card a comment may stand: right below, or after an empty line."""


def import_obsidian(
    store: Store,
    collection: Collection,
    terms: Terms,
    *,
    apply: bool = True,
    save: Save = nothing,
    progress: Callable[[int, int], None] = lambda *_: None,
) -> Brought:
    """Take over due day, interval and memory of cards that were not answered here; the notes have to be read before.

    The comments keep no log, so each is one row: what was known on the day of the last answer, which is the due day less the
    interval.
    """
    facts: defaultdict[str, list[Fact]] = defaultdict(list)
    for fact in list_facts(store):
        facts[fact.draft.source.path].append(fact)
    problems: list[Problem] = []
    told = list(_told(collection, facts, terms, problems, progress))
    origin = Origin("obsidian-sr", terms.now)
    taken = take_over(store, origin, told, terms, apply=apply, save=save, progress=progress)
    return Brought(taken, problems=tuple(problems))


def _told(
    collection: Collection,
    facts: defaultdict[str, list[Fact]],
    terms: Terms,
    problems: list[Problem],
    progress: Callable[[int, int], None],
) -> Iterator[ForeignFact]:
    paths = scan(str(collection.notes), {}, started_ns=0, exclude=collection.exclude).changed
    parameters = terms.presets.general.parameters
    seen: set[str] = set()
    for number, path in enumerate(paths):
        progress(number, len(paths))
        note = read_note(collection.notes, path)
        for comment in schedule_comments(note.text) if isinstance(note, Note) else ():
            fact = _above(comment, facts[path])
            if fact is None or not comment.is_understood or fact.id in seen:
                problems.append(Problem(path, comment.line, _why(fact, comment)))
                continue
            seen.add(fact.id)
            pairs = zip(fact.draft.ords, comment.cards, strict=False)
            yield ForeignFact(fact.id, tuple(_card(ord_, noted, parameters) for ord_, noted in pairs if noted))


def _why(fact: Fact | None, comment: ScheduleComment) -> str:
    if fact is None:
        return "the schedule in this comment belongs to no card, so it was left"
    if not comment.is_understood:
        return "the schedule in this comment cannot be understood, so it was left"
    return "this is the second schedule of one card, so it was left"


def _above(comment: ScheduleComment, facts: Sequence[Fact]) -> Fact | None:
    """Return the fact in whose lines a comment stands, else the one right above; the shortest of several, None if not one."""
    around = [one for one in facts if one.draft.source.first_line <= comment.line <= one.draft.source.last_line]
    above = [one for one in facts if 0 < comment.line - one.draft.source.last_line <= _FARTHEST]
    for some in (around, above):
        if some:
            best = min(_distance(one, comment.line) for one in some)
            nearest = [one for one in some if _distance(one, comment.line) == best]
            return nearest[0] if len(nearest) == 1 else None
    return None


def _distance(fact: Fact, line: int) -> tuple[int, int]:
    source = fact.draft.source
    return max(0, line - source.last_line), source.last_line - source.first_line


def _card(ord_: int, noted: Noted, parameters: tuple[float, ...]) -> ForeignCard:
    memory = noted.memory or memory_of_ease(noted.interval_days, noted.ease, parameters)
    last_day = noted.due_day - noted.interval_days
    # Noon in UTC, so that the same comment is the same moment wherever it is read.
    event = Event(last_day * DAY_MS + _NOON_MS, Act.KNOWN, days=noted.interval_days, memory=memory)
    return ForeignCard(ord_, (event,), Due(noted.due_day, interval_days=noted.interval_days))
