"""Reads notes into facts, on several processors where there are many notes."""

from __future__ import annotations

import os
import signal
from collections import deque
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from srs.app.rules import load_rules
from srs.extract import Extraction
from srs.model import Problem
from srs.vault.read import read_note

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from concurrent.futures import Future, ProcessPoolExecutor
    from pathlib import Path

    from srs.app.config import Config
    from srs.app.rules import Rules

_FEWEST_NOTES = 400
"""Below so many notes starting processes takes longer than they save."""
_MOST_PROCESSES = 8
_CHUNK = 25
_AHEAD = 4
"""Chunks a process may be ahead of the reader: memory does not grow with the number of notes."""


class Reading(NamedTuple):
    """What one note gave. `hash` is empty when it could not be read; without `extraction` its hash is the one known."""

    path: str
    hash: str
    extraction: Extraction | None


def read_notes(
    root: Path,
    paths: Sequence[str],
    config: Config | None = None,
    known: Mapping[str, str] | None = None,
    processes: int | None = None,
) -> Iterator[Reading]:
    """Yield what each note gives, in the order of the paths, which are relative to `root`.

    Notes whose hash is `known` are not read into facts again. `processes` is by default the number of processors.

    Raises:
        BadConfig: the settings name a plugin or an extractor that does not exist.
    """
    rules = load_rules(config)
    wanted = min(processes or _processors(), _MOST_PROCESSES)
    if len(paths) < _FEWEST_NOTES or wanted < 2:  # noqa: PLR2004
        yield from (_read(root, path, rules, known or {}) for path in paths)
        return
    done = 0
    for reading in _read_side_by_side(root, paths, config, known or {}, wanted):
        done += 1
        yield reading
    # Where processes cannot be started, or one was ended from outside, the rest is read here.
    yield from (_read(root, path, rules, known or {}) for path in paths[done:])


def _read(root: Path, path: str, rules: Rules, known: Mapping[str, str]) -> Reading:
    note = read_note(root, path)
    if isinstance(note, Problem):
        return Reading(path, "", Extraction((), (), (note,)))
    unchanged = known.get(path) == note.hash
    return Reading(path, note.hash, None if unchanged else rules.extract(path, note.text))


def _read_side_by_side(
    root: Path, paths: Sequence[str], config: Config | None, known: Mapping[str, str], processes: int
) -> Iterator[Reading]:
    """Yield readings from other processes; ends early where these fail."""
    from concurrent.futures.process import BrokenProcessPool, ProcessPoolExecutor
    from multiprocessing import get_context

    try:
        # A forked process would share the open database with this one.
        pool = ProcessPoolExecutor(processes, get_context("spawn"), _prepare, (root, config))
    except (ImportError, OSError):
        return
    try:
        yield from _in_order(pool, paths, known, processes * _AHEAD)
    except (BrokenProcessPool, OSError):
        return
    finally:
        pool.shutdown(cancel_futures=True)


def _in_order(
    pool: ProcessPoolExecutor, paths: Sequence[str], known: Mapping[str, str], ahead: int
) -> Iterator[Reading]:
    chunks = (paths[start : start + _CHUNK] for start in range(0, len(paths), _CHUNK))
    jobs = (_submit(pool, chunk, {path: known[path] for path in chunk if path in known}) for chunk in chunks)
    waiting: deque[Future[list[Reading]]] = deque(islice(jobs, ahead))
    while waiting:
        yield from waiting.popleft().result()
        waiting.extend(islice(jobs, 1))


def _submit(pool: ProcessPoolExecutor, paths: Sequence[str], known: Mapping[str, str]) -> Future[list[Reading]]:
    """Submit a chunk. A process that is started for it is born deaf to ctrl-c, which would end it with a traceback while it still imports."""
    if not hasattr(signal, "pthread_sigmask"):
        return pool.submit(_read_chunk, paths, known)
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        return pool.submit(_read_chunk, paths, known)
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


_prepared: list[tuple[Path, Rules]] = []
"""In a process that reads for another: the folder and the rules."""


def _prepare(root: Path, config: Config | None) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # ctrl-c is for the process that asked
    _prepared[:] = [(root, load_rules(config))]


def _read_chunk(paths: Sequence[str], known: Mapping[str, str]) -> list[Reading]:
    root, rules = _prepared[0]
    return [_read(root, path, rules, known) for path in paths]


def _processors() -> int:
    """Return how many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
