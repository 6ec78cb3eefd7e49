"""A plan as text and as JSON."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Any

import click

from srs import model  # its names are imported when they are used, and a sync that finds nothing uses few
from srs.app.plan_lines import draft_of, is_held, plan_lines, repeated_fronts, settings_told
from srs.cli.output import front_told, print_json, print_text

if TYPE_CHECKING:
    from collections.abc import Container

    from srs.app.plan_lines import PlanLine
    from srs.app.sync import SyncReport
    from srs.model import Ambiguous, Draft, PlanChange

_WIDTH = 72
_MOST_LINES = 40


def print_plan_json(report: SyncReport) -> None:
    """Print a line a change, a line a problem, and the counts."""
    for change in report.plan.changes:
        if not isinstance(change, model.Refreshed) or change.is_reported:
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
    """Print the changes grouped by note, with `diffs` what each edit changed.

    Unless `every` is set, long lists are cut, facts that moved together are one line, and so is each kind of change to
    facts whose text stayed.
    """
    most = None if every else _MOST_LINES
    lines = plan_lines(report.plan.changes, every=every)
    # Only what is shown is kept at hand: the facts of a first sync pass one by one, however many there are.
    shown, unsure_shown = list(islice(lines, most)), report.plan.ambiguous[:most]
    repeated = repeated_fronts((line.change for line in shown), unsure_shown)
    path = ""
    for line in shown:
        if line.path != path:
            path = line.path
            print_text(path, bold=True)
        _print_line(line, repeated)
        if diffs and isinstance(line.change, model.Edited):
            print_edit(line.change.fact.draft, line.change.draft)
    if more := sum(line.facts for line in lines):
        way = "srs cards lists the facts" if report.applied else "all of them: srs sync --dry-run --verbose"
        print_text(f"  … and {more} more ({way})", dim=True)
    for told in () if every else settings_told(report.plan.changes):
        click.secho("* ", fg="blue", nl=False)
        print_text(told)
    for unsure in unsure_shown:
        print_ambiguous(unsure, repeated, is_known=report.applied)
    for problem in report.plan.problems:
        print_text(f"! {problem}", fg="red", err=True)


def print_ambiguous(unsure: Ambiguous, repeated: Container[str], *, is_known: bool = True) -> None:
    """Print a new fact that may be an edit of others, with the commands that would join them once it is known."""
    when = "" if is_known else "after srs sync: "
    print_text(f"= {_named(unsure.draft, repeated)}  at {unsure.draft.source} may be an edit of", fg="magenta")
    for fact in unsure.candidates:
        print_text(f"    {_named(fact.draft, repeated)}  ({when}srs link {fact.id} {unsure.id})")


def _named(draft: Draft, repeated: Container[str]) -> str:
    """Name a fact by its front; where others have the same, with what it stands below."""
    about = f"{front_told(draft.context[-1], _WIDTH)} › " if draft.context and draft.front in repeated else ""
    return about + front_told(draft.front, _WIDTH)


def _print_line(line: PlanLine, repeated: Container[str]) -> None:
    sign, colour = line.sign
    click.secho(f"  {sign} ", fg=colour, nl=False)
    told = line.together or _named(draft_of(line.change), repeated)
    print_text(f"{told}{f'  ({line.remark})' if line.remark else ''}")


def print_edit(before: Draft, after: Draft) -> None:
    """Print what changed of a fact, below the line that names it."""
    from srs.cli.diff_view import print_diff

    print_diff((before.front, before.back), (after.front, after.back), indent=" " * 6, width=_WIDTH)


def _record(change: PlanChange) -> dict[str, Any]:
    draft = draft_of(change)
    record = {
        "change": "held" if is_held(change) else type(change).__name__.lower(),
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
    if isinstance(change, model.Refreshed):
        before = change.fact.draft
        record |= {"cards_added": change.cards_added, "cards_gone": change.cards_gone}
        record |= {"deck": draft.deck, "deck_before": before.deck, "tags": draft.tags, "tags_before": before.tags}
    return record
