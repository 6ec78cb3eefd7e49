"""`srs web`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from srs.cli.options import Setup, shared_options

if TYPE_CHECKING:
    from collections.abc import Callable

    from srs.app.collection import Collection


_NEAR = frozenset({"127.0.0.1", "localhost", "::1"})


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on; 0.0.0.0 for a phone.")
@click.option(
    "--port", type=click.IntRange(min=0, max=65_535), default=0, show_default="one that is free", help="The port."
)
@click.option("--no-open", is_flag=True, help="Only print the address.")
@click.option("--read-only", is_flag=True, help="Show everything and change nothing; the notes are not read either.")
@shared_options
def command(setup: Setup, host: str, port: int, no_open: bool, read_only: bool) -> None:
    """Drill and look through everything in a browser. Ctrl-c ends it.

    The address that is printed lets one browser in, and then the next address is printed. Notes are read whenever they
    change. To drill on a phone in the same network, take --host 0.0.0.0 and open the address there (see docs/web.md).

    \b
    Examples:
      srs web
      srs web --port 8000 --no-open
      srs web --host 0.0.0.0
      srs web --read-only

    Exit status: 0 ended with ctrl-c, 1 the database cannot be used, 2 no notes, or nothing can be served there.
    """  # noqa: D301
    from srs.cli.output import print_json
    from srs.cli.screen import doors
    from srs.web.desk import Desk
    from srs.web.serve import serve

    collection = setup.collection()
    _prepare(collection, read_only=read_only)
    given_out = 0

    def invite(address: str) -> None:
        nonlocal given_out
        given_out += 1
        is_first = given_out == 1
        is_taken = is_first and not no_open and _open(address)
        if setup.as_json:
            print_json({"address": address})
        else:
            # The browser here uses the first link up: a phone that takes its picture would find it used.
            _print(address, is_first=is_first, has_picture=host not in _NEAR and not is_taken)

    desk = Desk(collection, doors(), read_only=read_only, tell=_tell)
    try:
        serve(desk, host, port, invite)
    except KeyboardInterrupt:
        if not setup.as_json:
            click.echo()


def _prepare(collection: Collection, *, read_only: bool) -> None:
    """Read the notes where that was never done; later the pages do so behind what they show."""
    if read_only:
        collection.open_existing().close()
        return
    from srs.app.sync import sync
    from srs.cli.clock import at_ms, read_now, wall_ns
    from srs.cli.progress import progress_bar
    from srs.store.snapshot import load_meta

    store = collection.open(needs_notes=True)
    try:
        if not load_meta(store, "reader"):
            with progress_bar("Reading notes") as progress:
                sync(store, collection, at=at_ms(read_now()), started_ns=wall_ns(), progress=progress)
    finally:
        store.close()


def _print(address: str, *, is_first: bool, has_picture: bool) -> None:
    """Print an address; one that a phone may take as a picture for its camera, too."""
    from srs.cli.output import has_colour
    from srs.cli.qr import print_qr

    click.echo(f"Open: {address}  (ctrl-c ends it)" if is_first else f"For another browser: {address}")
    if has_picture and has_colour():
        print_qr(address)


def _open(address: str) -> bool:
    """Open the browser, and tell whether there is one; the address is printed, and may be meant for a browser elsewhere."""
    from srs.cli.page_opener import open_address
    from srs.errors import UsageError

    try:
        open_address(address, _aside)
    except UsageError:
        return False
    return True


def _aside(deed: Callable[[], None]) -> None:  # noqa: ARG001
    """Leave the terminal to the server: a text browser would keep it from beginning.

    Raises:
        UsageError: always.
    """
    from srs.errors import UsageError

    raise UsageError("A text browser needs a terminal of its own.")


def _tell(trouble: str) -> None:
    from srs.cli.output import print_text

    print_text(trouble, fg="yellow", err=True)
