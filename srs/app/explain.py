"""Why each line of a note is part of a card, or of none."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from srs.app.rules import load_rules
from srs.errors import SrsError, UsageError
from srs.model import Problem
from srs.vault.read import read_note

if TYPE_CHECKING:
    from srs.app.collection import Collection


@dataclass(frozen=True, slots=True)
class Remark:
    """What became of a stretch of lines: `sign` is `+` for a card, `?` for a held one, `-` for none."""

    first_line: int
    last_line: int
    sign: str
    text: str
    record: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Explanation:
    """The lines of a note and the remarks on them, in their order."""

    path: str
    lines: tuple[str, ...]
    remarks: tuple[Remark, ...]


def explain(path: str, line: int | None, collection: Collection) -> Explanation:
    """Read a note, named relative to the working directory, the collection or its notes, and tell what it gives.

    Raises:
        UsageError: there is no such file or line.
        SrsError: the file cannot be read.
    """
    file = next(
        (file for file in (Path(path), collection.folder / path, collection.notes / path) if file.is_file()), None
    )
    if file is None:
        raise UsageError(f"There is no file {path}.", "Name it as in: srs explain notes/glossary.md:12")
    note = read_note(file.parent, file.name)
    if isinstance(note, Problem):
        raise SrsError(f"{path}: {note.message}.")
    lines = tuple(note.text.rstrip("\n").split("\n"))
    if line is not None and not 1 <= line <= len(lines):
        raise UsageError(f"{path} has {len(lines)} line{'' if len(lines) == 1 else 's'}, no line {line}.")
    extraction = load_rules(collection.config).extract(_name(file, path, collection), note.text)
    remarks = [
        *(
            Remark(
                d.source.first_line,
                d.source.last_line,
                "?" if d.held else "+",
                _card(d.front, d.rule, d.held),
                _record(
                    d.source.path, d.source.first_line, d.source.last_line, front=d.front, rule=d.rule, held=d.held
                ),
            )
            for d in extraction.drafts
        ),
        *(
            Remark(
                s.source.first_line,
                s.source.last_line,
                "-",
                s.reason,
                _record(s.source.path, s.source.first_line, s.source.last_line, reason=s.reason, text=s.text),
            )
            for s in extraction.skips
        ),
        *(
            Remark(max(p.line, 1), max(p.line, 1), "!", p.message, _record(p.path, p.line, p.line, problem=p.message))
            for p in extraction.problems
        ),
    ]
    chosen = [one for one in remarks if line is None or one.first_line <= line <= one.last_line]
    return Explanation(path, lines, tuple(sorted(chosen, key=lambda one: (one.first_line, one.last_line))))


def _name(file: Path, path: str, collection: Collection) -> str:
    """Return the path by which the rules know a note: relative to the notes folder, where it lies there."""
    absolute = file.absolute()
    return absolute.relative_to(collection.notes).as_posix() if absolute.is_relative_to(collection.notes) else path


def _card(front: str, rule: str, held: str) -> str:
    return f"{front}  [{rule}]" + (f"  held: {held}" if held else "")


def _record(path: str, first_line: int, last_line: int, **more: Any) -> dict[str, Any]:
    return {"path": path, "first_line": first_line, "last_line": last_line, **more}
