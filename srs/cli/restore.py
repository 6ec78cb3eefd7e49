"""`srs restore`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from srs.cli.clock import at_ms, read_now
from srs.cli.options import Setup, completed_by, shared_options
from srs.cli.output import counted, is_terminal, print_json, print_text
from srs.errors import RefusedError

if TYPE_CHECKING:
    from srs.app.restore import Prospect
    from srs.store.replacement import Difference


@click.command()
@click.argument("backup", required=False, shell_complete=completed_by("suggest_backups"))
@click.option("-n", "--dry-run", is_flag=True, help="Only show what would be lost and gained.")
@click.option("-y", "--yes", is_flag=True, help="Do not ask.")
@shared_options
def command(setup: Setup, backup: str | None, dry_run: bool, yes: bool) -> None:
    """Bring the database back as it was in a BACKUP: the beginning of a name, `latest`, or a file. Without one they are listed.

    It is checked before anything is done, and you are shown which answers and facts would go. The database as it is now is kept
    first, and `srs merge` brings what is only there. Notes are not touched; the next sync reads what changed in them since.

    \b
    Examples:
      srs restore
      srs restore latest --dry-run
      srs restore 2026-11-26

    Exit status: 0 done, 1 the backup cannot be used, or a drill is on, 2 no such backup, or no collection yet, 3 refused: only with --yes.
    """  # noqa: D301
    from srs.app.restore import find_backup, look_ahead, restore
    from srs.cli.progress import progress_bar

    collection = setup.collection()
    if backup is None:
        from srs.cli.backup import show_backups

        show_backups(setup, collection)
        return
    file = find_backup(collection, backup, Path(backup))
    with progress_bar("Comparing"):
        prospect = look_ahead(collection, file)
    if not setup.as_json:
        _show(prospect)
    if dry_run:
        if setup.as_json:
            print_json(_record(prospect, applied=False))
        return
    if not yes:
        _ask(as_json=setup.as_json, given=backup)
    with progress_bar("Restoring"):
        kept = restore(collection, file, at_ms(read_now()))
    if setup.as_json:
        print_json(_record(prospect, applied=True, kept=str(kept) if kept else None))
    else:
        _tell(prospect, kept)


def _ask(*, as_json: bool, given: str) -> None:
    """Ask whether to go on.

    Raises:
        RefusedError: the answer is no, or there is nobody to ask.
    """
    if as_json or not is_terminal():
        raise RefusedError(
            "This would replace the database; nothing was changed.",
            f"Look: srs restore {given} --dry-run. If this is what you want: srs restore {given} --yes",
        )
    if not click.confirm("Bring it back?"):
        raise RefusedError("Nothing was changed.", "To take another backup: srs restore")


def _show(prospect: Prospect) -> None:
    print_text(str(prospect.backup), bold=True)
    if prospect.fault:
        print_text(f"  {prospect.fault}")
        print_text("  It cannot be compared, and is kept as a file.", dim=True)
    elif prospect.lost is None or prospect.gained is None:
        print_text("  There is no database at present.")
    else:
        print_text(f"  only in the database  {_told(prospect.lost)}", fg="yellow" if any(prospect.lost) else None)
        print_text(f"  only in the backup    {_told(prospect.gained)}")


def _told(difference: Difference) -> str:
    if not any(difference):
        return "no answer, no fact"
    by_hand = f", {counted(difference.by_hand, 'change')} by hand" if difference.by_hand else ""
    return f"{counted(difference.answers, 'answer')}, {counted(difference.facts, 'fact')}{by_hand}"


def _tell(prospect: Prospect, kept: Path | None) -> None:
    print_text(f"Restored from {prospect.backup.name}.")
    if kept is None:
        return
    print_text(f"What it replaced is kept: {kept}")
    if prospect.lost and any(prospect.lost):
        from shlex import quote

        print_text(
            f"It holds {_told(prospect.lost)} that the database does not; take them over: srs merge {quote(str(kept))}"
        )


def _record(prospect: Prospect, *, applied: bool, kept: str | None = None) -> dict[str, Any]:
    lost, gained = prospect.lost, prospect.gained
    return {
        "backup": str(prospect.backup),
        "lost": lost and lost._asdict(),
        "gained": gained and gained._asdict(),
        "fault": prospect.fault or None,
        "kept": kept,
        "applied": applied,
    }
