"""`srs anki sync`."""

from __future__ import annotations

import os

import click

from srs.cli.clock import at_ms, read_now
from srs.cli.options import Setup, shared_options
from srs.cli.progress import progress_bar


@click.command()
@click.option("--server", help="The address of the sync server (default: server in [anki] of srs.toml).")
@click.option("-n", "--dry-run", is_flag=True, help="Only show what would come and go.")
@click.option(
    "--download", "whole", flag_value="download", help="Where both have parted: take the server's collection."
)
@click.option("--upload", "whole", flag_value="upload", help="Where both have parted: replace the server's collection.")
@click.option("--restore", is_flag=True, help="Send notes again that were deleted in Anki.")
@click.option("--no-media", is_flag=True, help="Leave images and sounds where they are.")
@click.option("-v", "--verbose", is_flag=True, help="Show every fact.")
@shared_options
def command(
    setup: Setup, server: str | None, dry_run: bool, whole: str | None, restore: bool, no_media: bool, verbose: bool
) -> None:
    """Exchange everything with an Anki sync server of your own, from which phones and other computers get it.

    Reviews, suspensions, flags and tags come in; facts, schedules, reviews, images and sounds go out, also for cards that
    are there already. `srs sync` reads the notes before. Name and password come from SRS_ANKI_USER and
    SRS_ANKI_PASSWORD, else from the keyring (`srs anki login`). A server: `python -m anki.syncserver`, see docs/anki.md.

    \b
    Examples:
      srs anki sync --server http://192.168.1.2:8080/
      srs anki sync --dry-run

    Exit status: 0 done, 1 the server does not answer or an image is missing, 2 wrong usage, 3 both collections have parted.
    """  # noqa: D301
    from srs.app.anki_account import account_at, server_address
    from srs.app.anki_sync import Whole, Wish, sync_with_anki, try_sync_with_anki
    from srs.app.backup import Reason, save_before
    from srs.app.taken import Terms
    from srs.cli.anki_sync_view import print_synced, print_synced_json

    collection = setup.collection()
    store = setup.keep(collection.open_existing())
    presets, now = collection.presets(store), read_now()
    account = account_at(server_address(server, collection.config.anki_server, "sync"), os.environ)
    wish = Wish(Whole(whole) if whole else None, not no_media, restore)
    if not dry_run:
        save_before(collection, Reason.IMPORT, at_ms(now))
    run = try_sync_with_anki if dry_run else sync_with_anki
    synced = run(store, collection, account, Terms(presets, presets.clock(now), at_ms(now)), wish, progress_bar)
    if setup.as_json:
        print_synced_json(synced)
    else:
        print_synced(synced, every=verbose)
    if synced.sent.problems:
        raise click.exceptions.Exit(1)
