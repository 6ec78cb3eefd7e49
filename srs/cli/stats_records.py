"""Figures as the JSON that other programs rely on: an object a section."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from srs.app.times import day_iso

if TYPE_CHECKING:
    from collections.abc import Iterator

    from srs.app.stats import Stats
    from srs.stats.hardest import HardNote
    from srs.stats.outlook import Distribution
    from srs.stats.tally import Recall

_RATINGS = ("again", "hard", "good", "easy")


def records(stats: Stats) -> Iterator[dict[str, Any]]:
    """Yield a record a section, in the order in which they are shown."""
    yield {"section": "today", **_today(stats)}
    yield {"section": "streak", "current": stats.streak.current, "longest": stats.streak.longest}
    periods = [
        {
            "period": one.period,
            "young": _recall(one.young),
            "mature": _recall(one.mature),
            "total": _recall(one.total),
        }
        for one in stats.retention
    ]
    yield {"section": "true_retention", "periods": periods}
    groups = [{"group": one.group, **dict(zip(_RATINGS, one.counts, strict=True))} for one in stats.ratings]
    yield {"section": "ratings", "days": len(stats.days), "groups": groups}
    yield {"section": "calendar", "first_day": day_iso(stats.calendar.first_day), "answers": [*stats.calendar.counts]}
    yield {"section": "days", "days": _days(stats)}
    hours = [{"hour": hour, **_recall(recall)} for hour, recall in enumerate(stats.hours)]
    yield {"section": "hours", "days": len(stats.days), "hours": hours}
    coming = stats.forecast
    yield {"section": "forecast", "overdue": coming.overdue, "days": [*coming.days], "later": coming.later}
    yield {"section": "memory", **_memories(stats)}
    yield {"section": "hardest_notes", "notes": [_note(note) for note in stats.hardest]}


def _today(stats: Stats) -> dict[str, Any]:
    today = stats.today
    return {
        "cards": stats.cards,
        "answers_ever": stats.answers,
        "answers": today.recall.total,
        **_recall(today.recall),
        "mature": _recall(today.mature),
        "ms": today.taken_ms,
        "learn": today.learn,
        "review": today.review,
        "relearn": today.relearn,
        "early": today.early,
        "new": today.new,
    }


def _days(stats: Stats) -> list[dict[str, Any]]:
    return [
        {"date": day_iso(day.day), "answers": day.answers, "ms": day.taken_ms, "new": day.new, "retention": share}
        for day, share in zip(stats.days, stats.curve, strict=True)
    ]


def _memories(stats: Stats) -> dict[str, Any]:
    found = stats.memories
    return {
        "cards": found.cards,
        "known": found.known,
        "stability": _distribution(found.stability),
        "difficulty": _distribution(found.difficulty),
        "retrievability": _distribution(found.retrievability),
    }


def _distribution(found: Distribution) -> dict[str, Any]:
    buckets = [{"from": bucket.low, "cards": bucket.cards} for bucket in found.buckets]
    return {"mean": found.mean, "median": found.median, "buckets": buckets}


def _note(note: HardNote) -> dict[str, Any]:
    facts = [
        {"id": line.fact, "path": line.path, "line": line.line, "front": line.front, "lapses": line.lapses}
        for line in note.lines
    ]
    return {
        "path": note.path,
        "cards": note.cards,
        **_recall(note.recall),
        "lapses": note.lapses,
        "lowest_retrievability": note.lowest,
        "facts": facts,
    }


def _recall(recall: Recall) -> dict[str, int]:
    return {"passed": recall.passed, "failed": recall.failed}
