"""Reading many notes: on several processors as on one, and on when these fail."""

from __future__ import annotations

import multiprocessing
import os
import signal
import subprocess
import sys
import time

import pytest

from srs.app.reading import read_notes
from srs.app.rules import Rules
from srs.extract import BUILT_IN, Extractor, arrange, default_vocabulary

NOTES = 500


@pytest.fixture
def many(tmp_path):
    names = []
    for number in range(NOTES):
        names.append(f"{number:03}.md")
        (tmp_path / names[-1]).write_text(f"- **Term {number}**: what it means in note {number}\n")
    (tmp_path / names[7]).write_bytes(b"\xff\xfe")
    return tmp_path, names


def test_several_processes_give_what_one_gives_in_the_same_order(many):
    root, names = many

    assert list(read_notes(root, names, processes=2)) == list(read_notes(root, names, processes=1))


def test_a_note_whose_hash_is_known_is_not_read_into_facts(many):
    root, names = many
    known = {one.path: one.hash for one in read_notes(root, names[:10], processes=1)}

    again = list(read_notes(root, names, known=known, processes=2))

    assert [one.path for one in again if one.extraction is None] == [*names[:7], *names[8:10]]


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="needs SIGKILL")
def test_notes_are_read_to_the_last_when_the_processes_are_killed(many):
    root, names = many
    readings = read_notes(root, names, processes=2)
    seen = [next(readings)]

    for child in multiprocessing.active_children():
        os.kill(child.pid, signal.SIGKILL)
    seen += readings

    assert [one.path for one in seen] == names


def test_a_plugin_that_fails_costs_its_own_cards_alone():
    def fail(_):
        raise ValueError("no such thing")

    rules = Rules(default_vocabulary(), arrange(BUILT_IN, [Extractor("broken", fail, before="list")]))

    extraction = rules.extract("a.md", "- **Epoch**: one pass through the data\n")

    assert [draft.front for draft in extraction.drafts] == ["Epoch"]
    assert [str(problem) for problem in extraction.problems] == [
        "a.md:1: a plugin failed here, and the note was read without plugins (ValueError: no such thing)"
    ]


_READ = """
import sys, signal
from pathlib import Path
from srs.app.reading import read_notes
if __name__ == "__main__":
    root = Path(sys.argv[1])
    names = sorted(path.name for path in root.iterdir())
    print("begun", flush=True)
    try:
        for one in read_notes(root, names, processes=2): pass
    except KeyboardInterrupt:
        sys.exit(130)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="there the processes of a console cannot be interrupted from here")
@pytest.mark.parametrize("hundredths", range(8, 30, 5))
def test_ctrl_c_while_processes_start_ends_them_without_a_word(many, tmp_path_factory, hundredths):
    script = tmp_path_factory.mktemp("script") / "read.py"
    script.write_text(_READ)
    command = [sys.executable, script, many[0]]

    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, process_group=0) as process:
        process.stdout.readline()
        time.sleep(hundredths / 100)
        os.killpg(process.pid, signal.SIGINT)
        told = process.stderr.read()

    assert b"Traceback" not in told
