"""A scoreboard for the battery, printed when all of it has run."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from scoreboard import Scoreboard

if TYPE_CHECKING:
    from _pytest.terminal import TerminalReporter

_KEY = pytest.StashKey[Scoreboard]()


def pytest_configure(config: pytest.Config) -> None:
    config.stash[_KEY] = Scoreboard()


@pytest.fixture(scope="session")
def scoreboard(pytestconfig: pytest.Config) -> Scoreboard:
    return pytestconfig.stash[_KEY]


def pytest_terminal_summary(terminalreporter: TerminalReporter) -> None:
    board = terminalreporter.config.stash[_KEY]
    if board.scores:
        terminalreporter.section("faults")
        for line in board.lines():
            terminalreporter.write_line(line)
