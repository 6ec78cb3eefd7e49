"""A plan as text and as JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from srs import model  # its names are imported when they are used, and a sync that finds nothing uses few
from srs.cli.output import print_json, print_text, shorten

if TYPE_CHECKING:
    from srs.app.sync import SyncReport
    from srs.model import Ambiguous, Draft, PlanChange

_SIGNS = {
    "Created": ("+", "green"),
    "Edited": ("~", "yellow"),
    "Moved": (">", "blue"),
    "Retired": ("-", "red"),
    "Revived": ("^", "green"),
}
_WIDTH = 72
_MOST_LINES = 40


def print_plan_json(report: SyncReport) -> None:
    """Print a line a change, a line a problem, and the counts."""
    for change in report.plan.changes:
        if not isinstance(change, model.Refreshed):
            print_json(_record(change))
    for unsure in report.plan.ambiguous:
        print_ambiguous_json(unsure)
    for problem in report.plan.problems:
        print_json({"change": "problem", "path": problem.path, "line": problem.line, "message": problem.message})
    print_json({"counts": report.counts, "applied": report.applied})


def print_ambiguous_json(unsure: Ambiguous) -> None:
    """Print a line about a new fact that may be an edit of others."""
    candidates = [fact.id for fact in unsure.candidates]
    print_json({"change": "ambiguous", "id": unsure.id, "front": unsure.draft.front, "candidates": candidates})


def print_plan(report: SyncReport, *, every: bool, diffs: bool = False) -> None:
    """Print the changes grouped by note, with `diffs` what each edit changed; long lists are cut unless `every` is set."""
    changes = [change for change in report.plan.changes if not isinstance(change, model.Refreshed)]
    path = ""
    for change in changes if every else changes[:_MOST_LINES]:
        draft = change.fact.draft if isinstance(change, model.Retired) else change.draft
        if draft.source.path != path:
            path = draft.source.path
            print_text(path, bold=True)
        _print_change(change)
        if diffs and isinstance(change, model.Edited):
            print_edit(change.fact.draft, change.draft)
    if not every and len(changes) > _MOST_LINES:
        way = "srs cards lists the facts" if report.applied else "all of them: srs sync --dry-run --verbose"
        print_text(f"  … and {len(changes) - _MOST_LINES} more ({way})", dim=True)
    for unsure in report.plan.ambiguous[: None if every else _MOST_LINES]:
        print_ambiguous(unsure)
    for problem in report.plan.problems:
        print_text(f"! {problem}", fg="red", err=True)


def print_ambiguous(unsure: Ambiguous) -> None:
    """Print a new fact that may be an edit of others, with the commands that would join them."""
    print_text(f"= {shorten(unsure.draft.front, _WIDTH)}  at {unsure.draft.source} may be an edit of", fg="magenta")
    for fact in unsure.candidates:
        print_text(f"    {shorten(fact.draft.front, _WIDTH)}  (srs link {fact.id} {unsure.id})")


def _print_change(change: PlanChange) -> None:
    draft = change.fact.draft if isinstance(change, model.Retired) else change.draft
    held = isinstance(change, model.Created) and draft.held
    sign, colour = ("?", "magenta") if held else _SIGNS[type(change).__name__]
    click.secho(f"  {sign} ", fg=colour, nl=False)
    note = _note(change)
    print_text(f"{shorten(draft.front, _WIDTH)}{f'  ({note})' if note else ''}")


def print_edit(before: Draft, after: Draft) -> None:
    """Print what changed of a fact, below the line that names it."""
    from srs.cli.diff_view import print_diff

    print_diff((before.front, before.back), (after.front, after.back), indent=" " * 6, width=_WIDTH)


def _note(change: PlanChange) -> str:
    if isinstance(change, model.Edited):
        return change.change
    if isinstance(change, model.Moved):
        return f"from {change.fact.draft.source.path}"
    return f"held: {change.draft.held}" if isinstance(change, model.Created) and change.draft.held else ""


def _record(change: PlanChange) -> dict[str, Any]:
    draft = change.fact.draft if isinstance(change, model.Retired) else change.draft
    held = isinstance(change, model.Created) and draft.held
    record = {
        "change": "held" if held else type(change).__name__.lower(),
        "id": change.id if isinstance(change, model.Created) else change.fact.id,
        "path": draft.source.path,
        "first_line": draft.source.first_line,
        "last_line": draft.source.last_line,
        "front": draft.front,
        "back": draft.back,
    }
    if isinstance(change, model.Edited):
        before = change.fact.draft
        record |= {"grade": change.change, "front_before": before.front, "back_before": before.back}
    if isinstance(change, model.Moved):
        record["path_before"] = change.fact.draft.source.path
    return record
