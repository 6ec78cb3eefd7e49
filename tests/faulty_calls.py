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
    """Return the calls of these names that a run makes, in their order: all, or so many of them evenly.

    Of reads from one file in a row they are the first and the last; those of notes are none of them, since a note that cannot be read is told
    and the others are read all the same.
    """
    log = log_of(stage)
    stage.reset()
    ended = stage.run(strace.tracing(log, _ALL))
    assert ended.status == 0, ended
    all_calls = list(strace.calls_in(log, _ALL))
    last = _last_change(all_calls, stage)
    wanted = set(names)
    calls = [
        replace(call, is_late=at > last)
        for at, call in enumerate(all_calls)
        if call.name in wanted
        and call.is_of_note
        and (stage.owns(call.path) or call.is_output)
        and not _reads_note(call)
    ]
    assert calls, f"{stage.deed} makes no such call"
    calls = _without_middles(calls)
    return calls if len(calls) <= most else [calls[(2 * n + 1) * len(calls) // (2 * most)] for n in range(most)]


def _reads_note(call: Call) -> bool:
    return call.name in strace.READING and call.path.endswith(".md")


def _last_change(calls: list[Call], stage: Stage) -> int:
    """Return where what was written before holds from then on: a file takes its place, or a transaction ends."""
    last, emptied = -1, set()
    for at, call in enumerate(calls):
        if not stage.owns(call.path):
            continue
        if call.empties_journal:
            emptied.add(call.path)
        if call.takes_place or call.empties_journal or (call.removes_journal and call.path not in emptied):
            last = at
    return last


def _without_middles(calls: list[Call]) -> list[Call]:
    """Leave out what stands in the middle of a row of reads from one file."""
    kinds = [(call.name, call.path) if call.name in strace.READING else (at, "") for at, call in enumerate(calls)]
    around = zip([None, *kinds], kinds, [*kinds[1:], None], strict=False)
    return [call for call, (before, kind, after) in zip(calls, around, strict=False) if not before == kind == after]


def log_of(stage: Stage) -> Path:
    """Return where strace writes what a run on a stage calls."""
    return stage.temporary.parent / "calls"
