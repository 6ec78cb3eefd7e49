"""Which calls of a deed are worth a fault: those that it makes on its own files, or that say that something is done."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import strace

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from stage import Stage
    from strace import Call

_ALL = (*strace.WRITING, *strace.READING, *strace.OPENING)


def calls_of(stage: Stage, names: Iterable[str], *, most: int) -> list[Call]:
    """Return the calls of these names that a run makes, in their order: all, or so many of them evenly."""
    log = log_of(stage)
    stage.reset()
    ended = stage.run(strace.tracing(log, _ALL))
    assert ended.status == 0, ended
    all_calls = list(strace.calls_in(log, _ALL))
    last = max((at for at, call in enumerate(all_calls) if call.shows_changes and stage.owns(call.path)), default=-1)
    wanted = set(names)
    calls = [
        replace(call, is_late=at > last)
        for at, call in enumerate(all_calls)
        if call.name in wanted and call.is_of_note and (stage.owns(call.path) or call.is_output)
    ]
    assert calls, f"{stage.deed} makes no such call"
    return calls if len(calls) <= most else [calls[(2 * n + 1) * len(calls) // (2 * most)] for n in range(most)]


def log_of(stage: Stage) -> Path:
    """Return where strace writes what a run on a stage calls."""
    return stage.temporary.parent / "calls"
