"""When a card is asked next: the day clock, FSRS, learning steps, fuzz and the queue.

The names are imported when they are first used (PEP 562): telling what is due needs the clock and the preset alone.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from srs.schedule.answer import Outcome, answer_card, outcomes
    from srs.schedule.balance import Load
    from srs.schedule.day import DayClock
    from srs.schedule.kernel import Kernel, kernel_for
    from srs.schedule.label import interval_label, span_label
    from srs.schedule.log_replay import replay, settle, stands_on
    from srs.schedule.preset import LeechAction, NewMix, NewOrder, Preset, ReviewOrder
    from srs.schedule.queue import Counts, Queue, build_queue, interleave, spread

_HOMES = {
    "answer": "Outcome answer_card outcomes",
    "balance": "Load",
    "day": "DayClock",
    "kernel": "Kernel kernel_for",
    "label": "interval_label span_label",
    "log_replay": "replay settle stands_on",
    "preset": "LeechAction NewMix NewOrder Preset ReviewOrder",
    "queue": "Counts Queue build_queue interleave spread",
}
_HOME_OF = {name: home for home, names in _HOMES.items() for name in names.split()}

__all__ = [
    "Counts",
    "DayClock",
    "Kernel",
    "LeechAction",
    "Load",
    "NewMix",
    "NewOrder",
    "Outcome",
    "Preset",
    "Queue",
    "ReviewOrder",
    "answer_card",
    "build_queue",
    "interleave",
    "interval_label",
    "kernel_for",
    "outcomes",
    "replay",
    "settle",
    "span_label",
    "spread",
    "stands_on",
]


def __getattr__(name: str) -> object:
    """Import the module a name comes from when the name is first used."""
    home = _HOME_OF.get(name)
    if home is None:
        message = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(message)
    value: object = getattr(import_module(f"{__name__}.{home}"), name)
    globals()[name] = value
    return value
