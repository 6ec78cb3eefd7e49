"""The page that shows what a run of the battery came to: the table between two marks, with the day, the outcome and the machine."""

from __future__ import annotations

import os
import platform
import re
import sqlite3
import time
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from scoreboard import LONG

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from scoreboard import Scoreboard

_MARKED = re.compile(r"(<!-- faults -->\n).*?(<!-- end -->)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Outcome:
    """How the tests of a run ended, how long they took, and why some were left out."""

    passed: int
    failed: int
    seconds: float
    left_out: Sequence[str] = ()


def write_page(page: Path, board: Scoreboard, outcome: Outcome) -> None:
    """Put the table of a run between the marks of a page; the rest of the page stays.

    Raises:
        ValueError: the page has no marks.
    """
    before = page.read_text("utf-8")
    text = "\n".join([*_told(outcome), "", *_rows(board)])
    after, places = _MARKED.subn(lambda found: f"{found[1]}\n{text}\n\n{found[2]}", before)
    if not places:
        raise ValueError(f"{page} has no <!-- faults --> and <!-- end -->")
    page.write_text(after, "utf-8")


def _told(outcome: Outcome) -> Iterator[str]:
    form = "Long" if LONG else "Short"
    day = time.strftime("%Y-%m-%d", time.gmtime())
    yield (
        f"{form} form, {day}: {outcome.passed:,} tests passed, {outcome.failed} failed, {len(outcome.left_out)} left out, "
        f"in {outcome.seconds / 60:.0f} minutes. {_machine()}"
    )
    if outcome.left_out:
        yield "Left out: " + "; ".join(f"{why} ({times})" for why, times in Counter(outcome.left_out).items()) + "."


def _machine() -> str:
    return (
        f"Machine: {os.cpu_count()} cores, {platform.system()} {platform.machine()}; "
        f"Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}."
    )


def _rows(board: Scoreboard) -> Iterator[str]:
    head, *rows = board.rows()
    yield f"| {' | '.join(head)} |"
    yield "|---|---:|---:|---:|"
    yield from (f"| {' | '.join(row)} |".replace("|  |", "| |") for row in rows)
