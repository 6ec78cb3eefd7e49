"""When a card is asked next: the day clock, FSRS, learning steps, fuzz and the queue."""

from __future__ import annotations

from srs.schedule.answer import Outcome, answer_card, outcomes
from srs.schedule.day import DayClock
from srs.schedule.kernel import Kernel, kernel_for
from srs.schedule.label import interval_label, span_label
from srs.schedule.preset import Preset
from srs.schedule.queue import Counts, Queue, build_queue
from srs.schedule.replay import replay

__all__ = [
    "Counts",
    "DayClock",
    "Kernel",
    "Outcome",
    "Preset",
    "Queue",
    "answer_card",
    "build_queue",
    "interval_label",
    "kernel_for",
    "outcomes",
    "replay",
    "span_label",
]
