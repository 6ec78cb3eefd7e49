"""The facts and skips of a note as text that a person can check.

A fact is a block: `line-range kind [rule] front`, then its back, context and the rest, indented. The skips follow,
one a line: `line reason: text`.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from srs.extract import Extraction, default_vocabulary, extract_note
from srs.model import Way

if TYPE_CHECKING:
    from srs.model import Draft, Source

FOLDER = Path(__file__).parent.parent / "golden" / "extract"
NOTES = sorted(FOLDER.glob("*.md"))


def read(note: Path) -> Extraction:
    """Return what a golden note gives."""
    return extract_note(note.name, note.read_text("utf-8"), default_vocabulary())


def show(extraction: Extraction) -> str:
    """Write what a note gives: facts, skips, problems, each part only where there is any."""
    facts = [_fact(draft) for draft in extraction.drafts]
    skips = [_labelled(f"{_lines(skip.source)} {skip.reason}: ", skip.text) for skip in extraction.skips]
    problems = [f"{problem.line} {problem.message}" for problem in extraction.problems]
    counted = f"{len(facts)} facts, {len(skips)} skips, {len(problems)} problems"
    parts = [counted, *facts, _part("SKIPS", skips), _part("PROBLEMS", problems)]
    return "\n\n".join(filter(None, parts)) + "\n"


def _fact(draft: Draft) -> str:
    rule = draft.rule if draft.way is not Way.BOTH else f"{draft.rule}, both ways"
    lines = [_labelled(f"{_lines(draft.source)} {draft.kind.value} [{rule}] ", draft.front)]
    if draft.back:
        lines.append(_labelled("  -> ", draft.back))
    rest = {
        "context": " > ".join(draft.context),
        "extra": draft.extra,
        "held": draft.held,
        "deck": draft.deck,
        "tags": " ".join(draft.tags),
    }
    lines += [_labelled(f"  {name}: ", text) for name, text in rest.items() if text]
    return "\n".join(lines)


def _lines(source: Source) -> str:
    return f"{source.first_line}-{source.last_line}" if source.last_line > source.first_line else f"{source.first_line}"


def _labelled(label: str, text: str) -> str:
    """Put a label before a text and set its further lines below its first."""
    margin = " " * min(len(label), 5)
    first, *more = text.split("\n")
    return "\n".join([f"{label}{first}", *(f"{margin}{line}".rstrip() for line in more)]).rstrip()


def _part(title: str, lines: list[str]) -> str:
    return "\n".join([title, *lines]) if lines else ""
