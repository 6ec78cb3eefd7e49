"""Finds the parts of a collection: notes, database, decks, settings."""

from __future__ import annotations

import os
from os import path as places
from typing import TYPE_CHECKING, Any

from srs.app.config import FILE_NAME, Config, load_config, mark_of
from srs.errors import BadConfig, NotesMissing, SrsError, UsageError
from srs.model.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from srs.app.config import PresetRule
    from srs.schedule import Preset
    from srs.schedule.presets import Presets
    from srs.store.open import Store

_HINT = "Change or remove that line; what can be set: docs/configuration.md"
_DATABASE = (".srs", "srs.db")
_STEP_UNITS = {"s": 1, "m": 60, "h": 3600, "d": 86_400}


@dataclass(frozen=True, slots=True)
class Collection:
    """The folders and files of one collection, and its settings.

    Where they are is kept as text: commands that ask the store alone are done before `pathlib` is imported (2 ms).
    """

    root: str
    notes_root: str
    database_file: str
    decks_root: str
    config: Config
    named: tuple[str | None, str | None] = (None, None)
    """The notes folder and the database, where they were named; the settings do not change them."""

    @property
    def folder(self) -> Path:
        """The folder that the collection is."""
        return _path(self.root)

    @property
    def notes(self) -> Path:
        """The folder with the notes."""
        return _path(self.notes_root)

    @property
    def database(self) -> Path:
        """The file that is the store."""
        return _path(self.database_file)

    @property
    def decks(self) -> Path:
        """The folder for decks."""
        return _path(self.decks_root)

    @property
    def exclude(self) -> tuple[str, ...]:
        """Return the globs to leave out; `decks/` is not read where the collection itself is the notes folder."""
        own = ("decks",) if self.notes_root == self.root else ()
        return (*own, *self.config.exclude)

    @property
    def rules_mark(self) -> str:
        """Name the settings that decide which facts a note gives: others have another name."""
        from zlib import crc32

        config = self.config
        settings = (self.exclude, config.include, config.extractors, config.separators, config.folders, config.words)
        return f"{crc32(repr(settings).encode()):08x}"

    def open(self, *, needs_notes: bool = False) -> Store:
        """Open the database; a new one where there are notes and none yet, with `needs_notes` only where one is in the folder.

        Raises:
            NotesMissing: there are neither.
            UsageError: there is no note in the folder, or no folder where the database is to be.
            BadConfig: a setting of the scheduler is impossible; it is told before anything is changed.
        """
        from srs.store.open import open_store

        if self.config.review.settings or self.config.presets:
            self.presets()
        is_new = not places.exists(self.database_file)
        if is_new and not places.isdir(self.notes_root):
            raise NotesMissing(self.notes_root)
        folder = places.dirname(self.database_file)
        if is_new and self.named[1] is not None and not places.isdir(folder):
            raise UsageError(f"There is no folder {folder} for a database.", "Check its name, or make it first.")
        if is_new and needs_notes:
            self._check_notes()
        store = open_store(self.database_file)
        assert store is not None  # noqa: S101  (it is created)
        return store

    def _check_notes(self) -> None:
        """Refuse to begin a collection in a folder without notes; nothing is left behind there."""
        from srs.vault.scan import scan

        if not scan(self.notes_root, {}, started_ns=0, exclude=self.exclude).notes:
            raise no_notes(self.notes_root)

    def open_existing(self) -> Store:
        """Open the database.

        Raises:
            UsageError: without one there is nothing to show yet.
        """
        from srs.store.open import open_store

        store = open_store(self.database_file, create=False)
        if store is None:
            raise self.nothing_yet()
        return store

    def nothing_yet(self) -> UsageError:
        """Return what to say where there is no database: of the file, if another than the usual one was named."""
        from shlex import quote

        if self.database_file == places.join(self.root, *_DATABASE):
            above = nearest_folder(self.root)
            elsewhere = "If it is elsewhere" if above == self.root else f"{quote(above)} is one"
            folder = "FOLDER" if above == self.root else quote(above)
            hint = f"{elsewhere}: srs -C {folder} ...\nRead the notes into one: srs sync"
            return UsageError(f"There is no collection in {self.root} yet.", hint)
        return UsageError(
            f"There is no database at {self.database_file}.",
            f"Check its name, or read the notes into a new one: srs --db {quote(self.database_file)} sync",
        )

    def sets_parameters(self, name: str) -> bool:
        """Tell whether `srs.toml` sets the parameters of a preset; they go before those fitted to its log."""
        rules = (self.config.review, *(rule for rule in self.config.presets if rule.name == name))
        return any(key == "parameters" for rule in rules for key, *_ in rule.settings)

    def presets(self, store: Store | None = None, trial: Mapping[str, tuple[float, ...]] | None = None) -> Presets:
        """Return the settings of the scheduler for all cards.

        With a store they hold the parameters fitted to its log, and those on `trial`, by the name of their preset. Counting what is
        due and telling the day need none.

        Raises:
            BadConfig: one of them is impossible; the sentence names its line.
        """
        from srs.schedule.preset import Preset
        from srs.schedule.presets import NamedPreset, Presets

        general = self._preset(Preset(), self.config.review)
        special = (
            NamedPreset(rule.name, self._preset(general, rule), rule.deck, rule.tag) for rule in self.config.presets
        )
        presets = Presets(general, tuple(special))
        if store is None:
            return presets
        from srs.store.parameters import load_fitted

        fitted = {name: found.parameters for name, found in load_fitted(store).items()} | dict(trial or {})
        free = (one.name for one in presets if not self.sets_parameters(one.name))
        # Without parameters of its own a preset takes those of the general one, as it does with every setting.
        return presets.with_parameters(
            {name: fitted.get(name, fitted.get("", presets.general.parameters)) for name in free}
        )

    def _preset(self, base: Preset, rule: PresetRule) -> Preset:
        """Return a preset with some settings changed, one after the other, so that an error can name its line."""
        from srs.model.values import replace

        for key, value, line in rule.settings:
            try:
                base = replace(base, **_setting(key, value))
            except BadConfig as error:
                raise BadConfig(
                    f"{places.join(self.root, FILE_NAME)}:{line}: {error.message}", error.hint or _HINT
                ) from error
        return base


def no_notes(notes: str) -> UsageError:
    """Return what to say of a folder in which there is nothing to read."""
    return UsageError(
        f"There are no notes in {notes}.", "Put markdown files there, or name another folder: srs --notes FOLDER sync"
    )


def nearest_folder(directory: str) -> str:
    """Return the folder of the collection that a folder belongs to: it or one above it with a database, else itself."""
    folder, above = directory, places.dirname(directory)
    while not places.isfile(places.join(folder, *_DATABASE)):
        if folder == above:
            return directory
        folder, above = above, places.dirname(above)
    return folder


def find_collection(
    directory: Path | str, notes: Path | str | None = None, database: Path | str | None = None
) -> Collection:
    """Return the collection in a folder; without `notes/` in it, the folder itself holds the notes.

    Raises:
        UsageError: the folder is not there, or is a file.
    """
    folder = _absolute(directory)
    if not places.isdir(folder):
        raise _no_folder(folder)
    config = load_config(folder)
    usual = places.join(folder, "notes")
    if notes or config.notes:
        chosen = _absolute(notes or places.join(folder, config.notes))
    else:
        chosen = usual if places.isdir(usual) else folder
    file = _absolute(database or places.join(folder, *_DATABASE))
    named = chosen if notes else None, file if database else None
    return Collection(folder, chosen, file, _absolute(places.join(folder, config.decks)), config, named)


def _no_folder(path: str) -> UsageError:
    """Return what to say of the folder of a collection that is none."""
    if places.lexists(path):
        return UsageError(f"{path} is no folder.", "Name the folder of the collection: srs -C FOLDER ...")
    return UsageError(f"There is no folder {path}.", "Check its name, or make it first: srs -C FOLDER ...")


def settings_now(collection: Collection) -> tuple[Collection, str]:
    """Return a collection by its settings as they stand now, and what is wrong with them; then it stays as it is.

    Where the file is the one that was read, it costs a look at its time.
    """
    if mark_of(collection.root) == collection.config.mark and not _has_got_notes(collection):
        return collection, ""
    from srs.app.rules import load_rules

    try:
        found = find_collection(collection.root, *collection.named)
        found.presets()
        load_rules(found.config)
    except SrsError as error:
        return collection, error.told
    return found, ""


def _has_got_notes(collection: Collection) -> bool:
    """Tell whether a folder `notes/` has come into a collection that was read whole; every other srs reads that alone."""
    is_whole = collection.notes_root == collection.root and not (collection.named[0] or collection.config.notes)
    return is_whole and places.isdir(places.join(collection.root, "notes"))


def _absolute(path: Path | str) -> str:
    """Return an absolute path as `pathlib` would write it, which is asked only where it could write it otherwise."""
    given = os.fspath(path)
    return given if places.isabs(given) and places.normpath(given) == given else str(_path(given).absolute())


def _path(given: str) -> Path:
    from pathlib import Path

    return Path(given)


def _setting(key: str, value: Any) -> dict[str, Any]:
    """Return a setting as the preset knows it: steps in seconds, lists as tuples."""
    if key.endswith("_steps"):
        return {key: tuple(_seconds(key, step) for step in value)}
    if key == "learn_ahead":
        return {"learn_ahead_seconds": _seconds(key, value)}
    return {key: tuple(value) if isinstance(value, list) else value}


def _seconds(key: str, step: object) -> int:
    """Read a step as Anki writes it: `1m`, `10m`, `1h`, `1d`; a bare number counts minutes."""
    text = str(step).strip()
    number, unit = (text[:-1], text[-1]) if text[-1:] in _STEP_UNITS else (text, "m")
    try:
        return round(float(number) * _STEP_UNITS[unit])
    except (ValueError, OverflowError) as error:
        raise BadConfig(f"'{step}' in {key} is no step.", 'Write steps as in ["1m", "10m"].') from error
