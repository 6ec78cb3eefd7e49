"""The page on reliability has a place for the table of the battery, and nothing else of it is touched."""

from __future__ import annotations

from pathlib import Path

import pytest
from fault_page import Outcome, write_page
from scoreboard import Scoreboard

PAGE = Path(__file__).parent.parent / "docs" / "reliability.md"
OUTCOME = Outcome(passed=1200, failed=1, seconds=90, left_out=["no strace", "no mounts", "no strace"])


@pytest.fixture
def board() -> Scoreboard:
    made = Scoreboard()
    made.count("kill at random", tries=3000)
    made.count("power cut", tries=40, failures=2)
    return made


def test_a_table_takes_the_place_of_the_one_before_and_of_nothing_else(tmp_path: Path, board: Scoreboard) -> None:
    page = tmp_path / "page.md"
    page.write_text("# Page\n\n<!-- faults -->\n\nan older table\n\n<!-- end -->\n\nMore.\n", "utf-8")

    write_page(page, board, OUTCOME)
    once = page.read_text("utf-8")
    write_page(page, board, OUTCOME)

    assert once == page.read_text("utf-8")
    assert once.startswith("# Page\n\n<!-- faults -->\n\n")
    assert once.endswith("|\n\n<!-- end -->\n\nMore.\n")
    assert "older" not in once
    assert "| kill at random | 3,000 | 0 | 0.100% |" in once
    assert "| power cut | 40 | 2 | |" in once
    assert "1,200 tests passed, 1 failed, 3 left out" in once
    assert "Left out: no strace (2); no mounts (1)." in once


def test_a_page_without_a_place_is_left_alone(tmp_path: Path, board: Scoreboard) -> None:
    page = tmp_path / "page.md"
    page.write_text("# Page\n", "utf-8")

    with pytest.raises(ValueError, match="has no <!-- faults -->"):
        write_page(page, board, OUTCOME)
    assert page.read_text("utf-8") == "# Page\n"


@pytest.mark.skipif(not PAGE.exists(), reason="no docs beside the tests")
def test_the_page_on_reliability_has_a_place_for_the_table(tmp_path: Path, board: Scoreboard) -> None:
    copy = tmp_path / "copy.md"
    copy.write_text(PAGE.read_text("utf-8"), "utf-8")

    write_page(copy, board, OUTCOME)

    assert "| kill at random | 3,000 | 0 | 0.100% |" in copy.read_text("utf-8")
