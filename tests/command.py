"""Runs the command line inside the process, and keeps an eye on the notes."""

from __future__ import annotations

import json
import sys
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING, Any
from unittest.mock import patch

from click.testing import CliRunner

from srs.cli import main

if TYPE_CHECKING:
    from pathlib import Path

NOW = "2026-03-01T09:00:00+00:00"


@dataclass(frozen=True, slots=True)
class Ran:
    """What a command printed, and its exit status."""

    status: int
    out: str
    err: str

    @property
    def records(self) -> list[dict[str, Any]]:
        """Return the JSON lines of standard output."""
        return [json.loads(line) for line in self.out.splitlines()]


def run(*arguments: object, input: bytes | str = "", now: str = NOW, **env: str) -> Ran:
    """Run `srs` with these arguments at a fixed time, away from any terminal."""
    runner = CliRunner()
    with (
        runner.isolation(input, env={"SRS_NOW": now, "SRS_TZ": "UTC", "TERM": "dumb", **env}) as (out, err, _),
        patch.object(sys, "argv", ["srs", *map(str, arguments)]),
    ):
        try:
            main()
        except SystemExit as end:
            status = end.code
        sys.stdout.flush()
        printed, complained = out.getvalue(), err.getvalue()
    assert isinstance(status, int)
    return Ran(status, printed.decode(), complained.decode())


def definitions(count: int) -> list[str]:
    """Return so many definitions of words that do not exist."""
    syllables = [first + second for first in "bdfklmnprst" for second in "aeiou"]
    size = len(syllables)
    words = [syllables[n // size % size] + syllables[n % size] + "tor" for n in range(count)]
    return [f"{word.title()}: a device of the kind {word} with wheels and a handle" for word in words]


@dataclass(frozen=True, slots=True)
class Collection:
    """A collection in a temporary folder."""

    folder: Path

    def write(self, path: str, *definitions: str) -> None:
        """Write a note of definitions, each `term: meaning`."""
        lines = [f"- **{term}**: {meaning}" for term, meaning in (one.split(": ", 1) for one in definitions)]
        self.file(path).parent.mkdir(parents=True, exist_ok=True)
        self.file(path).write_text("# Notes\n\n" + "\n".join(lines) + "\n", "utf-8")

    def file(self, path: str) -> Path:
        """Return the file of a note."""
        return self.folder / "notes" / path

    def run(self, *arguments: object, input: bytes | str = "", now: str = NOW, **env: str) -> Ran:
        """Run a command on this collection; no note may change by it."""
        before = self.notes()
        ran = run("-C", self.folder, *arguments, input=input, now=now, **env)
        assert self.notes() == before
        return ran

    def notes(self) -> dict[str, tuple[str, int]]:
        """Return hash and time of change of every file below the notes folder."""
        return {
            str(file): (sha256(file.read_bytes()).hexdigest(), file.stat().st_mtime_ns)
            for file in (self.folder / "notes").rglob("*")
            if file.is_file()
        }

    def ids(self) -> dict[str, str]:
        """Return the ids of all facts by their front, retired ones too."""
        return {record["front"]: record["id"] for record in self.run("cards", "--all", "--json").records}
