"""Trees of notes made of the example notebook by edits, each note with a line of its own."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

EXAMPLES = Path(__file__).parent.parent / "notes"
IN_A_FOLDER = 100


def write_tree(root: Path, files: int, source: Path = EXAMPLES) -> int:
    """Write so many notes, a hundred in a folder, and return how many bytes they are.

    Every sentence ends with the number of its copy, so that no text stands twice and nothing remembered of one serves another.
    """
    texts = [text for path in sorted(source.rglob("*")) if path.is_file() and (text := _text_of(path))]
    size = 0
    for number in range(files):
        folder = root / f"{number // IN_A_FOLDER:04}"
        if number % IN_A_FOLDER == 0:
            folder.mkdir(parents=True)
        text = texts[number % len(texts)].replace(". ", f" ({number}). ").replace(".\n", f" ({number}).\n")
        note = f"{text}\n\nCopy {number}.\n".encode()
        size += len(note)
        (folder / f"{number:06}.md").write_bytes(note)
    return size


def walk(root: Path) -> Iterator[str]:
    """Yield the path of every file, each with its status asked for."""
    waiting = [str(root)]
    while waiting:
        with os.scandir(waiting.pop()) as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    waiting.append(entry.path)
                else:
                    entry.stat()
                    yield entry.path


def _text_of(path: Path) -> str:
    """Return what a file says, nothing of an image."""
    try:
        return path.read_text("utf-8")
    except UnicodeDecodeError:
        return ""
