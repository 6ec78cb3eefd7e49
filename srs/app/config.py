"""The settings of a collection: `srs.toml`, which need not exist."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from srs.errors import BadConfig

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

FILE_NAME = "srs.toml"
_SHORTEST_SIGN = 2
_KEYS: dict[str, dict[str, type | tuple[type, ...]]] = {
    "": {"notes": str, "decks": str, "include": list, "exclude": list, "extractors": list, "separators": list},
    "folder": {
        "path": str,
        "deck": str,
        "tags": list,
        "reverse": bool,
        "off": list,
        "silence": list,
        "separators": list,
    },
    "check": {"off": list},
    "words": {"labels": list, "bookkeeping": list, "generic": list, "sections": list, "questions": list},
    "review": {
        "new_per_day": int,
        "reviews_per_day": int,
        "desired_retention": (int, float),
        "maximum_interval": int,
        "rollover_hour": int,
        "learning_steps": list,
        "relearning_steps": list,
        "parameters": list,
    },
}


class FolderRule(NamedTuple):
    """What holds for the notes whose path matches a glob; None and empty leave it to the rules before."""

    path: str
    deck: str = ""
    tags: tuple[str, ...] = ()
    reverse: bool | None = None
    off: tuple[str, ...] = ()
    silence: tuple[str, ...] = ()
    separators: tuple[str, ...] = ()


class Config(NamedTuple):
    """What the file says.

    Folders are relative to the collection, `include` and `exclude` are globs on the paths of notes; `folders` are the
    `[[folder]]` tables in their order, `words` the lists of
    `[words]`, `separators` signs between front and back of a card, `silence` the checks that `[check]` switches off, `review` the keys of `[review]`.
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
    review: tuple[tuple[str, Any], ...] = ()


def load_config(folder: Path) -> Config:
    """Read `srs.toml` in the folder of a collection.

    Raises:
        BadConfig: the file is no TOML, or has a key or a value that means nothing; the sentence names the line.
    """
    file = folder / FILE_NAME
    try:
        text = file.read_text("utf-8-sig")
    except FileNotFoundError:
        return Config()
    except (OSError, UnicodeDecodeError) as error:
        raise BadConfig(f"{file} cannot be read ({error}).", "Mend or remove it.") from error
    import tomllib

    try:
        data = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise BadConfig(f"{file} is not valid TOML: {error}.", "Mend or remove it.") from error
    checker = _Checker(file, text)
    review, words = checker.table(data, "review"), checker.table(data, "words")
    checker.check_parameters(review)
    folders, check = checker.tables(data, "folder"), checker.table(data, "check")
    checker.check("", data)
    return Config(
        notes=data.get("notes", ""),
        decks=data.get("decks", "decks"),
        include=_strings(data.get("include", ())),
        exclude=_strings(data.get("exclude", ())),
        extractors=_strings(data.get("extractors", ())),
        separators=_signs(checker, data),
        folders=tuple(_folder(folder, _signs(checker, folder)) for folder in folders),
        words=tuple((name, _strings(listed)) for name, listed in words.items()),
        silence=_strings(check.get("off", ())),
        review=tuple(review.items()),
    )


def _signs(checker: _Checker, data: dict[str, Any]) -> tuple[str, ...]:
    """Return the separators of a table; a letter or a single sign would cut ordinary text."""
    signs = _strings(data.get("separators", ()))
    for sign in signs:
        if len(sign) < _SHORTEST_SIGN or sign != sign.strip() or any(map(str.isalnum, sign)):
            raise checker.error(
                "separators", f"{sign!r} cannot part a front from a back.", 'Use two signs or more: separators = [">>"]'
            )
    return signs


def _folder(data: dict[str, Any], separators: tuple[str, ...]) -> FolderRule:
    return FolderRule(
        path=data["path"],
        deck=data.get("deck", ""),
        tags=_strings(data.get("tags", ())),
        reverse=data.get("reverse"),
        off=_strings(data.get("off", ())),
        silence=_strings(data.get("silence", ())),
        separators=separators,
    )


def _strings(values: Iterable[object]) -> tuple[str, ...]:
    return tuple(str(value) for value in values)


class _Checker:
    """Takes tables out of the data of a file and refuses what means nothing in them."""

    def __init__(self, file: Path, text: str) -> None:
        self._file = file
        self._text = text

    def table(self, data: dict[str, Any], name: str) -> dict[str, Any]:
        """Take out `[name]`."""
        found = data.pop(name, {})
        if not isinstance(found, dict):
            raise self.error(name, f"[{name}] must be a table.", f"Write: [{name}]")
        self.check(name, found)
        return found

    def tables(self, data: dict[str, Any], name: str) -> list[dict[str, Any]]:
        """Take out all `[[name]]`."""
        found = data.pop(name, [])
        if not isinstance(found, list) or not all(isinstance(one, dict) for one in found):
            raise self.error(name, f"[[{name}]] must be an array of tables.", f"Write: [[{name}]]")
        for one in found:
            self.check(name, one)
            if "path" not in one:
                raise self.error(name, f"a [[{name}]] has no path.", 'Write: path = "lectures/*"')
        return found

    def check(self, table: str, data: dict[str, Any]) -> None:
        """Refuse keys that are not known and values of the wrong kind."""
        known = _KEYS[table]
        for key, value in data.items():
            if key not in known:
                raise self.error(key, f"there is no setting '{key}'.", _known(table))
            if not isinstance(value, known[key]) or (isinstance(value, bool) and known[key] is not bool):
                raise self.error(key, f"'{key}' has the wrong kind of value ({value!r}).", "See docs/configuration.md")
            if isinstance(value, str) and "\0" in value:
                raise self.error(key, f"'{key}' holds a NUL character.", "Take it out.")

    def check_parameters(self, review: dict[str, Any]) -> None:
        """Refuse parameters that are none of FSRS-6."""
        if "parameters" not in review:
            return
        from srs.schedule.preset import Preset

        try:
            Preset(parameters=tuple(review["parameters"]))
        except BadConfig as error:
            raise self.error(
                "parameters", error.message, "Write 21 numbers, or leave the line out: srs optimize fits them."
            ) from error

    def error(self, key: str, message: str, hint: str) -> BadConfig:
        """Name the line on which a key is set."""
        return BadConfig(f"{self._file}:{_line(self._text, key)}: {message}", hint)


def _known(table: str) -> str:
    """List what can be set in a table, and outside of all tables the tables too."""
    keys = ", ".join(sorted(_KEYS[table]))
    sections = ", ".join("[[folder]]" if name == "folder" else f"[{name}]" for name in sorted(_KEYS) if name)
    return f"Known here: {keys}" + ("" if table else f"; sections: {sections}")


def _line(text: str, key: str) -> int:
    """Return the line on which a key is set, 1 where it cannot be found."""
    for number, line in enumerate(text.splitlines(), 1):
        if line.replace('"', "").strip(" [").split("=")[0].strip(" ]") == key:
            return number
    return 1
