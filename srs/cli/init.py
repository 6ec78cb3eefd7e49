"""`srs init`."""

from __future__ import annotations

import click

from srs.cli.options import Setup, shared_options
from srs.cli.output import print_json, print_text


@click.command()
@shared_options
def command(setup: Setup) -> None:
    """Make this folder a collection: a database in .srs/ and a commented srs.toml.

    Not needed to begin: `srs review` makes what is missing. Notes are read from notes/, or from the folder itself.

    \b
    Example:
      srs -C ~/zettelkasten init

    Exit status: 0 done, 1 a file cannot be written, 2 no such folder.
    """  # noqa: D301
    from srs.app.init import make_collection

    collection = setup.collection_here()
    made = make_collection(collection)
    if setup.as_json:
        print_json(
            {
                "database": str(made.database),
                "config": str(made.config),
                "notes": str(collection.notes),
                "new": made.new,
            }
        )
        return
    print_text(f"{'Made' if made.new else 'There was already'} a collection in {collection.folder}")
    print_text(f"  notes     {collection.notes}")
    print_text(f"  database  {made.database}")
    is_added = made.new_config and not made.new
    print_text(f"  settings  {made.config}{' (made now; it sets nothing yet)' * is_added}")
    print_text("Go on with: srs sync --dry-run, then srs review")
