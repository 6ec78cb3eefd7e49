"""A scoreboard for the battery, printed when all of it has run, and the stages on which its faults play."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import pytest
from scoreboard import Scoreboard

if TYPE_CHECKING:
    from collections.abc import Callable

    from _pytest.terminal import TerminalReporter
    from deeds import Deed
    from stage import Stage

_KEY = pytest.StashKey[Scoreboard]()


def pytest_configure(config: pytest.Config) -> None:
    config.stash[_KEY] = Scoreboard()


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


def pytest_terminal_summary(terminalreporter: TerminalReporter) -> None:
    board = terminalreporter.config.stash[_KEY]
    if board.scores:
        terminalreporter.section("faults")
        for line in board.lines():
            terminalreporter.write_line(line)
