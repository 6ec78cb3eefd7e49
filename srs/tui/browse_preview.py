"""One fact as the browser shows it: as a drill would, with its cards, where it stands, and what it said before."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from rich.text import Text

from srs.app.standing import days_told, due_told, time_told
from srs.markdown.sanitise import visible
from srs.model import Status, Way, show_gaps
from srs.reconcile.diff import word_diff
from srs.tui.diffs import diff_text
from srs.tui.look import markdown, one_line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from srs.app.cards import Portrait
    from srs.model import Card, Draft
    from srs.schedule import DayClock
    from srs.store.browse import ShownFact
    from srs.store.cards import LiveCard

_NARROW = 60
_WIDEST = 88


class View(NamedTuple):
    """How a fact is shown: in how many columns, when, and whether with its line of descent."""

    width: int
    clock: DayClock
    now_ms: int
    descent: bool = False


def preview_of(portrait: Portrait, shown: ShownFact | None, view: View) -> Text:
    """Return a fact as text; nothing of a note is markup in it."""
    draft = portrait.fact.draft
    width = max(min(view.width, _WIDEST), 10)
    parts = [*_held(portrait), *_sides(draft, width), Text(_origin(portrait), style="dim")]
    if shown and shown.cards:
        parts.append(_cards(portrait, shown, view))
    if view.descent:
        parts.append(_descent(portrait, view))
    return Text("\n\n").join(parts)


def _held(portrait: Portrait) -> Iterator[Text]:
    """Tell first why the user should decide."""
    fact = portrait.fact
    if fact.status is Status.RETIRED:
        yield Text("This fact is gone from the notes. Its history waits for the text to come back.", style="yellow")
    if fact.status is Status.HELD:
        reason = Text(f"Held: {visible(fact.draft.held)}" if fact.draft.held else "Out of the drill.", "bold yellow")
        decision = "a accept   x reject" if fact.accepted is None else "You turned it down.   a accept"
        yield Text("\n").join((reason, Text(decision, "dim")))


def _sides(draft: Draft, width: int) -> Iterator[Text]:
    where = " › ".join(draft.places)
    front = show_gaps(draft.front, None) if draft.way is Way.CLOZE else draft.front
    head = [markdown(where, width, "dim", colour=False)] if where else []
    yield Text("\n").join((*head, markdown(front, width, "bold")))
    if draft.way is Way.CLOZE:
        hidden = dict.fromkeys(show_gaps(draft.front, ord_ + 1) for ord_ in draft.ords)
        yield Text("\n").join(markdown(one, width, "dim", colour=False) for one in hidden)
    if draft.back:
        yield markdown(draft.back, width)
    if draft.extra:
        yield markdown(draft.extra, width, "dim", colour=False)


def _origin(portrait: Portrait) -> str:
    draft = portrait.fact.draft
    tags = " ".join(f"#{tag}" for tag in portrait.fact.tags)
    return one_line(" · ".join(filter(None, (str(draft.source), tags, draft.kind, portrait.fact.id))))


def _cards(portrait: Portrait, shown: ShownFact, view: View) -> Text:
    """Return a line a card, with its memory."""
    counts = {card.ord: card for card in portrait.cards}
    lines = [_card(one, counts.get(one.ord), portrait.fact.draft.way, view) for one in shown.cards]
    return Text("\n").join(lines)


def _card(shown: LiveCard, card: Card | None, way: Way, view: View) -> Text:
    name = f"gap {shown.ord + 1}" if way is Way.CLOZE else ("forward", "reverse")[shown.ord == 1]
    is_buried = shown.buried_until is not None and shown.buried_until > view.clock.day_of(view.now_ms)
    marks = [
        "suspended" if shown.suspended else "",
        "buried" if is_buried else "",
        f"⚑{shown.flag}" if shown.flag else "",
    ]
    state = " ".join(filter(None, (shown.state, *marks)))
    told = [] if shown.state == "new" else [due_told(shown, view.clock, view.now_ms)]
    if shown.stability is not None and shown.difficulty is not None:
        told.append(f"stability {days_told(shown.stability)}  difficulty {shown.difficulty:.1f}")
    if card and card.schedule.reps:
        told.append(f"reps {card.schedule.reps}  lapses {shown.lapses}")
    if view.width < _NARROW:
        return Text("\n    ").join([Text(f"{name}  {state}"), *map(Text, told)])
    return Text(f"{name:<8} {state:<10}  {'  '.join(told)}".rstrip())


def _descent(portrait: Portrait, view: View) -> Text:
    """Return what the fact said when, each version with the words that changed against the one before."""
    lines = [Text("What it said when", "bold")]
    before: tuple[str, str] | None = None
    for at, change, front, back, path, line in portrait.descent:
        when = time_told(at, view.clock, "%Y-%m-%d %H:%M")
        lines.append(Text(f"{when}  {change}  {visible(path)}:{line}", "dim"))
        for old, new in zip(before or (front, back), (front, back), strict=True):
            if before is None or old != new:
                lines.append(_difference(old, new))
        before = (front, back)
    return Text("\n").join(lines)


def _difference(before: str, after: str) -> Text:
    before, after = one_line(before, len(before)), one_line(after, len(after))
    return Text("  ") + diff_text(word_diff(before, after), colour=True)
