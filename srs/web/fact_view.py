"""Everything about a fact, as values for its page."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from srs.app.forgetting import forgetting_of, is_on_curve
from srs.app.standing import due_told, time_told
from srs.app.wording import interval_told
from srs.markdown.sanitise import visible
from srs.markdown.seen_line import seen_line
from srs.model import Status, Way, show_gaps
from srs.reconcile.diff import legible, set_off
from srs.search.printer import write_name
from srs.search.words import Field
from srs.web.card_html import line_html, note_html
from srs.web.curve import curve_of
from srs.web.rows import row_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime
    from pathlib import Path

    from markupsafe import Markup

    from srs.app.cards import Portrait
    from srs.app.collection import Collection
    from srs.model import Card, Draft, Review
    from srs.reconcile.diff import Piece
    from srs.schedule import DayClock, Preset
    from srs.schedule.presets import Presets
    from srs.store.browse import ShownFact
    from srs.store.cards import LiveCard
    from srs.web.curve import Curve
    from srs.web.rows import Row

_WHEN = "%Y-%m-%d %H:%M"


class CardLine(NamedTuple):
    """A card: its name, its figures, and what is remembered of it."""

    name: str
    asks: Markup | None
    state: str
    due: str
    figures: tuple[str, ...]
    """Stability, difficulty, chance of recall today, interval, answers, lapses."""
    curve: Curve | None


class ReviewLine(NamedTuple):
    """An answer: the card, when, the rating, its kind, the chance of recall before it, and what came of it."""

    card: str
    when: str
    rating: str
    kind: str
    recall: str
    taken: str
    stability: str
    interval: str


class TagLink(NamedTuple):
    """A tag, and the query that finds the facts which have it."""

    name: str
    query: str


class Version(NamedTuple):
    """What the fact said from a time on, and what that changed."""

    when: str
    change: str
    source: str
    texts: list[list[Piece]]


class Says(NamedTuple):
    """What a fact says, as the drill would show it: where it stands, its sides, what goes with them, its kind, and the rule that made it."""

    where: list[Markup]
    front: Markup
    back: Markup
    extra: Markup | None
    kind: str
    rule: str


class PortraitView(NamedTuple):
    """All of it."""

    row: Row
    says: Says
    tags: list[TagLink]
    is_retired: bool
    accepted: bool | None
    is_suspended: bool
    is_buried: bool
    flag: int
    cards: list[CardLine]
    reviews: list[ReviewLine]
    descent: list[Version]


def says_html(draft: Draft, notes: Path) -> Says:
    """Return what a fact of a note below `notes` says."""
    note = draft.source.path
    return Says(
        where=[line_html(part) for part in draft.places],
        front=note_html(show_gaps(draft.front, None) if draft.way is Way.CLOZE else draft.front, notes, note),
        back=note_html(draft.back, notes, note),
        extra=note_html(draft.extra, notes, note) if draft.extra else None,
        kind=draft.kind,
        rule=draft.rule,
    )


def portrait_view(
    portrait: Portrait, shown: ShownFact, collection: Collection, presets: Presets, now: datetime
) -> PortraitView:
    """Return what there is to see of a fact."""
    fact, draft = portrait.fact, portrait.fact.draft
    clock, now_ms = presets.clock(now), round(now.timestamp() * 1000)
    today = clock.day_of(now_ms)
    preset = presets.of(draft.deck, fact.tags).preset
    reviews: defaultdict[int, list[Review]] = defaultdict(list)
    for ord_, review in portrait.reviews:
        reviews[ord_].append(review)
    known = {card.ord: card for card in portrait.cards}
    cards = [
        _card_line(known.get(one.ord), one, draft, _Times(clock, now_ms, preset), reviews[one.ord])
        for one in shown.cards
    ]
    lines = [_review_lines(_name(ord_, draft.way), own, _Times(clock, now_ms, preset)) for ord_, own in reviews.items()]
    return PortraitView(
        row=row_of(shown, clock, now_ms),
        says=says_html(draft, collection.notes),
        tags=[TagLink(tag, write_name(Field.TAG, tag)) for tag in fact.tags],
        is_retired=fact.status is Status.RETIRED,
        accepted=fact.accepted,
        is_suspended=bool(shown.cards) and all(card.suspended for card in shown.cards),
        is_buried=any((card.buried_until or 0) > today for card in shown.cards),
        flag=max((card.flag for card in shown.cards), default=0),
        cards=cards,
        reviews=[line for _, line in sorted((pair for own in lines for pair in own), key=lambda pair: -pair[0])],
        descent=list(_versions(portrait, clock)),
    )


class _Times(NamedTuple):
    """By what the times of a card are told."""

    clock: DayClock
    now_ms: int
    preset: Preset


def _name(ord_: int, way: Way) -> str:
    return f"gap {ord_ + 1}" if way is Way.CLOZE else ("forward", "reverse")[ord_ == 1]


def _card_line(card: Card | None, shown: LiveCard, draft: Draft, times: _Times, reviews: list[Review]) -> CardLine:
    today = times.clock.day_of(times.now_ms)
    buried = shown.buried_until is not None and shown.buried_until > today
    marks = ("suspended" if shown.suspended else "", "buried" if buried else "", f"⚑{shown.flag}" if shown.flag else "")
    found = forgetting_of(reviews, times.preset, today)
    schedule = card.schedule if card else None
    figures = (
        f"{shown.stability:.1f}" if shown.stability is not None else "",
        f"{shown.difficulty:.1f}" if shown.difficulty is not None else "",
        f"{found.today:.0%}" if found else "",
        interval_told(schedule) if schedule and schedule.reps else "",
        f"{schedule.reps}" if schedule else "",
        f"{shown.lapses}",
    )
    return CardLine(
        name=_name(shown.ord, draft.way),
        asks=line_html(show_gaps(draft.front, shown.ord + 1)) if draft.way is Way.CLOZE else None,
        state=" ".join(filter(None, (shown.state, *marks))),
        due="" if shown.state == "new" else due_told(shown, times.clock, times.now_ms),
        figures=figures,
        curve=curve_of(found, today) if found else None,
    )


def _review_lines(name: str, reviews: list[Review], times: _Times) -> Iterator[tuple[int, ReviewLine]]:
    """Yield the answers of a card with their times."""
    found = forgetting_of(reviews, times.preset, times.clock.day_of(times.now_ms))
    with_memory = iter(found.answers if found else ())
    for review in reviews:
        answered = next(with_memory, None) if is_on_curve(review) else None
        recall = answered.recall if answered else None
        memory = review.after.memory
        yield (
            review.moment.at,
            ReviewLine(
                card=name,
                when=time_told(review.moment.at, times.clock, _WHEN),
                rating=review.given.name.lower() if review.given else "",
                kind=review.kind,
                recall=f"{recall:.0%}" if recall is not None else "",
                taken=f"{review.taken_ms / 1000:.1f}",
                stability=f"{memory.stability:.1f}" if memory else "",
                interval=interval_told(review.after),
            ),
        )


def _versions(portrait: Portrait, clock: DayClock) -> Iterator[Version]:
    before: tuple[str, str] | None = None
    for at, change, front, back, path, line in portrait.descent:
        pairs = zip(before or (front, back), (front, back), strict=True)
        texts = [_difference(old, new) for old, new in pairs if (before is None and new) or old != new]
        yield Version(time_told(at, clock, _WHEN), change, f"{path}:{line}", texts)
        before = (front, back)


def _difference(before: str, after: str) -> list[Piece]:
    old, new = (seen_line(visible(text)) for text in (before, after))
    if old == new and before != after:  # what changed are marks alone, and they have to be seen
        old, new = (" ".join(visible(text).split()) for text in (before, after))
    return [piece for piece in set_off(legible(old, new), colour=True) if piece.text]
