"""A disk that is full, fails or may only be read: one sentence, a status, the collection as it was, and the next run goes on."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest
import strace
from command import Collection, definitions
from content import content_of
from deeds import DEEDS
from faulty_calls import calls_of, log_of
from permissions import as_nobody, open_folder
from process import SRS, environment, run_to_end
from scoreboard import LONG, amount
from stage import Stage

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from deeds import Deed
    from process import Ended
    from scoreboard import Scoreboard
    from strace import Call

needs_strace = pytest.mark.skipif(bool(strace.why_not()), reason=strace.why_not())
needs_modes = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no file modes")

FAULTS = {
    "ENOSPC": ("write", "pwrite64", "ftruncate", "mkdir", "rename", "openat"),
    "EIO": (*strace.WRITING, *strace.READING, *strace.OPENING),
    "EROFS": ("openat", "mkdir", "unlink", "unlinkat", "rename", "rmdir"),
}
"""The calls that can end with an error."""
SHORT = {"ENOSPC": 1, "EIO": 2, "EROFS": 1}
DISK = 24 << 20
PAGE = 4096
ROOM = (0, 1, 2, 3, 4, 5, 6, 8, 10, 12, 16, 24)
"""Pages that are left on a full disk."""
COLOUR = re.compile(r"\x1b\[[\d;]*m")


def ill_told(stage: Stage, ended: Ended, call: Call | None = None) -> list[str]:
    """Return what is wrong with how a run told of an error of the disk."""
    said = COLOUR.sub("", (ended.out + ended.err).decode())
    if "Traceback" in said:
        return [f"a traceback: {said}"]
    if ended.status < 0:
        return [f"ended by signal {-ended.status}"]
    if call and call.is_output:
        # A drill has nothing but its terminal to tell that the terminal fails.
        return (
            [] if stage.deed.keys or ended.status == 0 or "The output cannot be written" in said else [f"told: {said}"]
        )
    if ended.status == 0 and stage.rank() == stage.deed.steps:
        return []
    names_file = str(stage.temporary.parent) in said
    fails = ended.status > 0 and "srs: " in said
    # A drill goes on with the same card, a pipe with the next line.
    return [] if names_file and (fails or stage.deed.steps > 1) else [f"told: {said}"]


def left_changed(stage: Stage, ended: Ended, call: Call | None = None) -> list[str]:
    """Return what was written by a run that said it could not; what follows the last change may fail behind it."""
    rank = stage.rank(some_left_out=True)
    if rank in (ended.acknowledged, stage.deed.steps if ended.status == 0 else None):
        return []
    is_late = call is not None and (call.is_late or stage.deed.steps > 1)
    return [] if is_late and rank is not None else [f"{rank} of {stage.deed.steps} are there"]


@needs_strace
@pytest.mark.parametrize(
    ("command", "call", "damage"),
    [(("restore", "latest"), "pread64", b""), (("doctor", "--repair"), "read,sendfile", b"no database")],
)
def test_a_database_that_the_disk_does_not_give_back_is_told_with_the_ways_out(
    tmp_path: Path, command: tuple[str, ...], call: str, damage: bytes
) -> None:
    collection = Collection(tmp_path)
    collection.write("words.md", *definitions(9))
    assert collection.run("sync").status == 0
    database = tmp_path / ".srs" / "srs.db"
    with database.open("r+b") as file:
        file.write(damage)
    before = database.read_bytes()
    fault = ["strace", "-qq", "-f", "-o", os.devnull, "-P", str(database), "-e", f"inject={call}:error=EIO:when=1+"]

    ended = run_to_end([*fault, *SRS, "-C", str(tmp_path), *command, "--yes"], b"", environment(tmp_path))

    said = ended.err.decode()
    assert ended.status == 1
    assert f"{database} cannot be read" in said
    assert "move it away, and bring the last backup back: srs restore latest" in said
    assert database.read_bytes() == before


@needs_strace
@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.parametrize("deed", DEEDS, ids=str)
def test_an_error_at_any_call_is_told_and_changes_nothing(
    deed: Deed, fault: str, stage_of: Callable[[Deed], Stage], scoreboard: Scoreboard
) -> None:
    stage = stage_of(deed)

    harm = {}
    for call in calls_of(stage, FAULTS[fault], most=amount(SHORT[fault], 100_000)):
        stage.reset()
        ended = stage.run(strace.injecting(log_of(stage), call, f"error={fault}"))
        assert strace.was_hit(log_of(stage), call), f"{call} was not met: {ended}"
        found = [*ill_told(stage, ended, call), *left_changed(stage, ended, call)]
        found += stage.harm(ended, some_left_out=True)
        scoreboard.count(f"{fault} at any call", failures=bool(found))
        if found:
            harm[str(call)] = found

    assert harm == {}


@contextmanager
def small_disk(folder: Path) -> Iterator[None]:
    """Mount a file system of a few megabytes on a folder."""
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", f"size={DISK}", "tmpfs", str(folder)]
    try:
        mounted = subprocess.run(mount, check=False, capture_output=True, text=True)
    except OSError as error:
        pytest.skip(f"no file system can be mounted here: {error}")
    if mounted.returncode:
        pytest.skip(f"no file system can be mounted here: {mounted.stderr.strip()}")
    try:
        yield
    finally:
        subprocess.run(["umount", str(folder)], check=True)


def fill(folder: Path, free: int) -> Path:
    """Fill a disk up to so many bytes; return the file that does."""
    ballast = folder / "ballast"
    with ballast.open("wb") as file:
        space = os.statvfs(folder)
        os.posix_fallocate(file.fileno(), 0, space.f_bavail * space.f_frsize - free)
    return ballast


@pytest.mark.parametrize("deed", DEEDS, ids=str)
def test_a_full_disk_is_told_and_changes_nothing(deed: Deed, tmp_path: Path, scoreboard: Scoreboard) -> None:
    harm = {}
    with small_disk(tmp_path / "disk"):
        stage = Stage(tmp_path / "disk" / "stage", deed)
        for pages in ROOM if LONG else ROOM[::6]:
            stage.reset()
            ballast = fill(tmp_path / "disk", pages * PAGE)
            ended = stage.run()
            assert pages or stage.rank() != deed.steps, "the disk was not full"
            found = [*ill_told(stage, ended), *left_changed(stage, ended)]
            ballast.unlink()
            found += stage.harm(ended, some_left_out=True)
            scoreboard.count("a full file system", failures=bool(found))
            if found:
                harm[pages] = found

    assert harm == {}


@contextmanager
def read_only(folder: Path) -> Iterator[None]:
    """Let a folder be one that nobody can write to, root included."""
    bound = subprocess.run(["mount", "--bind", str(folder), str(folder)], check=False, capture_output=True, text=True)
    if bound.returncode:
        pytest.skip(f"no folder can be made read-only for root here: {bound.stderr.strip()}")
    try:
        subprocess.run(["mount", "-o", "remount,bind,ro", str(folder)], check=True)
        yield
    finally:
        subprocess.run(["umount", str(folder)], check=True)


@pytest.mark.skipif(sys.platform != "linux", reason="mounts of Linux")
def test_a_deck_is_made_of_a_disk_that_may_only_be_read(
    tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    collection = Collection(tmp_path)
    image = "Q: What turns?\nA: a wheel ![](wheel.png)\n"
    collection.file("image.md").parent.mkdir(parents=True, exist_ok=True)
    collection.file("image.md").write_text(image, "utf-8")
    collection.file("wheel.png").write_bytes(b"wheel")
    assert collection.run("sync").status == 0
    deck = tmp_path_factory.mktemp("elsewhere") / "deck.apkg"

    with read_only(collection.folder):
        ran = collection.run("export", "-o", deck)

    assert (ran.status, deck.exists()) == (0, True), ran


@pytest.mark.skipif(sys.platform != "linux", reason="mounts of Linux")
@pytest.mark.parametrize("deed", DEEDS, ids=str)
def test_a_disk_that_may_only_be_read_is_told_and_changes_nothing(
    deed: Deed, stage_of: Callable[[Deed], Stage], scoreboard: Scoreboard
) -> None:
    stage = stage_of(deed)

    with read_only(stage.folder):
        ended = stage.run()
        assert stage.rank() == 0, "something could be written"
        found = [*ill_told(stage, ended), *left_changed(stage, ended)]
    found += stage.harm(ended, some_left_out=True)
    scoreboard.count("a read-only file system", failures=bool(found))

    assert found == []


@needs_modes
def test_a_collection_without_permission_to_write_is_told_and_changes_nothing(scoreboard: Scoreboard) -> None:
    with open_folder() as folder:
        collection = Collection(folder / "collection")
        collection.write("words.md", *definitions(10))
        collection.run("sync")
        known = collection.ids().popitem()[1]
        collection.run("answer", known, "good")
        before = content_of(collection.folder)
        for path in (collection.folder / ".srs" / "srs.db", collection.folder / ".srs", collection.folder):
            path.chmod(0o444 if path.is_file() else 0o555)

        with as_nobody():
            ended = [collection.run(*words) for words in (("answer", known, "good"), ("undo",), ("export",))]
        changed = content_of(collection.folder) != before

    ill = [one for one in ended if one.status != 1 or str(folder) not in one.err or "Traceback" in one.err]
    scoreboard.count("no permission to write", tries=len(ended), failures=len(ill) or changed)
    assert (ill, changed) == ([], False)
