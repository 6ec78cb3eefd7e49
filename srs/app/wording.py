"""Sentences that every front end tells in the same words."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from srs.app.drill import Undone
    from srs.app.due import Due
    from srs.app.planning import CarriedOut
    from srs.app.sync import SyncReport
    from srs.errors import RefusedError
    from srs.model import Fact, Review, Schedule
    from srs.schedule import LeechAction

_LONGEST_NAME = 60
_CARDS = {"cards_added": "added", "cards_gone": "taken out"}
_COUNTS = {"deck_changed": "in another deck", "tags_changed": "with other tags"}


def counted(count: int, noun: str) -> str:
    """Return a count with its noun: 1 fact, 2 facts."""
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def refusal_told(refusal: RefusedError, rest: str = "") -> str:
    """Return what a plan that was only looked at would do, and how the sentence ends."""
    return refusal.message.replace("; nothing was changed", rest)


def shorten(text: str, width: int) -> str:
    """Return a text in one line, its gaps in brackets, cut to a width with an ellipsis."""
    if "{{c" in text:
        from srs.model import bracket_gaps

        text = bracket_gaps(text)
    line = " ".join(text.split())
    if len(line) <= width:
        return line
    # What a card asks of a work stands behind its title, and tells it from the others.
    _, dash, asked = line.rpartition(" — ")
    end = f"…{dash}{asked}" if dash and len(asked) < width // 2 else "…"
    return line[: width - len(end)].rstrip() + end


def front_told(front: str, width: int) -> str:
    """Return a front in one short line as a reader sees it: formulas as signs, no marks of emphasis."""
    from srs.markdown.seen_line import seen_line

    return shorten(seen_line(front), width)


def name_of(fact: Fact) -> str:
    """Return what a message calls a fact: its front in one short line."""
    return front_told(fact.draft.front, _LONGEST_NAME)


def summary_of(report: SyncReport) -> str:
    """Return the counts of a sync as a sentence."""
    counts = {name: count for name, count in report.counts.items() if count}
    unchanged = counts.pop("unchanged", 0)
    if not counts:
        return f"Nothing changed ({counted(unchanged, 'fact')})."
    problems = counts.pop("problems", 0)
    said = [_count_told(name, count) for name, count in counts.items()]
    said += [counted(problems, "problem")] if problems else []
    return ", ".join(said) + f", {unchanged} unchanged"


def _count_told(name: str, count: int) -> str:
    return f"{counted(count, 'card')} {_CARDS[name]}" if name in _CARDS else f"{count} {_COUNTS.get(name, name)}"


def unasked_told(texts: int) -> str:
    """Say why nobody is asked which facts some texts were; empty where there are none."""
    return f"{counted(texts, 'text')} not asked about: no history to lose, taken as new" if texts else ""


def carried_out_told(done: CarriedOut, settled: int = 0) -> str:
    """Say what a plan did that was carried out with decisions; `settled` texts were none of the facts that they might have been."""
    said = [f"{counted(done.linked, 'fact')} joined"] if done.linked else []
    said += [f"{counted(settled, 'text')} settled as new"] if settled else []
    if not (said and done.settled.is_empty):
        said.insert(0, summary_of(done.settled))
    told = ", ".join(said)
    return " ".join((told if told.endswith(".") else f"{told}.", *done.failed))


def rating_told(review: Review) -> str:
    """Say how a card was answered, in the words of the buttons; a change by hand has no rating."""
    return review.given.name.lower() if review.given else "-"


def interval_told(schedule: Schedule) -> str:
    """Say the interval that a card was given: on a step that of the step, else its days."""
    from srs.model import State
    from srs.schedule.day import DAY_MS
    from srs.schedule.label import span_label

    on_step = schedule.state in (State.LEARNING, State.RELEARNING)
    if not on_step or schedule.last is None:
        return f"{schedule.interval_days}d"
    if schedule.due_at is not None:
        return span_label(max(schedule.due_at - schedule.last.at, 0) / 1000)
    return span_label(((schedule.due_day or schedule.last.day) - schedule.last.day) * DAY_MS / 1000)


def due_told(due: Due) -> str:
    """Say what is due in one line."""
    if not due.new + due.learning + due.review:
        if due.days_to_clear != 0:
            return f"The day's limit is reached; {due.waiting} to review wait{_clearing(due)}"
        return f"Nothing is due.{_for_later(due)}"
    later = due.new_in_all - due.new
    new = f"{due.new} new today" + (f" ({later} more wait)" if later else "")
    now = "" if due.learning_now == due.learning else f" ({due.learning_now or 'none'} now)"
    told = f"{due.review} to review, {due.learning} being learned{now}, {new}."
    return told if due.days_to_clear == 0 else f"{told} {due.waiting} wait{_clearing(due)}"


def _for_later(due: Due) -> str:
    """Say what waits beyond the day's limit, and behind siblings that were answered today."""
    if not due.waiting:
        return (
            f" {counted(due.new_in_all, 'new card')} {_wait(due.new_in_all)} for the days to come."
            if due.new_in_all
            else ""
        )
    new = f" and {counted(due.new_in_all, 'new card')}" if due.new_in_all else ""
    return f" {due.waiting} to review{new} {_wait(due.waiting + due.new_in_all)} for the days to come."


def _wait(count: int) -> str:
    return "waits" if count == 1 else "wait"


def _clearing(due: Due) -> str:
    if due.days_to_clear is None:
        return ", and more come each day than reviews_per_day allows."
    return f": {due.days_to_clear} {'day' if due.days_to_clear == 1 else 'days'} to clear them."


def undone_told(undone: Undone | None) -> str:
    """Say what was taken back."""
    if undone is None:
        return "There is nothing to take back."
    if undone.by_hand:
        return f"Took back a change by hand on: {name_of(undone.fact)}"
    if undone.rating is not None:
        return f"Took back '{undone.rating.name.lower()}' on: {name_of(undone.fact)}"
    was = "buried" if undone.buried else "rejected" if undone.rejected else "suspended"
    return f"No longer {was}: {name_of(undone.fact)}"


def redone_told(redone: Undone | None) -> str:
    """Say which answer was given again."""
    if redone is None:
        return "There is nothing to give again."
    given = f"'{redone.rating.name.lower()}'" if redone.rating else "a change by hand"
    return f"Gave {given} again on: {name_of(redone.fact)}"


def suspended_told(fact: Fact, undo: str = "u") -> str:
    """Say that a card was taken out of the drill."""
    return f"Suspended: {name_of(fact)} ({undo} takes it back; later: srs unsuspend {fact.id})"


def buried_told(fact: Fact, undo: str = "u") -> str:
    """Say that a card was put off."""
    return f"Buried until tomorrow: {name_of(fact)} ({undo} takes it back)"


def rejected_told(fact: Fact, undo: str = "u") -> str:
    """Say that a fact is not asked any more, since it is no card for its user."""
    return f"Not a card: {name_of(fact)} ({undo} takes it back; later: srs accept {fact.id})"


def leech_told(fact: Fact, action: LeechAction) -> str:
    """Return what to say about a card that lapsed too often: where it stands, since it is the text that has to change."""
    done = f" It is suspended; later: srs unsuspend {fact.id}." if action == "suspend" else ""
    return f"A leech: forgotten again and again. Rewrite it at {fact.draft.source}, or split it.{done}"


def future_told(answers: int) -> str:
    """Say that answers are dated in the future."""
    return f"{counted(answers, 'answer')} dated in the future: the clock was ahead. To take back: srs doctor --repair"


def left_out_told(names: Iterable[str]) -> str:
    """Say which columns of a table there was no room for."""
    return f"Wider terminals show more: {', '.join(names)}."


def cram_told(room: int = 80) -> str:
    """Say in so many columns that cards are gone through without a trace."""
    told = "cram: schedules stay"
    return told if len(told) <= room else "cram"


MORE_TODAY = "More new cards today: srs review --new 10"
ANSWERED_ELSEWHERE = "Answered in another session meanwhile; not counted twice."
