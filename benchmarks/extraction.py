"""Measures extraction against the parser alone, and the memory it takes as the number of notes grows.

    python benchmarks/extraction.py [FOLDER] [FILES]

A tree of FILES notes (4,000 when not given) is made of the notes in FOLDER (`notes/` when not given), each copy with a line
of its own so that nothing remembered of one serves another. In one process and in turns, note by note: the parser delivers its events,
and srs reads the note into facts. Then srs reads the whole tree as `srs sync` does, on all processors. The aim is a ratio of
at most 3.
"""

from __future__ import annotations

import os
import platform
import sys
import tempfile
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING

import pyromark

from srs.app.reading import read_notes
from srs.extract import default_vocabulary, extract_note
from srs.markdown.parse import OPTIONS

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parent.parent
FILES = 4_000
STEPS = 4


def main() -> None:
    """Make the tree, measure, and print a table."""
    source = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "notes"
    files = int(sys.argv[2]) if len(sys.argv) > 2 else FILES
    with tempfile.TemporaryDirectory() as folder:
        tree = Path(folder)
        write_tree(source, tree, files)
        paths = sorted(tree.iterdir())
        size = sum(path.stat().st_size for path in paths)
        print(f"{files} notes, {size / 1e6:.1f} MB, Python {platform.python_version()}\n")
        print("| notes | parser | srs | ratio | largest memory |")
        print("|---|---|---|---|---|")
        parser = 0.0
        for done, parser, whole in measure(paths):
            print(f"| {done} | {parser:.2f} s | {whole:.2f} s | {whole / parser:.1f} | {peak_mb()} |")
        start = perf_counter()
        for _ in read_notes(tree, [path.name for path in paths]):
            pass
        whole = perf_counter() - start
        print(f"\non {os.cpu_count()} processors: {whole:.2f} s, {whole / parser:.1f} times the parser")


def write_tree(source: Path, tree: Path, files: int) -> None:
    """Fill a folder with copies of the notes of another, one after the other."""
    texts = [text for path in sorted(source.rglob("*")) if path.is_file() and (text := text_of(path))]
    for number in range(files):
        text = texts[number % len(texts)].replace(". ", f" ({number}). ")
        (tree / f"{number:05}.md").write_text(f"{text}\n\nCopy {number}.\n", "utf-8")


def text_of(path: Path) -> str:
    """Return what a file says, nothing of an image."""
    try:
        return path.read_text("utf-8")
    except UnicodeDecodeError:
        return ""


def measure(paths: list[Path]) -> Iterator[tuple[int, float, float]]:
    """Yield, after each quarter of the notes, how many were read and the seconds that the parser and srs took."""
    vocabulary = default_vocabulary()
    parser = whole = 0.0
    for number, path in enumerate(paths, 1):
        text = path.read_text("utf-8")
        start = perf_counter()
        for _ in pyromark.events_with_range(text, options=OPTIONS):
            pass
        middle = perf_counter()
        extract_note(path.name, text, vocabulary)
        parser += middle - start
        whole += perf_counter() - middle
        if number % (len(paths) // STEPS) == 0:
            yield number, parser, whole


def peak_mb() -> str:
    """Return the most memory that this process has held."""
    try:
        from resource import RUSAGE_SELF, getrusage
    except ImportError:  # Windows
        return "not known"
    unit = 1e6 if sys.platform == "darwin" else 1e3
    return f"{getrusage(RUSAGE_SELF).ru_maxrss / unit:.0f} MB"


if __name__ == "__main__":
    main()
