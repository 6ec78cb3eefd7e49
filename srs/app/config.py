"""The settings of a collection: `srs.toml`, which need not exist."""

from __future__ import annotations

import os
from os import path as places
from typing import TYPE_CHECKING, Any

from srs.app.setting_names import KEYS, hint_for, right_kind
from srs.errors import BadConfig
from srs.model.pattern import pattern
from srs.model.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterable

FILE_NAME = "srs.toml"
_SHORTEST_SIGN = 2
_ADDRESS = pattern(r"(?i)https?://[^/:?#\s]")
_USER = pattern(r"(?i)(?:https?:)?/*[^/?#]*@")
_THEMES = ("terminal", "dark", "light")


@dataclass(frozen=True, slots=True)
class FolderRule:
    """What holds for the notes whose path matches a glob; None and empty leave it to the rules before."""

    path: str
    deck: str = ""
    tags: tuple[str, ...] = ()
    reverse: bool | None = None
    off: tuple[str, ...] = ()
    silence: tuple[str, ...] = ()
    separators: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PresetRule:
    """What the cards of a deck and those below it, or with a tag, are scheduled by: settings, each with its line in the file."""

    name: str
    deck: str = ""
    tag: str = ""
    settings: tuple[tuple[str, Any, int], ...] = ()


@dataclass(frozen=True, slots=True)
class BackupRule:
    """Whether backups are made without being asked for, and how many of them stay (see `srs.app.thinning`)."""

    automatic: bool = True
    recent: int = 20
    daily: int = 14
    weekly: int = 12
    monthly: int = 12


@dataclass(frozen=True, slots=True)
class Config:
    """What the file says.

    Folders are relative to the collection, `include` and `exclude` are globs on the paths of notes. `folders` and `presets` are the
    `[[folder]]` and `[[preset]]` tables in their order, `words` the lists of `[words]`, `separators` signs between front and back of
    a card, `silence` the checks that `[check]` switches off, `review` the keys of `[review]`, `keys` those of the actions that `[keys]`
    names, `backup` is `[backup]`, and `theme`, `timer` and `images` come from `[screen]`. `anki_server` and `anki_url` are the addresses
    in `[anki]`, of a sync server and of AnkiConnect. `file` is where all this was read, for errors that come later (`srs.app.setting_line`), and `mark`
    tells one state of that file from another.
    """

    notes: str = ""
    decks: str = "decks"
    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    extractors: tuple[str, ...] = ()
    separators: tuple[str, ...] = ()
    folders: tuple[FolderRule, ...] = ()
    words: tuple[tuple[str, tuple[str, ...]], ...] = ()
    silence: tuple[str, ...] = ()
    review: PresetRule = PresetRule("")
    presets: tuple[PresetRule, ...] = ()
    keys: tuple[tuple[str, tuple[str, ...]], ...] = ()
    theme: str = "terminal"
    timer: bool = False
    images: bool = True
    anki_server: str = ""
    anki_url: str = ""
    backup: BackupRule = BackupRule()
    file: str = ""
    mark: str = ""


def load_config(folder: str) -> Config:
    """Read `srs.toml` in the folder of a collection.

    Raises:
        BadConfig: the file is no TOML, or has a key or a value that means nothing; the sentence names the line.
    """
    file = places.join(folder, FILE_NAME)
    try:
        with open(file, encoding="utf-8-sig") as opened:
            mark = _mark(os.fstat(opened.fileno()))
            text = opened.read()
    except FileNotFoundError:
        return Config()
    except (OSError, UnicodeDecodeError) as error:
        raise BadConfig(f"{file} cannot be read ({error}).", "Mend or remove it.") from error
    from srs.markdown.toml import load_toml

    try:
        data: dict[str, Any] = load_toml(text)
    except ValueError as error:
        raise BadConfig(f"{file} is not valid TOML: {error}.", "Mend or remove it.") from error
    checker = _Checker(file, text)
    review, words = checker.table(data, "review"), checker.table(data, "words")
    folders, check = checker.tables(data, "folder", "path"), checker.table(data, "check")
    presets = checker.presets(data)
    keys, screen, anki, backup = (checker.table(data, name) for name in ("keys", "screen", "anki", "backup"))
    checker.check("", data)
    return Config(
        notes=data.get("notes", ""),
        decks=data.get("decks", "decks"),
        include=tuple(map(_below_notes, _strings(data.get("include", ())))),
        exclude=tuple(map(_below_notes, _strings(data.get("exclude", ())))),
        extractors=_strings(data.get("extractors", ())),
        separators=_signs(checker, data),
        folders=tuple(_folder(one, _signs(checker, one, "folder", number)) for number, one in enumerate(folders, 1)),
        words=tuple((name, _strings(listed)) for name, listed in words.items()),
        silence=_strings(check.get("off", ())),
        review=checker.preset(review, "review"),
        presets=tuple(checker.preset(one, "preset", number) for number, one in enumerate(presets, 1)),
        keys=_keys(checker, keys),
        theme=_theme(checker, screen),
        timer=screen.get("timer", False),
        images=screen.get("images", True),
        anki_server=_address(checker, anki, "server"),
        anki_url=_address(checker, anki, "url"),
        backup=_backup(checker, backup),
        file=file,
        mark=mark,
    )


def mark_of(folder: str) -> str:
    """Return what tells one state of the settings in a folder from another; empty where it has none."""
    try:
        return _mark(os.stat(places.join(folder, FILE_NAME)))
    except OSError:
        return ""


def _mark(status: os.stat_result) -> str:
    return f"{status.st_mtime_ns} {status.st_size} {status.st_ino}"


def _backup(checker: _Checker, data: dict[str, Any]) -> BackupRule:
    """Return how many backups stay; each number may be 0, but not all of them while backups are made."""
    for key, value in data.items():
        if value < 0:
            raise checker.error(key, f"'{key}' is {value}.", "Write 0 or more.", "backup")
    rule = BackupRule(**data)
    if rule.automatic and not (rule.recent or rule.daily or rule.weekly or rule.monthly):
        raise checker.error("", "no backup would stay.", "Write: automatic = false", "backup")
    return rule


def _address(checker: _Checker, data: dict[str, Any], key: str) -> str:
    """Return an address in `[anki]`; how it is written is looked at here, where its line is known."""
    address: str = data.get(key, "")
    wrong, hint = "", ""
    if _USER.match(address):
        wrong, hint = f"'{key}' must not hold a name or a password.", "Keep them in the keyring: srs anki login"
    elif address and not _ADDRESS.match(address):
        wrong, hint = f"'{address}' is no address of a server.", f'Write it so: {key} = "http://192.168.1.2:8080/"'
    if wrong:
        raise checker.error(key, wrong, hint, "anki")
    return address


def _keys(checker: _Checker, data: dict[str, Any]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return the keys of the actions that a table names; one key with two actions is refused."""
    if not data:
        return ()
    from srs.app.keys import read_keys

    changed, wrong = read_keys(data)
    if wrong:
        action, message, hint = wrong
        raise checker.error(action, message, hint, "keys")
    return tuple(changed.items())


def _theme(checker: _Checker, data: dict[str, Any]) -> str:
    """Return the theme of the screen; "terminal" keeps the colours of the terminal."""
    theme: str = data.get("theme", "terminal")
    if theme not in _THEMES:
        hint = f"There are: {', '.join(_THEMES)}"
        raise checker.error("theme", f"there is no theme '{theme}'.", hint, "screen")
    return theme


def _signs(checker: _Checker, data: dict[str, Any], table: str = "", number: int = 1) -> tuple[str, ...]:
    """Return the separators of a table; a letter or a single sign would cut ordinary text."""
    signs = _strings(data.get("separators", ()))
    for sign in signs:
        if len(sign) < _SHORTEST_SIGN or sign != sign.strip() or any(map(str.isalnum, sign)):
            hint = 'Use two signs or more: separators = [">>"]'
            raise checker.error("separators", f"{sign!r} cannot part a front from a back.", hint, table, number)
    return signs


def _folder(data: dict[str, Any], separators: tuple[str, ...]) -> FolderRule:
    return FolderRule(
        path=_below_notes(data["path"]),
        deck=data.get("deck", ""),
        tags=_strings(data.get("tags", ())),
        reverse=data.get("reverse"),
        off=_strings(data.get("off", ())),
        silence=_strings(data.get("silence", ())),
        separators=separators,
    )


def _below_notes(glob: str) -> str:
    """Return a glob on the path below the notes folder, which `./` and a slash in front mean as well."""
    return glob.removeprefix("./").lstrip("/")


def _strings(values: Iterable[object]) -> tuple[str, ...]:
    return tuple(str(value) for value in values)


class _Checker:
    """Takes tables out of the data of a file and refuses what means nothing in them."""

    def __init__(self, file: str, text: str) -> None:
        self._file = file
        self._text = text

    def table(self, data: dict[str, Any], name: str) -> dict[str, Any]:
        """Take out `[name]`."""
        found = data.pop(name, {})
        if not isinstance(found, dict):
            raise self.error(name, f"[{name}] must be a table.", f"Write: [{name}]")
        self.check(name, found)
        return found

    def tables(self, data: dict[str, Any], name: str, needed: str) -> list[dict[str, Any]]:
        """Take out all `[[name]]`, each of which needs a key."""
        found = data.pop(name, [])
        if not isinstance(found, list) or not all(isinstance(one, dict) for one in found):
            raise self.error(name, f"[[{name}]] must be an array of tables.", f"Write: [[{name}]]")
        for number, one in enumerate(found, 1):
            self.check(name, one, number)
            if needed not in one:
                raise self.error("", f"a [[{name}]] has no {needed}.", f'Write: {needed} = "lectures"', name, number)
        return found

    def presets(self, data: dict[str, Any]) -> list[dict[str, Any]]:
        """Take out all `[[preset]]`, each with a name of its own."""
        found = self.tables(data, "preset", "name")
        for number, one in enumerate(found, 1):
            name = one["name"]
            if not name or any(other["name"] == name for other in found[: number - 1]):
                wrong = f"the preset '{name}' is there already." if name else "a preset has an empty name."
                raise self.error("name", wrong, "Give each its own name.", "preset", number)
        return found

    def preset(self, data: dict[str, Any], table: str, number: int = 1) -> PresetRule:
        """Read the settings of cards out of a table."""
        named = {key: data.pop(key, "") for key in ("name", "deck", "tag")}
        named["deck"] = named["deck"].replace("/", "::")  # as in the front matter of notes
        if table == "preset" and bool(named["deck"]) == bool(named["tag"]):
            message = f"the preset '{named['name']}' needs a deck or a tag, and not both."
            raise self.error("", message, 'Write: deck = "languages"', table, number)
        lines = ((key, value, line_in(self._text, key, table, number)) for key, value in data.items())
        return PresetRule(**named, settings=tuple(lines))

    def check(self, table: str, data: dict[str, Any], number: int = 1) -> None:
        """Refuse keys that are not known and values of the wrong kind."""
        known = KEYS[table]
        for key, value in data.items():
            wrong, hint = "", ""
            if key not in known:
                wrong, hint = f"there is no setting '{key}'.", hint_for(table, key)
            elif not isinstance(value, known[key]) or (isinstance(value, bool) and known[key] is not bool):
                wrong, hint = f"'{key}' has the wrong kind of value ({value!r}).", right_kind(key, value, known[key])
            elif isinstance(value, str) and "\0" in value:
                wrong, hint = f"'{key}' holds a NUL character.", "Take it out."
            if wrong:
                raise self.error(key, wrong, hint, table, number)

    def error(self, key: str, message: str, hint: str, table: str = "", number: int = 1) -> BadConfig:
        """Name the line on which a key is set, in the `number`-th table of that name."""
        return BadConfig(f"{self._file}:{line_in(self._text, key, table, number)}: {message}", hint)


def line_in(text: str, key: str, table: str = "", number: int = 1) -> int:
    """Return the line on which a key is set in a table, that of the table's head where it is not found, or 1."""
    head, here, seen = 1, not table, 0
    for count, line in enumerate(text.splitlines(), 1):
        bare = line.replace('"', "").replace("'", "").strip()
        if bare.startswith("["):
            name = bare.split("#")[0].strip("[] ")
            seen += name == table
            here = name == table and seen == number
            head = count if here or (not table and name == key) else head
        elif here and bare.split("=")[0].strip() == key:
            return count
    return head
