"""A process killed as it enters a call that writes, at each such call of each command: all is undone or done."""

from __future__ import annotations

import signal
from typing import TYPE_CHECKING

import pytest
import strace
from deeds import DEEDS
from faulty_calls import calls_of, log_of
from scoreboard import amount

if TYPE_CHECKING:
    from collections.abc import Callable

    from deeds import Deed
    from scoreboard import Scoreboard
    from stage import Stage

pytestmark = pytest.mark.skipif(bool(strace.why_not()), reason=strace.why_not())


@pytest.mark.parametrize("deed", DEEDS, ids=str)
def test_a_kill_at_any_call_leaves_a_deed_undone_or_done(
    deed: Deed, stage_of: Callable[[Deed], Stage], scoreboard: Scoreboard
) -> None:
    stage = stage_of(deed)
    log = log_of(stage)

    harm = {}
    for call in calls_of(stage, strace.WRITING, most=amount(3, 100_000)):
        stage.reset()
        ended = stage.run(strace.injecting(log, call, "signal=SIGKILL"))
        assert strace.was_hit(log, call), f"{call} was not met: {ended}"
        assert ended.status == -signal.SIGKILL
        found = stage.harm(ended)
        scoreboard.count(f"kill at every call: {deed}", failures=bool(found))
        if found:
            harm[str(call)] = found

    assert harm == {}
