"""`srs sync --watch`: notes are edited while it runs."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import pytest
from command import NOW, definitions
from terminal import PATIENCE

from srs.store.drilling import between_drills, drilling
from srs.store.open import open_store

if TYPE_CHECKING:
    from collections.abc import Iterator

    from command import Collection

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="there ctrl-c cannot be sent to one process")


class Watcher:
    """A running `srs sync --watch --json` whose lines are read from a file."""

    def __init__(self, collection: Collection, process: subprocess.Popen[bytes]) -> None:
        self.out = collection.folder / "out"
        self.errors = collection.folder / "err"
        self.process = process

    def counts(self) -> list[dict[str, int]]:
        """Return the counts of each plan so far, those that are zero left out."""
        records: list[dict[str, Any]] = [json.loads(line) for line in self.out.read_text("utf-8").splitlines()]
        kept = [record["counts"] for record in records if "counts" in record]
        return [{name: count for name, count in counts.items() if count} for counts in kept]

    def wait_for(self, plans: int) -> list[dict[str, int]]:
        """Wait until so many plans were carried out."""
        until = time.monotonic() + PATIENCE
        while len(self.counts()) < plans:
            assert self.process.poll() is None, self.errors.read_text("utf-8")
            assert time.monotonic() < until, (self.counts(), self.errors.read_text("utf-8"))
            time.sleep(0.05)
        return self.counts()

    def wait_for_word(self, word: str) -> None:
        until = time.monotonic() + PATIENCE
        while word not in self.errors.read_text("utf-8"):
            assert time.monotonic() < until
            time.sleep(0.05)


@contextmanager
def watching(collection: Collection) -> Iterator[Watcher]:
    command = [sys.executable, "-c", "from srs.cli import main; main()", "-C", str(collection.folder)]
    with (collection.folder / "out").open("wb") as out, (collection.folder / "err").open("wb") as errors:
        process = subprocess.Popen(
            [*command, "sync", "--watch", "--json"], stdout=out, stderr=errors, env=os.environ | {"SRS_NOW": NOW}
        )
    try:
        watcher = Watcher(collection, process)
        watcher.wait_for(1)
        time.sleep(1.5)  # the folder is watched from a moment after the first plan on
        yield watcher
    finally:
        process.kill()
        process.wait()


def test_a_burst_of_edits_makes_one_plan(synced: Collection) -> None:
    with watching(synced) as watcher:
        for number, definition in enumerate(definitions(20)):
            synced.write(f"burst/{number}.md", definition)

        assert watcher.wait_for(2)[1:] == [{"created": 20, "unchanged": 4}]


def test_a_note_that_is_renamed_keeps_its_facts(synced: Collection) -> None:
    with watching(synced) as watcher:
        synced.file("inference.md").rename(synced.file("renamed.md"))

        assert watcher.wait_for(2)[1:] == [{"moved": 2, "unchanged": 2}]


def test_a_plan_that_is_refused_does_not_end_it(synced: Collection) -> None:
    with watching(synced) as watcher:
        synced.write("inference.md", *definitions(50))
        watcher.wait_for_word("srs sync --yes")
        synced.write("inference.md", *definitions(2))

        assert watcher.wait_for(2)[1:] == [{"created": 2, "retired": 2, "unchanged": 2}]


def test_a_folder_that_was_gone_is_watched_again(synced: Collection) -> None:
    with watching(synced) as watcher:
        synced.file("").rename(synced.folder / "away")
        watcher.wait_for_word("There is no notes folder")
        (synced.folder / "away").rename(synced.file(""))
        time.sleep(2.5)
        synced.write("more.md", "Channel: what carries symbols from a source to a sink")

        assert watcher.wait_for(2)[1:] == [{"created": 1, "unchanged": 4}]


def test_nothing_is_read_while_a_card_is_on_screen(synced: Collection) -> None:
    store = open_store(synced.folder / ".srs" / "srs.db")
    assert store is not None
    with watching(synced) as watcher:
        with drilling(store):
            synced.write("more.md", "Channel: what carries symbols from a source to a sink")
            watcher.wait_for_word("when the drill that is on ends")
            time.sleep(1.5)

            assert len(watcher.counts()) == 1
        assert watcher.wait_for(2)[1:] == [{"created": 1, "unchanged": 4}]
    store.close()


def test_settings_that_change_are_taken_over(synced: Collection) -> None:
    with watching(synced) as watcher:
        (synced.folder / "srs.toml").write_text('exclude = ["inference.md"]\n', "utf-8")

        assert watcher.wait_for(2)[1:] == [{"retired": 2, "unchanged": 2}]


def test_a_slip_in_the_settings_is_told_once_and_notes_are_read_by_those_before(synced: Collection) -> None:
    (synced.folder / "srs.toml").write_text('exclude = ["inference.md"]\n', "utf-8")
    synced.run("sync")

    with watching(synced) as watcher:
        (synced.folder / "srs.toml").write_text('exclud = ["inference.md"]\n', "utf-8")
        watcher.wait_for_word("srs.toml:1: there is no setting 'exclud'")
        synced.write("more.md", "Channel: what carries symbols from a source to a sink")
        told = watcher.wait_for(2)[1:]
        (synced.folder / "srs.toml").unlink()

        assert told == [{"created": 1, "unchanged": 2}]
        assert watcher.wait_for(3)[2:] == [{"revived": 2, "unchanged": 3}]
        assert len(watcher.errors.read_text("utf-8").splitlines()) == 1


def test_ctrl_c_ends_it_well(synced: Collection) -> None:
    with watching(synced) as watcher:
        watcher.process.send_signal(signal.SIGINT)

        assert watcher.process.wait(PATIENCE) == 0
        assert watcher.errors.read_text("utf-8") == ""


@pytest.mark.parametrize("option", ["--dry-run", "--check"])
def test_it_goes_with_nothing_that_only_looks(synced: Collection, option: str) -> None:
    ran = synced.run("sync", "--watch", option)

    assert ran.status == 2
    assert "--watch carries plans out" in ran.err


def test_several_drills_at_once_each_keep_notes_from_being_read(synced: Collection) -> None:
    store = open_store(synced.folder / ".srs" / "srs.db")
    assert store is not None

    with drilling(store):
        with drilling(store), between_drills(store) as free:
            assert not free
        with between_drills(store) as free:
            assert not free
    with between_drills(store) as free:
        assert free
    store.close()


def test_a_drill_that_is_killed_leaves_no_sign(synced: Collection) -> None:
    script = (
        "import sys, time; from pathlib import Path; from srs.store.drilling import drilling\n"
        "from srs.store.open import open_store\n"
        "with drilling(open_store(Path(sys.argv[1]))): print('on', flush=True); time.sleep(60)"
    )
    database = synced.folder / ".srs" / "srs.db"
    process = subprocess.Popen([sys.executable, "-c", script, str(database)], stdout=subprocess.PIPE)
    assert process.stdout
    assert process.stdout.readline() == b"on\n"
    store = open_store(database)
    assert store is not None
    with between_drills(store) as free:
        assert not free

    process.kill()
    process.wait()

    with between_drills(store) as free:
        assert free
    process.stdout.close()
    store.close()
