"""Why each line of a note is part of a card, or of none."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from srs.app.note_paths import check_ending, look_for, name_in_notes
from srs.app.rules import load_rules
from srs.errors import SrsError, UsageError
from srs.markdown.seen_line import seen_line
from srs.model import Problem
from srs.model.values import dataclass
from srs.reconcile.lasting import note_words
from srs.store.facts import facts_in
from srs.vault.read import read_note

if TYPE_CHECKING:
    from srs.app.collection import Collection
    from srs.model import Draft, Fact
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

    The user's decisions on its facts are looked up in the store, where there is one.

    Raises:
        UsageError: there is no such file or line.
        SrsError: the file cannot be read.
    """
    file = _file(path, collection)
    check_ending(path)
    note = read_note(file.parent, file.name)
    if isinstance(note, Problem):
        raise SrsError(f"{path}: {note.message}.")
    lines = tuple(note.text.rstrip("\n").split("\n"))
    if line is not None and not 1 <= line <= len(lines):
        raise UsageError(f"{path} has {len(lines)} line{'' if len(lines) == 1 else 's'}, no line {line}.")
    name = name_in_notes(file, collection) or path
    extraction = load_rules(collection.config).extract(name, note.text)
    facts = {(fact.draft.front, fact.draft.back): fact for fact in (facts_in(store, [name]) if store else ())}
    given = {(draft.front, draft.back) for draft in extraction.drafts}
    words = note_words(name, note.text)
    lasting = [last for said, fact in facts.items() if said not in given and (last := words.find(fact.draft))]
    remarks = [
        *(_remark(draft, facts.get((draft.front, draft.back))) for draft in extraction.drafts),
        *(_lasting(draft) for draft in lasting),
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


def _file(path: str, collection: Collection) -> Path:
    file = look_for(path, collection, Path.is_file)
    if file is None:
        wrong = f"{path} is a folder." if look_for(path, collection) else f"There is no file {path}."
        raise UsageError(wrong, "Name a note as in: srs explain notes/glossary.md:12")
    return file


def _remark(draft: Draft, fact: Fact | None) -> Remark:
    sign, note, decision = "+", "", None
    if fact is not None and fact.accepted is not None:
        decision = "accepted" if fact.accepted else "rejected"
        sign, note = "+" if fact.accepted else "-", f"  {decision}"
    elif draft.held and fact is not None and not fact.draft.held:
        note = "  stays, as it was in the drill before"
    elif draft.held:
        sign, note = "?", f"  held: {draft.held}"
    first, last = draft.source.first_line, draft.source.last_line
    record = _record(
        draft.source.path, first, last, front=draft.front, rule=draft.rule, held=draft.held, decision=decision
    )
    return Remark(first, last, sign, f"{seen_line(draft.front)}  [{draft.rule}]{note}", record)


def _lasting(draft: Draft) -> Remark:
    """Tell of a learned fact that the rules would no longer make."""
    first, last = draft.source.first_line, draft.source.last_line
    note = "learned: it stays while this text does"
    record = _record(draft.source.path, first, last, front=draft.front, rule=draft.rule, lasting=True)
    return Remark(first, last, "+", f"{seen_line(draft.front)}  [{draft.rule}]  {note}", record)


def _record(path: str, first_line: int, last_line: int, **more: Any) -> dict[str, Any]:
    return {"path": path, "first_line": first_line, "last_line": last_line, **more}
