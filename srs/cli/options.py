"""Options that every command has: which collection, and JSON instead of text."""

from __future__ import annotations

import functools
import os
from typing import TYPE_CHECKING, Any

import click

from srs.cli.untranslated import FileName
from srs.errors import SrsError
from srs.model.values import dataclass, replace

if TYPE_CHECKING:
    from collections.abc import Callable

    from srs.app.collection import Collection
    from srs.store.open import Store

_PATH = FileName()
_OPTIONS = (
    click.option("-C", "directory", type=_PATH, help="The folder of the collection."),
    click.option("--db", "database", type=_PATH, help="The database (default .srs/srs.db)."),
    click.option("--notes", type=_PATH, help="The notes folder (default notes/, else the folder itself)."),
    click.option("--json", "as_json", is_flag=True, help="Print JSON lines."),
)
_FORESEEN = (SrsError, OSError, click.ClickException, click.Abort, click.exceptions.Exit)


@dataclass(frozen=True, slots=True)
class Setup:
    """What the shared options say."""

    directory: str | None = None
    database: str | None = None
    notes: str | None = None
    as_json: bool = False

    def collection(self) -> Collection:
        """Find the collection: in the folder that was named, else in this one or the nearest above that is one."""
        from srs.app.collection import find_collection, nearest_folder

        is_named = self.directory or self.notes or self.database
        here = os.getcwd()
        folder = (self.directory or here) if is_named else nearest_folder(here)
        return find_collection(folder, self.notes, self.database)

    def collection_here(self) -> Collection:
        """Return this folder, or the one that was named, as a collection, whatever is above it."""
        from srs.app.collection import find_collection

        return find_collection(self.directory or os.getcwd(), self.notes, self.database)

    def damage(self) -> SrsError | None:
        """Return what is wrong with the database, if that is why something went wrong that nobody foresaw."""
        from srs.app.doctor import damage_behind

        try:
            return damage_behind(self.collection().database)
        except SrsError as error:
            return error

    def keep(self, store: Store) -> Store:
        """Return the store, which is closed when the command ends, however it does."""
        click.get_current_context().call_on_close(store.close)
        return store


def completed_by(name: str, **wanted: str) -> Callable[..., Any]:
    """Return what completes a parameter in a shell: a function of `srs.cli.suggestions`, imported when a shell asks."""

    def complete(ctx: click.Context, parameter: click.Parameter, incomplete: str) -> Any:
        from srs.cli import suggestions

        return getattr(suggestions, name)(ctx, parameter, incomplete, **wanted)

    return complete


def shared_options(function: Callable[..., Any]) -> Callable[..., Any]:
    """Add the shared options to a command, before or after its name; they arrive together as `setup`."""

    @functools.wraps(function)
    def wrapper(
        *args: Any,
        directory: str | None,
        database: str | None,
        notes: str | None,
        as_json: bool,
        **kwargs: Any,
    ) -> Any:
        ctx = click.get_current_context()
        setup = ctx.obj if isinstance(ctx.obj, Setup) else Setup()
        given: dict[str, Any] = {"directory": directory, "database": database, "notes": notes, "as_json": as_json}
        setup = replace(setup, **{name: value for name, value in given.items() if value})
        ctx.obj = setup
        try:
            return function(*args, setup=setup, **kwargs)
        except _FORESEEN:
            raise
        except Exception as error:
            damage = setup.damage()
            if damage is None:
                raise
            raise damage from error

    for option in reversed(_OPTIONS):
        wrapper = option(wrapper)
    return wrapper
