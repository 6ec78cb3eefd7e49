"""`srs link`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from srs.cli.clock import at_ms, read_now
from srs.cli.options import Setup, completed_by, shared_options
from srs.cli.output import print_text

if TYPE_CHECKING:
    from srs.store.open import Store


@click.command()
@click.argument("old", required=False, shell_complete=completed_by("suggest_ids", which="retired"))
@click.argument("new", required=False, shell_complete=completed_by("suggest_ids"))
@click.option("--none", "none", metavar="NEW", help="NEW is an edit of none of them: leave it out of the list.")
@click.option("-y", "--yes", is_flag=True, help="Also where NEW has reviews of its own; they are put aside.")
@shared_options
def command(setup: Setup, old: str | None, new: str | None, none: str | None, yes: bool) -> None:
    """Let a fact that is gone go on, with its history, as what was taken for a new one.

    When an edit leaves it unsure which fact is which, srs guesses nothing: the new text is a new fact, the old one is
    retired, and srs sync prints the link that would join them. Without arguments this lists what is still unsure. A link
    stays in every later sync.

    \b
    Examples:
      srs link
      srs link k3xw 7qpa
      srs link --none 7qpa

    Exit status: 0 done, 2 no such fact, OLD still stands in the notes, or NEW does not, 3 refused.
    """  # noqa: D301
    from srs.app.identity import dismiss, link
    from srs.cli.correction import print_correction, print_dismissed
    from srs.cli.query import with_consent

    if (old and not new) or (old and none):
        raise click.UsageError("Name both: srs link OLD NEW, or neither to see what is unsure.")
    store = setup.keep(setup.collection().open_existing())
    if none:
        print_dismissed(setup, dismiss(store, none))
    elif old and new:
        at = at_ms(read_now())
        done = with_consent(
            lambda yes: link(store, old, new, at=at, yes=yes), "Link them?", yes=yes, as_json=setup.as_json
        )
        print_correction(setup, "linked", done)
    else:
        _list_unsure(setup, store)


def _list_unsure(setup: Setup, store: Store) -> None:
    from srs.app.plan_lines import repeated_fronts
    from srs.cli.plan_view import print_ambiguous, print_ambiguous_json
    from srs.store.doubts import open_doubts

    unsure = open_doubts(store)
    repeated = repeated_fronts((), unsure)
    for one in unsure:
        if setup.as_json:
            print_ambiguous_json(one)
        else:
            print_ambiguous(one, repeated)
    if not unsure and not setup.as_json:
        print_text("Nothing is unsure. To join two facts: srs link OLD NEW; what is gone: srs cards --all is:retired")
