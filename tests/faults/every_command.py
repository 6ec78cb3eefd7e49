"""A call of every command of `srs`, as one of a user; what is new there has to be added here."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from srs.cli.group import srs

if TYPE_CHECKING:
    from collections.abc import Iterator

    from command import Collection

NOWHERE = "http://127.0.0.1:9/"
"""This computer, and a port on which nobody listens."""
NETWORK = ("web", "anki sync", "anki login", "anki logout", "anki push", "anki pull")
"""The commands whose purpose is to speak to another program; all go to this computer here."""
LASTING = ("web",)
"""They end with ctrl-c."""
ON_SCREEN = (("review",), ("browse",), ("browse", "--held"), ("sync", "--screen"), ("stats", "--screen"))


def names(group: click.Command = srs, *above: str) -> Iterator[str]:
    """Yield the names of all commands, those below others too."""
    if not isinstance(group, click.Group):
        yield " ".join(above)
        return
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        assert command is not None
        yield from names(command, *above, name)


def calls(collection: Collection) -> dict[str, tuple[str, ...]]:
    """Return by the name of each command what to give to it."""
    ids = list(collection.ids().values())
    folder, note = collection.folder, str(collection.file("good.md"))
    return {
        "init": (),
        "sync": ("--yes",),
        "review": (),
        "web": ("--no-open",),
        "due": (),
        "cards": ("--all",),
        "browse": (),
        "card": (ids[0],),
        "held": (),
        "accept": (ids[2],),
        "reject": (ids[2],),
        "answer": (ids[0], "good"),
        "undo": (),
        "redo": (),
        "suspend": (ids[0],),
        "unsuspend": (ids[0],),
        "bury": (ids[0],),
        "unbury": (ids[0],),
        "flag": (ids[0],),
        "set-due": ("3", ids[0]),
        "reschedule": ("--yes",),
        "link": (),
        "unlink": (ids[1],),
        "reset": (ids[0], "--yes"),
        "merge": (str(folder / "other" / ".srs" / "srs.db"), "--yes"),
        "history": (),
        "stats": (),
        "optimize": (),
        "simulate": ("--days", "30"),
        "extract": (note,),
        "explain": (note,),
        "check": (),
        "export": ("-o", str(folder / "deck.apkg")),
        "import": (str(folder / "deck.apkg"),),
        "anki sync": ("--server", NOWHERE),
        "anki login": ("--server", NOWHERE),
        "anki logout": ("--server", NOWHERE),
        "anki push": ("--url", NOWHERE),
        "anki pull": ("--url", NOWHERE),
        "backup": (),
        "restore": ("latest", "--yes"),
        "doctor": ("--repair",),
        "completion": ("bash",),
    }
