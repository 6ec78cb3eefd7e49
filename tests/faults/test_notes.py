"""Whatever lies in the notes folder: the notes are read, the rest is told by its path, and nothing is touched."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest
from command import Collection, definitions, run
from faults.bad_notes import note, write, write_bad_notes
from faults.folder import state_of
from permissions import as_nobody, open_folder
from scoreboard import amount

if TYPE_CHECKING:
    from pathlib import Path

    from scoreboard import Scoreboard

SRS = [sys.executable, "-c", "from srs.cli import main; main()"]
MEASURE = """
import os, sys
pid = os.posix_spawn(sys.argv[2], sys.argv[2:], os.environ)
_, status, usage = os.wait4(pid, 0)
with open(sys.argv[1], "w") as report:
    print(os.waitstatus_to_exitcode(status), usage.ru_utime + usage.ru_stime, usage.ru_maxrss, file=report)
"""
"""Runs a command from a process that is small: the largest memory of a child is at least what its parent had."""
MOST_SECONDS = 60
MOST_MEGABYTES = 400
needs_posix = pytest.mark.skipif(sys.platform == "win32", reason="Windows has neither modes nor pipes among files")


@needs_posix
def test_what_is_no_note_is_told_and_keeps_no_note_from_being_read(tmp_path: Path, scoreboard: Scoreboard) -> None:
    root = tmp_path / "notes"
    read, told = write_bad_notes(root, megabytes=amount(6, 100))
    before = state_of(root)

    report = tmp_path / "report"
    command = [sys.executable, "-c", MEASURE, str(report), *SRS, "-C", str(tmp_path), "sync"]
    shown = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=True).stdout.decode()
    status, seconds, most = map(float, report.read_text().split())

    facts = {record["path"] for record in run("-C", tmp_path, "cards", "--json").records}
    untold = {path for path in told if not re.search(rf"{re.escape(path)}\b", shown)}
    megabytes = most / (1 << 20 if sys.platform == "darwin" else 1 << 10)
    print(f"{seconds:.1f} s, {megabytes:.0f} MB")
    scoreboard.count(
        "bad files: not told, or a note not read", tries=len(read | told), failures=len(untold | (read - facts))
    )
    scoreboard.count("bad files: notes folder changed", failures=state_of(root) != before)
    assert status == 1
    assert "Traceback" not in shown
    assert untold == set()
    assert read - facts == set()
    assert state_of(root) == before
    assert seconds < MOST_SECONDS
    assert megabytes < MOST_MEGABYTES


@needs_posix
def test_what_may_not_be_read_is_told_and_its_facts_stay(scoreboard: Scoreboard) -> None:
    with open_folder() as folder:
        collection = Collection(folder / "collection")
        for path in ("open.md", "shut/one.md", "file.md", "zz.md"):
            write(collection.file(path), note(definitions(40)[len(path)]))
        assert run("-C", collection.folder, "sync").status == 0
        for path in [folder, *folder.rglob("*")]:
            os.chown(path, 65_534 if os.geteuid() == 0 else -1, -1)
        with as_nobody():
            for path in ("file.md", "zz.md"):
                write(collection.file(path), note(definitions(40)[30 + len(path)]))
            collection.file("shut").chmod(0)
            collection.file("file.md").chmod(0)

            ran = run("-C", collection.folder, "sync")
            facts = {record["path"] for record in run("-C", collection.folder, "cards", "--json").records}

    told = [
        f"{path}: the {kind} cannot be read (Permission denied)" in ran.out + ran.err
        for path, kind in (("shut", "folder"), ("file.md", "file"))
    ]
    scoreboard.count("unreadable notes: not told, or facts lost", tries=2, failures=told.count(False))
    assert ran.status == 1
    assert all(told)
    assert facts == {"open.md", "shut/one.md", "file.md", "zz.md"}


def test_notes_that_change_and_vanish_while_they_are_read_end_no_sync_badly(
    tmp_path: Path, scoreboard: Scoreboard
) -> None:
    collection = Collection(tmp_path)
    words = definitions(400)
    for number in range(40):
        collection.write(f"{number}.md", *words[number * 10 : number * 10 + 10])
    assert collection.run("sync", "--yes").status == 0
    # It writes, cuts short, removes and renames notes as fast as it can.
    code = (
        "import os, random, sys\nos.chdir(sys.argv[1])\ntexts = [open(f'{n}.md').read() for n in range(40)]\nprint(flush=True)\n"
        "while True:\n n = random.randrange(40); name = f'{n}.md'\n act = random.randrange(5)\n"
        " if act == 0 and os.path.exists(name): os.remove(name)\n"
        " elif act == 1 and os.path.exists(name): os.replace(name, f'{n}-moved.md')\n"
        " elif act == 2: open(name, 'w').write(texts[n][:random.randrange(len(texts[n]))])\n"
        " elif act == 3 and os.path.exists(f'{n}-moved.md'): os.replace(f'{n}-moved.md', name)\n"
        " else: open(name, 'w').write(texts[n])\n"
    )
    statuses, errors = [], []
    with subprocess.Popen([sys.executable, "-c", code, str(tmp_path / "notes")], stdout=subprocess.PIPE) as writer:
        assert writer.stdout is not None
        writer.stdout.readline()
        for _ in range(amount(8, 200)):
            ran = run("-C", tmp_path, "sync", "--yes")
            statuses.append(ran.status)
            errors.append(ran.err)
        writer.kill()
    scoreboard.count(
        "notes change while they are read", tries=len(statuses), failures=sum(one not in (0, 1) for one in statuses)
    )
    assert set(statuses) <= {0, 1}, errors

    for number in range(40):
        collection.file(f"{number}-moved.md").unlink(missing_ok=True)
        collection.write(f"{number}.md", *words[number * 10 : number * 10 + 10])
    time.sleep(0.01)
    assert collection.run("sync", "--yes").status == 0
    facts = [record["front"] for record in collection.run("cards", "--json").records]
    assert sorted(facts) == sorted(word.split(": ")[0] for word in words)
    assert collection.run("doctor").status == 0
