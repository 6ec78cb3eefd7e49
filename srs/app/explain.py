"""Why each line of a note is part of a card, or of none."""

from __future__ import annotations

from itertools import starmap
from pathlib import Path
from typing import TYPE_CHECKING, Any

from srs.app.lasting import NoteNow
from srs.app.note_paths import check_ending, look_for, name_in_notes
from srs.app.pairing import pair_with_facts
from srs.app.rules import load_rules
from srs.errors import SrsError, UsageError
from srs.markdown.seen_line import seen_line
from srs.model import Problem, Source
from srs.model.values import dataclass
from srs.vault.read import read_note

if TYPE_CHECKING:
    from collections.abc import Iterator

    from srs.app.collection import Collection
    from srs.model import Draft, Fact, Skip
    from srs.store.open import Store


@dataclass(frozen=True, slots=True)
class Remark:
    """What became of a stretch of lines: `sign` is `+` for a card, `?` for a held one, `-` for none or a rejected one."""

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


def explain(path: str, line: int | None, collection: Collection, store: Store | None = None) -> Explanation:
    """Read a note, named relative to the working directory, the collection or its notes, and tell what it gives.

    What the store knows of its facts, where there is one, is told as the next sync will leave it.

    Raises:
        UsageError: there is no such file or line.
        SrsError: the file cannot be read.
    """
    file = _file(path, collection)
    text = _text(file, path)
    lines = tuple(text.rstrip("\n").split("\n"))
    if line is not None and not 1 <= line <= len(lines):
        raise UsageError(f"{path} has {len(lines)} line{'' if len(lines) == 1 else 's'}, no line {line}.")
    name = name_in_notes(file, collection)
    note = NoteNow(text, load_rules(collection.config).extract(name or path, text))
    remarks = [*_of_facts(note, name, collection, store), *_of_others(note)]
    chosen = [one for one in remarks if line is None or one.first_line <= line <= one.last_line]
    return Explanation(path, lines, tuple(sorted(chosen, key=lambda one: (one.first_line, one.last_line))))


def _file(path: str, collection: Collection) -> Path:
    file = look_for(path, collection, Path.is_file)
    if file is None:
        from srs.app.near_notes import meant_told

        wrong = f"{path} is a folder." if look_for(path, collection) else f"There is no file {path}."
        raise UsageError(wrong, meant_told(path, collection) or "Name a note as in: srs explain notes/glossary.md:12")
    check_ending(path)
    return file


def _text(file: Path, path: str) -> str:
    note = read_note(file.parent, file.name)
    if isinstance(note, Problem):
        raise SrsError(f"{path}: {note.message}.")
    return note.text


def _of_facts(note: NoteNow, name: str | None, collection: Collection, store: Store | None) -> Iterator[Remark]:
    """Tell of what the rules make, and of the facts that last without them; the store knows none of notes elsewhere."""
    if name is None or store is None:
        yield from (_of_draft(draft, None) for draft in note.extraction.drafts)
        return
    found = pair_with_facts(name, note, collection, store)
    yield from starmap(_of_draft, found.pairs)
    yield from starmap(_of_lasting, found.lasting)


def _of_others(note: NoteNow) -> Iterator[Remark]:
    """Tell of what was turned down, and of what could not be read."""
    yield from map(_of_skip, note.extraction.skips)
    yield from map(_of_problem, note.extraction.problems)


def _of_draft(draft: Draft, fact: Fact | None) -> Remark:
    if fact is not None and fact.accepted is not None:
        return _of_decided(draft, accepted=fact.accepted)
    if draft.held and fact is not None and not fact.draft.held:
        return _of_card(draft, "+", "stays, as it was in the drill before")
    return _of_card(draft, "?", f"held: {draft.held}") if draft.held else _of_card(draft, "+")


def _of_lasting(draft: Draft, fact: Fact) -> Remark:
    """Tell of a learned fact that the rules would no longer make."""
    if fact.accepted is False:
        return _of_decided(draft, accepted=False, lasting=True)
    return _of_card(draft, "+", "learned: it stays while this text does", lasting=True)


def _of_decided(draft: Draft, *, accepted: bool, **more: Any) -> Remark:
    decision = "accepted" if accepted else "rejected"
    return _of_card(draft, "+" if accepted else "-", decision, decision=decision, **more)


def _of_card(draft: Draft, sign: str, note: str = "", *, decision: str | None = None, **more: Any) -> Remark:
    text = f"{seen_line(draft.front)}  [{draft.rule}]  {note}".rstrip()
    told = {"front": draft.front, "rule": draft.rule, "held": draft.held, "decision": decision}
    return _remark(draft.source, sign, text, **told, **more)


def _of_skip(skip: Skip) -> Remark:
    return _remark(skip.source, "-", skip.reason, reason=skip.reason, text=skip.text)


def _of_problem(problem: Problem) -> Remark:
    line = max(problem.line, 1)
    return _remark(Source(problem.path, line, line), "!", problem.message, problem=problem.message)


def _remark(source: Source, sign: str, said: str, **record: Any) -> Remark:
    place = {"path": source.path, "first_line": source.first_line, "last_line": source.last_line}
    return Remark(source.first_line, source.last_line, sign, said, {**place, **record})
