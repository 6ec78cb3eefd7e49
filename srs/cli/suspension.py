"""What `srs suspend` and `srs unsuspend` share."""

from __future__ import annotations

from typing import TYPE_CHECKING

from srs.cli.output import print_json, print_text, shorten

if TYPE_CHECKING:
    from srs.cli.options import Setup


def suspend_and_print(setup: Setup, given: tuple[str, ...], ord_: int | None, *, suspended: bool) -> None:
    """Suspend cards or lift it, and say which."""
    from srs.app.suspension import set_suspended

    done = "suspended" if suspended else "unsuspended"
    nothing = "already suspended" if suspended else "not suspended"
    store = setup.keep(setup.collection().open_existing())
    for fact, changed in set_suspended(store, given, ord_, suspended=suspended):
        if setup.as_json:
            print_json({"id": fact.id, "suspended": suspended, "changed": list(changed)})
        else:
            print_text(f"{done if changed else nothing} {fact.id}  {shorten(fact.draft.front, 70)}")
