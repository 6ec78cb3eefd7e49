"""Finds the parts of a collection: notes, database, decks, settings."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from srs.app.config import Config, load_config
from srs.errors import BadConfig, NotesMissing, UsageError

if TYPE_CHECKING:
    from pathlib import Path

    from srs.schedule import Preset
    from srs.store.open import Store

_STEP_UNITS = {"s": 1, "m": 60, "h": 3600, "d": 86_400}


class Collection(NamedTuple):
    """The folders and files of one collection."""

    folder: Path
    notes: Path
    database: Path
    decks: Path
    config: Config

    @property
    def exclude(self) -> tuple[str, ...]:
        """Return the globs to leave out; `decks/` is not read where the collection itself is the notes folder."""
        own = ("decks",) if self.notes == self.folder else ()
        return (*own, *self.config.exclude)

    def open(self) -> Store:
        """Open the database; a new one where there are notes and none yet.

        Raises:
            NotesMissing: there are neither.
            BadConfig: a setting of the scheduler is impossible; it is told before anything is changed.
        """
        from srs.store.open import open_store

        if self.config.review:
            self.preset()
        if not self.notes.is_dir() and not self.database.exists():
            raise NotesMissing(str(self.notes))
        store = open_store(self.database)
        assert store is not None  # noqa: S101  (it is created)
        return store

    def open_existing(self) -> Store:
        """Open the database; without one there is nothing to show yet."""
        from srs.store.open import open_store

        store = open_store(self.database, create=False)
        if store is None:
            raise UsageError(f"There is no collection in {self.folder} yet.", "Read the notes into one: srs sync")
        return store

    @property
    def has_parameters(self) -> bool:
        """Tell whether `srs.toml` sets the parameters of FSRS, which go before those fitted to the log."""
        return any(key == "parameters" for key, _ in self.config.review)

    def preset(self, store: Store | None = None) -> Preset:
        """Return the settings of the scheduler.

        With a store they hold the parameters fitted to its log; counting what is due and telling the day need none.
        """
        from srs.schedule.preset import Preset

        settings = {key: _setting(key, value) for key, value in self.config.review}
        if store is not None and not self.has_parameters:
            from srs.store.parameters import load_fitted

            fitted = load_fitted(store)
            settings |= {"parameters": fitted.parameters} if fitted else {}
        try:
            return Preset(**settings)
        except BadConfig as error:
            raise BadConfig(f"srs.toml: {error.message}", "Change it in the table [review].") from error


def find_collection(directory: Path, notes: Path | None = None, database: Path | None = None) -> Collection:
    """Return the collection in a folder; without `notes/` in it, the folder itself holds the notes.

    Raises:
        NotesMissing: the folder, or the notes folder that was named, is not there.
    """
    folder = directory.absolute()
    if not folder.is_dir():
        raise NotesMissing(str(folder))
    config = load_config(folder)
    chosen = notes.absolute() if notes else folder / config.notes if config.notes else None
    if chosen is None:
        chosen = folder / "notes" if (folder / "notes").is_dir() else folder
    database = database.absolute() if database else folder / ".srs" / "srs.db"
    return Collection(folder, chosen, database, folder / config.decks, config)


def _setting(key: str, value: Any) -> Any:
    if key == "parameters":
        return tuple(map(float, value))
    return tuple(_seconds(key, step) for step in value) if key.endswith("_steps") else value


def _seconds(key: str, step: object) -> int:
    """Read a step as Anki writes it: `1m`, `10m`, `1h`, `1d`; a bare number counts minutes."""
    text = str(step).strip()
    number, unit = (text[:-1], text[-1]) if text[-1:] in _STEP_UNITS else (text, "m")
    try:
        return round(float(number) * _STEP_UNITS[unit])
    except (ValueError, OverflowError) as error:
        raise BadConfig(f"srs.toml: '{step}' in {key} is no step.", 'Write steps as in ["1m", "10m"].') from error
