"""Measures extraction against the parser alone, and the memory it takes as the number of notes grows.

    python benchmarks/extraction.py [FOLDER] [FILES]

A tree of FILES notes (4,000 when not given) is made of the notes in FOLDER (`notes/` when not given), each copy with texts
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
from process import timed
from table import Table, markdown, ratio, seconds, table
from trees import EXAMPLES, walk, write_tree

from srs.app.reading import read_notes
from srs.extract import default_vocabulary, extract_note
from srs.markdown.parse import OPTIONS

if TYPE_CHECKING:
    from collections.abc import Iterator

FILES = 4_000
STEPS = 4


def main() -> None:
    """Make the tree, measure, and print the table."""
    source = Path(sys.argv[1]) if len(sys.argv) > 1 else EXAMPLES
    print(f"Python {platform.python_version()}\n")
    print(markdown(measured(source, int(sys.argv[2]) if len(sys.argv) > 2 else FILES)))


def tables(*, quick: bool = False) -> list[Table]:
    """Measure with the notes of the project."""
    return measured(EXAMPLES, 40 if quick else FILES)


def measured(source: Path, files: int) -> list[Table]:
    """Return what the parser and srs take on a tree of so many notes."""
    rows, parser = [], 0.0
    with tempfile.TemporaryDirectory() as folder:
        tree = Path(folder)
        size = write_tree(tree, files, source)
        paths = sorted(map(Path, walk(tree)))
        for done, parser, whole in measure(paths):
            rows.append([f"{done:,}", seconds(parser), seconds(whole), ratio(whole / parser), peak_mb()])
        whole = timed(lambda: list(map(bool, read_notes(tree, [path.relative_to(tree).as_posix() for path in paths]))))
    processors = os.cpu_count()
    rows.append([f"{files:,}, on {processors} processors", seconds(parser), seconds(whole), ratio(whole / parser), ""])
    says = f"{files:,} notes, {size / 1e6:.1f} MB, in one process and in turns; the last line as `srs sync` reads them:"
    return [table(says, ("notes", "parser", "srs", "ratio (aim: 3)", "largest memory"), rows)]


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
