"""A scoreboard for the battery, printed when all of it has run, and the stages on which its faults play.

With `SRS_FAULTS_TABLE=docs/reliability.md` it is written into that page, too.
"""

from __future__ import annotations

import os
import random
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from fault_page import Outcome, write_page
from scoreboard import Scoreboard

if TYPE_CHECKING:
    from collections.abc import Callable

    from _pytest.terminal import TerminalReporter
    from deeds import Deed
    from stage import Stage

_KEY = pytest.StashKey[Scoreboard]()
_BEGUN = pytest.StashKey[float]()


def pytest_configure(config: pytest.Config) -> None:
    config.stash[_KEY] = Scoreboard()
    config.stash[_BEGUN] = time.monotonic()


@pytest.fixture(scope="session")
def scoreboard(pytestconfig: pytest.Config) -> Scoreboard:
    return pytestconfig.stash[_KEY]


@pytest.fixture
def chance() -> random.Random:
    """Return a source of chance whose seed is shown when a test fails."""
    seed = random.SystemRandom().randrange(2**32)
    print(f"seed {seed}")
    return random.Random(seed)


@pytest.fixture(scope="session")
def stage_of(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Deed], Stage]:
    """Return what gives a stage for a deed; each is made once, and is at its beginning after every `reset`."""
    from stage import Stage

    made: dict[str, Stage] = {}

    def stage_of(deed: Deed) -> Stage:
        if deed.name not in made:
            made[deed.name] = Stage(tmp_path_factory.mktemp(deed.name.replace(" ", "-")), deed)
        made[deed.name].reset()
        return made[deed.name]

    return stage_of


def pytest_terminal_summary(terminalreporter: TerminalReporter, exitstatus: int) -> None:
    board = terminalreporter.config.stash[_KEY]
    if not board.scores:
        return
    terminalreporter.section("faults")
    for line in board.lines():
        terminalreporter.write_line(line)
    page = os.environ.get("SRS_FAULTS_TABLE")
    if page and exitstatus in (pytest.ExitCode.OK, pytest.ExitCode.TESTS_FAILED):
        write_page(Path(page), board, _outcome(terminalreporter))


def _outcome(reporter: TerminalReporter) -> Outcome:
    ended = reporter.stats
    return Outcome(
        passed=len(ended.get("passed", ())),
        failed=len(ended.get("failed", ())) + len(ended.get("error", ())),
        seconds=time.monotonic() - reporter.config.stash[_BEGUN],
        left_out=[str(one.longrepr[2]).removeprefix("Skipped: ") for one in ended.get("skipped", ())],
    )
