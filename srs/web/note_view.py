"""A note with what became of its lines, as values for its page."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from srs.app.standing import Standing, flags_told, standing_told
from srs.markdown.sanitise import visible
from srs.model import bracket_gaps
from srs.web.card_html import whole_note_html

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from markupsafe import Markup

    from srs.app.annotate import Annotated, Stand
    from srs.model import Problem, Skip
    from srs.schedule import DayClock

_LONGEST_NAME = 80


class Mark(NamedTuple):
    """What is said about a line: a fact with where it stands, or what was turned down, without an id, and why."""

    line: int
    id: str
    standing: str
    told: str
    reason: str
    name: str


class NoteView(NamedTuple):
    """A note in pieces of HTML, each with the marks behind it."""

    path: str
    pieces: list[tuple[Markup, list[Mark]]]
    front_matter: str
    counts: dict[str, int]
    """How many facts stand where."""
    problems: tuple[Problem, ...]


def note_view(note: Annotated, notes: Path, clock: DayClock, now_ms: int) -> NoteView:
    """Return what there is to see of a note."""
    marks: defaultdict[int, list[Mark]] = defaultdict(list)
    counts: defaultdict[str, int] = defaultdict(int)
    for mark in _facts(note.stands, clock, now_ms):
        marks[mark.line].append(mark)
        counts[mark.standing] += 1
    for skip in note.skips or ():
        marks[skip.source.first_line].append(_turned_down(skip))
    pieces = [(html, marks[line] if line else []) for html, line in whole_note_html(note.text, marks, notes, note.path)]
    return NoteView(note.path, pieces, _front_matter(note.text), dict(counts), note.problems)


def _facts(stands: Iterable[Stand], clock: DayClock, now_ms: int) -> Iterable[Mark]:
    for draft, shown in stands:
        line, name = draft.source.first_line, _name(draft.front)
        if shown is None:
            yield Mark(line, "", "unknown", "not read yet", draft.held, name)
            continue
        told, standing = standing_told(shown, clock, now_ms)
        reason = shown.fact.draft.held if standing is Standing.HELD else ""
        yield Mark(line, shown.fact.id, standing, f"{told} {flags_told(shown)}".rstrip(), reason, name)


def _turned_down(skip: Skip) -> Mark:
    return Mark(skip.source.first_line, "", "skipped", "no card:", skip.reason, "")


def _name(front: str) -> str:
    name = " ".join(visible(bracket_gaps(front)).split())
    return name if len(name) <= _LONGEST_NAME else f"{name[:_LONGEST_NAME]} …"


def _front_matter(text: str) -> str:
    """Return the front matter as it is written, empty without one."""
    from srs.markdown.frontmatter import read_front_matter

    _, _, body = read_front_matter(text)
    rest = body.lstrip("\n")
    return text[: len(text) - len(rest)].strip() if body != text else ""
