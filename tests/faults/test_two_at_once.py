"""Two processes on one collection at the same time."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

from command import Collection, definitions

if TYPE_CHECKING:
    from pathlib import Path

    from scoreboard import Scoreboard

SYNC = [sys.executable, "-c", "from srs.cli import main; main()", "sync"]


def test_two_syncs_at_once_both_end_well_and_make_each_fact_once(tmp_path: Path, scoreboard: Scoreboard) -> None:
    collection = Collection(tmp_path / "collection")
    for number in range(10):
        collection.write(f"words-{number}.md", *definitions(250 + number))

    running = [
        subprocess.Popen(SYNC, cwd=collection.folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        for _ in range(2)
    ]
    told = [process.communicate() for process in running]

    ended = [(process.returncode, errors) for process, (_, errors) in zip(running, told, strict=True)]
    scoreboard.count("two first syncs at once", tries=2, failures=sum(one != (0, "") for one in ended))
    assert ended == [(0, "")] * 2
    assert collection.run("sync", "--check").status == 0
    assert collection.run("doctor").status == 0
