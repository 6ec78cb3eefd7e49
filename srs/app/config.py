"""The settings of a collection: `srs.toml`, which need not exist."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from srs.errors import BadConfig

if TYPE_CHECKING:
    from pathlib import Path

FILE_NAME = "srs.toml"
_KEYS: dict[str, dict[str, type | tuple[type, ...]]] = {
    "": {"notes": str, "decks": str, "exclude": list},
    "review": {
        "new_per_day": int,
        "reviews_per_day": int,
        "desired_retention": (int, float),
        "maximum_interval": int,
        "rollover_hour": int,
        "learning_steps": list,
        "relearning_steps": list,
    },
}


class Config(NamedTuple):
    """What the file says: folders relative to the collection, globs to leave out, and the keys of `[review]`."""

    notes: str = ""
    decks: str = "decks"
    exclude: tuple[str, ...] = ()
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
    review = data.pop("review", {})
    if not isinstance(review, dict):
        raise BadConfig(f"{file}:{_line(text, 'review')}: [review] must be a table.", "Write: [review]")
    _check(file, text, "", data)
    _check(file, text, "review", review)
    exclude = tuple(str(glob) for glob in data.get("exclude", ()))
    return Config(data.get("notes", ""), data.get("decks", "decks"), exclude, tuple(review.items()))


def _check(file: Path, text: str, table: str, data: dict[str, Any]) -> None:
    known = _KEYS[table]
    for key, value in data.items():
        where = f"{file}:{_line(text, key)}"
        if key not in known:
            raise BadConfig(f"{where}: there is no setting '{key}'.", f"Known here: {', '.join(sorted(known))}")
        if not isinstance(value, known[key]) or isinstance(value, bool):
            raise BadConfig(f"{where}: '{key}' has the wrong kind of value ({value!r}).", "See docs/configuration.md")


def _line(text: str, key: str) -> int:
    """Return the line on which a key is set, 1 where it cannot be found."""
    for number, line in enumerate(text.splitlines(), 1):
        if line.replace('"', "").strip(" [").split("=")[0].strip(" ]") == key:
            return number
    return 1
