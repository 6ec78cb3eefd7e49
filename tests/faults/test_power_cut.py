"""Power that fails: whatever a disk forgets of what was not synced, what was acknowledged is there and nothing is damaged.

This is simulated from the calls of a real run; no disk loses its power here.
"""

from __future__ import annotations

import sqlite3
import sys
from contextlib import closing
from typing import TYPE_CHECKING

import pytest
import strace
from deeds import DEEDS
from faulty_calls import log_of
from power_cut import CALLS, WHOLE, Disk, events_in, write_files
from process import Ended, environment, run_to_end
from scoreboard import amount

if TYPE_CHECKING:
    import random
    from collections.abc import Callable
    from pathlib import Path

    from deeds import Deed
    from power_cut import Event
    from scoreboard import Scoreboard
    from stage import Stage

pytestmark = pytest.mark.skipif(bool(strace.why_not()), reason=strace.why_not())


def cuts(events: list[Event], most: int) -> list[int]:
    """Return how many events came before each cut, evenly over all of them."""
    return sorted({round(n * len(events) / most) for n in range(1, most + 1)})


@pytest.mark.parametrize("deed", [deed for deed in DEEDS if not deed.keys], ids=str)
def test_a_power_cut_keeps_what_was_acknowledged(
    deed: Deed, stage_of: Callable[[Deed], Stage], scoreboard: Scoreboard, chance: random.Random
) -> None:
    stage = stage_of(deed)
    ended = stage.run(strace.tracing(log_of(stage), CALLS, *WHOLE))
    assert ended.status == 0, ended
    roots = [stage.folder / ".srs", stage.folder / "decks"]
    events = [event for event in events_in(log_of(stage)) if event.name == "output" or stage.owns(event.path)]

    harm = {}
    for moment in cuts(events, amount(4, 60)):
        for fate in (None, chance):
            stage.reset()
            disk = Disk(roots)
            for event in events[:moment]:
                disk.play(event)
            write_files(disk.after_cut(fate), roots)
            found = stage.harm(Ended(-9, disk.output, b"", deed.acknowledged(disk.output)))
            scoreboard.count("power cut (simulated)", failures=bool(found))
            if found:
                harm[moment, "all lost" if fate is None else "some lost", str(events[moment - 1])[:150]] = found

    assert harm == {}


CARELESS = """
import sqlite3
connection = sqlite3.connect("{}", isolation_level=None)
connection.execute("PRAGMA synchronous = OFF")
connection.execute("CREATE TABLE answer (number)")
for number in range(20):
    connection.execute("INSERT INTO answer VALUES (?)", (number,))
    print(number, flush=True)
"""


def test_the_simulation_harms_a_database_that_does_not_sync(tmp_path: Path) -> None:
    database = tmp_path / "store" / "careless.db"
    database.parent.mkdir()
    disk = Disk([database.parent])
    command = [sys.executable, "-c", CARELESS.format(database)]
    log = tmp_path / "calls"
    assert run_to_end([*strace.tracing(log, CALLS, *WHOLE), *command], b"", environment(tmp_path)).status == 0
    for event in events_in(log):
        disk.play(event)

    write_files(disk.after_cut(None), [database.parent])

    assert disk.output.count(b"\n") == 20
    assert kept_answers(database) == 0


def kept_answers(database: Path) -> int:
    """Return how many answers can be read, none from a damaged database."""
    try:
        with closing(sqlite3.connect(database)) as connection:
            return int(connection.execute("SELECT count(*) FROM answer").fetchone()[0])
    except sqlite3.DatabaseError:
        return 0
