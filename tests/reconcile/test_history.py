"""What the real edits of real notes do to identities, where histories of notes lie beside the project."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

SHARED = Path(__file__).parents[3] / "shared"
REPLAY = SHARED / "tools" / "replay_history.py"
SERIES = sorted(folder for folder in SHARED.glob("history/*/*") if folder.is_dir())


@pytest.mark.skipif(not REPLAY.exists() or not SERIES, reason="no histories of notes beside the project")
def test_no_edit_of_a_real_note_costs_or_moves_a_history() -> None:
    srs = shutil.which("srs", path=str(Path(sys.executable).parent))
    assert srs, "srs is not installed beside this Python"

    def replay(series: Path) -> str:
        ran = subprocess.run([sys.executable, REPLAY, series, "--", srs], capture_output=True, text=True, check=True)
        return ran.stdout

    with ThreadPoolExecutor(os.cpu_count()) as pool:
        for told in pool.map(replay, SERIES):
            total = told.splitlines()[-1]
            kept = re.search(r"kept (\d+)/(\d+)", total)
            assert kept, total
            assert kept[1] == kept[2], told
            assert "transfers 0" in total
            assert "restless 0" in total
