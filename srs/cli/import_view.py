"""What an import brings, as text and as JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from srs.cli.output import counted, front_told, print_json, print_text, shorten

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from srs.app.import_report import Brought
    from srs.app.taken import FactChange

_WIDTH = 60
_MOST_LINES = 40
_MOST_DECKS = 5


def print_brought_json(brought: Brought) -> None:
    """Print a line a fact, a line a card that is unsure, a line a problem, and the counts."""
    for change in brought.taken.changes:
        print_json(_record(change))
    for unsure in brought.unsure:
        print_json({"change": "unsure", "text": unsure.text, "candidates": [fact.id for fact in unsure.facts]})
    for fact in brought.deleted:
        print_json({"change": "deleted", "id": fact.id, "front": fact.draft.front})
    for problem in brought.problems:
        print_json({"change": "problem", "path": problem.path, "line": problem.line, "message": problem.message})
    print_json({"counts": counts_of(brought), "others": dict(brought.others), "applied": brought.taken.applied})


def print_brought(brought: Brought, *, every: bool, strange: str = "") -> None:
    """Print what comes to each fact, grouped by note, and what was left; `strange` is said where no fact is known there."""
    changes = brought.taken.changes
    path = ""
    for change in changes if every else changes[:_MOST_LINES]:
        if change.fact.draft.source.path != path:
            path = change.fact.draft.source.path
            print_text(path, bold=True)
        _print_change(change)
    if not every and len(changes) > _MOST_LINES:
        print_text(f"  … and {counted(len(changes) - _MOST_LINES, 'fact')} more (all of them: --verbose)", dim=True)
    for unsure in brought.unsure if every else brought.unsure[:_MOST_LINES]:
        print_text(f"= {shorten(unsure.text, _WIDTH)}  may be one of", fg="magenta")
        for fact in unsure.facts:
            print_text(f"    {front_told(fact.draft.front, _WIDTH)}  ({fact.id}, {fact.draft.source})")
    for fact in brought.deleted if every else brought.deleted[:_MOST_LINES]:
        print_text(f"- {front_told(fact.draft.front, _WIDTH)}  is no more in Anki  ({fact.id})", fg="red")
    for problem in brought.problems:
        print_text(f"! {problem}", fg="red", err=True)
    print_text(_summary(brought, strange))
    for line in _left(brought):
        print_text(line, dim=True)


def counts_of(brought: Brought) -> dict[str, int]:
    """Return the counts of an import by the names they have in JSON."""
    taken = brought.taken
    changes = taken.changes
    return {
        "facts": sum(not change.changes_nothing for change in changes),
        "answers": sum(change.answers for change in changes),
        "by_hand": sum(change.by_hand for change in changes),
        "noted": sum(change.noted for change in changes),
        "taken_back": sum(change.taken_back for change in changes),
        "again": sum(change.again for change in changes),
        "suspended": sum(len(change.suspended) for change in changes),
        "unsuspended": sum(len(change.unsuspended) for change in changes),
        "flagged": sum(len(change.flagged) for change in changes),
        "tags": sum(len(change.tags.added) + len(change.tags.removed) for change in changes),
        "edited": sum(change.edited for change in changes),
        "schedules": taken.cards,
        "known": taken.known,
        "missing": taken.missing,
        "crammed": brought.crammed,
        "future": taken.future,
        "unreadable": brought.unreadable,
        "unknown_cards": taken.unknown_cards,
        "drilled": taken.drilled,
        "unsure": len(brought.unsure),
        "deleted": len(brought.deleted),
        "from_here": brought.from_here,
        "others": sum(brought.others.values()),
    }


def _print_change(change: FactChange) -> None:
    sign, colour = (
        ("!", "magenta") if change.changes_nothing else ("-", "red") if _only_less(change) else ("+", "green")
    )
    click.secho(f"  {sign} ", fg=colour, nl=False)
    print_text(f"{front_told(change.fact.draft.front, _WIDTH)}  ({', '.join(_told(change))})")


def _only_less(change: FactChange) -> bool:
    return bool(change.taken_back) and not (change.answers or change.by_hand or change.noted or change.again)


def _told(change: FactChange) -> Iterator[str]:
    """Yield what comes to a fact in a few words each."""
    for count, noun, rest in (
        (change.answers, "answer", ""),
        (change.by_hand, "change", " by hand"),
        (change.noted, "schedule", " without a log"),
        (change.taken_back, "answer", " taken back there"),
        (change.again, "answer", " counting again"),
    ):
        if count:
            yield f"{counted(count, noun)}{rest}"
    for cards, told in ((change.suspended, "suspended"), (change.unsuspended, "no longer suspended")):
        if cards:
            yield told
    for _, flag in change.flagged:
        yield f"flag {flag}" if flag else "no flag"
    for tags, sign in ((change.tags.added, "+"), (change.tags.removed, "-")):
        yield from (f"{sign}#{tag}" for tag in tags)
    if change.edited:
        yield "its text was edited there, which the notes decide"


def _summary(brought: Brought, strange: str) -> str:
    counts = counts_of(brought)
    if strange and not (counts["known"] or brought.unsure or brought.from_here):
        return strange.format(counted(brought.notes, "note"))
    if brought.taken.is_empty:
        return f"Nothing new ({counted(counts['known'], 'fact')} known there, too)."
    verb = "Took over" if brought.taken.applied else "Would take over"
    marks = counts["suspended"] + counts["unsuspended"] + counts["flagged"]
    told = (
        (counts["answers"], "answer", ""),
        (counts["by_hand"], "change", " by hand"),
        (counts["noted"], "schedule", " without a log"),
        (counts["taken_back"], "answer", " taken back"),
        (counts["again"], "answer", " counting again"),
        (marks, "mark", ""),
        (counts["tags"], "tag", ""),
    )
    parts = [f"{counted(count, noun)}{rest}" for count, noun, rest in told if count]
    return f"{verb} {', '.join(parts)} of {counted(counts['facts'], 'fact')}; {counted(counts['schedules'], 'schedule')} changed."


def _left(brought: Brought) -> Iterator[str]:
    """Yield what was left for a reason."""
    taken = brought.taken
    for count, noun, why in (
        (brought.crammed, "answer", "in a deck that does not reschedule: left, as Anki does not count it either"),
        (taken.future, "answer", "dated more than a day ahead: left"),
        (brought.unreadable, "row", "of it that cannot be understood: left"),
        (taken.unknown_cards, "card", "that the notes do not ask: left"),
        (taken.drilled, "card", "with a log here already: left"),
        (brought.from_here, "note", "that srs made: left (without --from their answers are taken over)"),
        (
            len(brought.deleted),
            "fact",
            "that Anki had and has no more: the next export brings it back (to keep one away: srs reject ID)",
        ),
        (
            taken.missing,
            "answer",
            "that came from there before and is not there now: kept, as that looks like another copy (else: --yes)",
        ),
    ):
        if count:
            yield f"  {counted(count, noun)} {why}"
    if brought.others:
        yield f"  {counted(sum(brought.others.values()), 'card')} of other decks ({_decks(brought.others.items())}): left"


def _decks(decks: Iterable[tuple[str, int]]) -> str:
    most = sorted(decks, key=lambda one: (-one[1], one[0]))
    told = [f"{shorten(name, _WIDTH)} {count}" for name, count in most[:_MOST_DECKS]]
    return ", ".join(told) + (", ..." if len(most) > _MOST_DECKS else "")


def _record(change: FactChange) -> dict[str, Any]:
    source = change.fact.draft.source
    return {
        "change": "reviews",
        "id": change.fact.id,
        "path": source.path,
        "first_line": source.first_line,
        "front": change.fact.draft.front,
        "answers": change.answers,
        "by_hand": change.by_hand,
        "noted": change.noted,
        "taken_back": change.taken_back,
        "again": change.again,
        "suspended": list(change.suspended),
        "unsuspended": list(change.unsuspended),
        "flagged": [{"ord": ord_, "flag": flag} for ord_, flag in change.flagged],
        "tags_added": list(change.tags.added),
        "tags_removed": list(change.tags.removed),
        "edited": change.edited,
    }
