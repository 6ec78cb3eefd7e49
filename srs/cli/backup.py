"""`srs backup`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from srs.app.times import iso
from srs.cli.clock import at_ms, local_time, read_now
from srs.cli.options import Setup, shared_options
from srs.cli.output import counted, print_json, print_table, print_text

if TYPE_CHECKING:
    from srs.app.collection import Collection
    from srs.store.backup import Backup, Content


@click.command()
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), metavar="FILE", help="Write it there (or into a folder)."
)
@click.option("-l", "--list", "wants_list", is_flag=True, help="List the backups that there are.")
@shared_options
def command(setup: Setup, output: Path | None, wants_list: bool) -> None:
    """Copy the database to a file that is checked and whole, also while a drill is on.

    A backup is a database itself: srs restore brings it back, srs merge takes over what it knows, and `srs --db FILE cards` looks into
    it. They are also made by themselves: once a day, and before a migration, an import, a merge, a sync with --yes of a plan that
    would be refused, srs optimize and reschedule, a srs reset of many. [backup] in srs.toml tells how many stay; those made by hand do.

    \b
    Examples:
      srs backup
      srs backup -o /media/stick/srs.db
      srs backup --list

    Exit status: 0 done, 1 it cannot be written, 2 no collection yet, or a file of that name.
    """  # noqa: D301
    if output and wants_list:
        raise click.UsageError("--list writes nothing; it goes without -o.")
    collection = setup.collection()
    if wants_list:
        show_backups(setup, collection)
        return
    from srs.app.backup import save_now
    from srs.cli.progress import progress_bar
    from srs.store.backup import content_of

    with progress_bar("Copying"):
        saved = save_now(collection, at_ms(read_now()), output)
    content = content_of(saved.path)
    if setup.as_json:
        print_json(_record(saved, content))
    else:
        print_text(f"Saved in {saved.path} ({_told(content)}).")


def show_backups(setup: Setup, collection: Collection) -> None:
    """List the backups of a collection, the newest last."""
    from srs.app.backup import folder_of_backups
    from srs.store.backup import content_of, list_backups

    found = [(one, content_of(one.path)) for one in list_backups(collection.database)]
    if not found and not collection.database.exists():
        raise collection.nothing_yet()
    if setup.as_json:
        for one, content in found:
            print_json(_record(one, content))
        return
    if not found:
        print_text(f"There are no backups in {folder_of_backups(collection)} yet. Make one: srs backup")
        return
    print_text(str(folder_of_backups(collection)))
    print_table([(one.path.name, _when(one), _told(content)) for one, content in found])
    print_text("Bring one back: srs restore NAME, its beginning, or latest", dim=True)


def _when(backup: Backup) -> str:
    return f"{local_time(iso(backup.at)):%a %Y-%m-%d %H:%M}"


def _told(content: Content | None) -> str:
    if content is None:
        return "cannot be read"
    return f"{content.bytes / 1e6:.1f} MB, {counted(content.cards, 'card')}, {counted(content.answers, 'answer')}"


def _record(backup: Backup, content: Content | None) -> dict[str, object]:
    return {
        "path": str(backup.path),
        "at": local_time(iso(backup.at)).isoformat(),
        "reason": backup.reason,
        "bytes": content and content.bytes,
        "cards": content and content.cards,
        "answers": content and content.answers,
    }
