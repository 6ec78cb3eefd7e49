"""Other tools that make Anki cards of markdown, each in an environment of its own that is made once and kept in a cache folder."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from process import run

if TYPE_CHECKING:
    from collections.abc import Sequence

    from process import Run

Card = tuple[str, str]
CACHE = Path(os.environ.get("XDG_CACHE_HOME", "~/.cache")).expanduser() / "srs-benchmarks"
PROFILE = """
import sys
from pathlib import Path
from aqt.profiles import ProfileManager
Path(sys.argv[1]).mkdir(parents=True)
profiles = ProfileManager(Path(sys.argv[1]))
profiles.setupMeta()
profiles.create("bench")
profiles.db.commit()
"""


class NotInstallableError(Exception):
    """A tool cannot be had here, and why."""


@dataclass(frozen=True, slots=True)
class Tool:
    """A tool as the package index has it."""

    name: str
    wants: tuple[str, ...]
    python: str = ""
    """The version of Python that it needs, where it is not ours."""

    def install(self) -> Path:
        """Return the folder of its programs.

        Raises:
            NotInstallableError: pip or the Python it needs are not there.
        """
        home = CACHE / self.name
        programs = home / ("Scripts" if sys.platform == "win32" else "bin")
        done = home / "installed"
        if done.exists():
            return programs
        python = _python(self.python) if self.python else sys.executable
        shutil.rmtree(home, ignore_errors=True)
        for command in ([python, "-m", "venv", home], [programs / "python", "-m", "pip", "install", "-q", *self.wants]):
            ran = subprocess.run(command, check=False, capture_output=True, text=True)
            if ran.returncode:
                reason = (ran.stderr.strip().splitlines() or ["pip failed"])[-1]
                raise NotInstallableError(reason.rstrip("."))
        done.touch()
        return programs

    def write(self, folder: Path, number: int, cards: Sequence[Card]) -> None:
        """Write a note of cards in the syntax of the tool."""
        parts = [f"## {front}\n\n{back}\n\n" for front, back in cards]
        (folder / f"note-{number:05}.md").write_text(f"# Deck {number}\n\n{''.join(parts)}", "utf-8")

    def work(self, programs: Path, notes: Path, target: Path) -> Run:
        """Let it do its work on a folder of notes, into a folder that is not there yet."""
        raise NotImplementedError


def _python(version: str) -> str:
    """Return a Python of this version: the one on the path, or one that pyenv keeps (its names on the path may lead nowhere).

    Raises:
        NotInstallableError: there is none.
    """
    kept = Path(os.environ.get("PYENV_ROOT", "~/.pyenv")).expanduser() / "versions"
    found = [shutil.which(f"python{version}"), *sorted(kept.glob(f"{version}.*/bin/python{version}"))]
    for python in filter(None, found):
        if not subprocess.run([python, "-c", ""], check=False, capture_output=True).returncode:
            return str(python)
    raise NotInstallableError(f"there is no Python {version}")


class MarkdownAnkiDecks(Tool):
    """Writes a package a note."""

    def work(self, programs: Path, notes: Path, target: Path) -> Run:
        """Convert the folder."""
        target.mkdir()
        return run([programs / "mdankideck", notes, target])


class Md2anki(Tool):
    """Writes one package."""

    def work(self, programs: Path, notes: Path, target: Path) -> Run:
        """Convert all notes at once."""
        target.mkdir()
        return run([programs / "md2anki", *sorted(notes.iterdir()), "-o-anki", target / "deck.apkg"])


class Inka2(Tool):
    """Adds to a collection of Anki's, and writes the numbers of the cards into the notes."""

    def write(self, folder: Path, number: int, cards: Sequence[Card]) -> None:
        """Write a section of numbered questions."""
        parts = [f"{place}. {front}\n\n> {back}\n\n" for place, (front, back) in enumerate(cards, 1)]
        (folder / f"note-{number:05}.md").write_text(f"---\n\nDeck: Deck {number}\n\n{''.join(parts)}---\n", "utf-8")

    def work(self, programs: Path, notes: Path, target: Path) -> Run:
        """Collect the folder into an empty collection; it remembers what it has seen, beside its own code."""
        python, windowless = programs / "python", {"QT_QPA_PLATFORM": "offscreen"}
        run([python, "-c", PROFILE, target], env=windowless)
        for seen in programs.parent.glob("lib/*/site-packages/inka2/hashes.json"):
            seen.unlink()
        run([programs / "inka2", "config", "anki.path", target])
        return run([programs / "inka2", "collect", "--ignore-errors", notes], env=windowless)


TOOLS = (
    # Newer versions of click break the typer it asks for.
    MarkdownAnkiDecks("markdown-anki-decks", ("markdown-anki-decks==1.1.1", "click<8.1")),
    Md2anki("md2anki", ("md2anki==3.1.0",), python="3.12"),
    Inka2("inka2", ("inka2==3.2.2",)),
)
