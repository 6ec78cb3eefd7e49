"""The names of all settings, table by table, and what somebody meant who wrote another."""

from __future__ import annotations

_NEAR = 0.75
"""How like another name has to be; of less than that nobody would think."""
_NUMBER = (int, float)
_ELSEWHERE = "See docs/configuration.md"
_REVIEW: dict[str, type | tuple[type, ...]] = {
    "new_per_day": int,
    "reviews_per_day": int,
    "desired_retention": _NUMBER,
    "maximum_interval": int,
    "learning_steps": list,
    "relearning_steps": list,
    "new_order": str,
    "review_order": str,
    "new_mix": str,
    "new_ignores_review_limit": bool,
    "bury_new": bool,
    "bury_reviews": bool,
    "bury_interday": bool,
    "leech_threshold": int,
    "leech_action": str,
    "load_balance": bool,
    "easy_days": list,
    "parameters": list,
}
ACTIONS = [
    "show",
    "again",
    "hard",
    "good",
    "easy",
    "undo",
    "redo",
    "edit",
    "suspend",
    "bury",
    "reject",
    "flag",
    "context",
    "open",
    "type",
    "search",
    "help",
    "quit",
]
"""Those of `srs.app.keys`, which is not imported for a file that sets no keys."""
KEYS: dict[str, dict[str, type | tuple[type, ...]]] = {
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
    "review": _REVIEW | {"rollover_hour": int, "learn_ahead": (str, int)},
    "preset": _REVIEW | {"name": str, "deck": str, "tag": str},
    "keys": dict.fromkeys(ACTIONS, (str, list)),
    "screen": {"theme": str, "timer": bool, "images": bool},
    "anki": {"server": str, "url": str},
    "backup": {"automatic": bool, "recent": int, "daily": int, "weekly": int, "monthly": int},
}


def hint_for(table: str, key: str) -> str:
    """Say what to do about a setting that a table does not know; the table of the lines above all others has no name."""
    return _near(table, key) or _known(table)


def _known(table: str) -> str:
    """List what can be set in a table, and outside of all tables the tables too."""
    keys = ", ".join(sorted(KEYS[table]))
    sections = ", ".join(_named(name) for name in sorted(KEYS) if name)
    return f"Known here: {keys}" + ("" if table else f"; sections: {sections}")


def _named(table: str) -> str:
    """Return the head of a table as the file has it."""
    if not table:
        return "the lines above all tables"
    return f"[[{table}]]" if table in ("folder", "preset") else f"[{table}]"


def _near(table: str, key: str) -> str:
    """Say where a setting belongs that is known elsewhere, or which one was meant; empty where nothing is near."""
    homes = [name for name, keys in KEYS.items() if key in keys]
    if homes:
        return f"It belongs to {' or '.join(map(_named, homes))}: {_moved(homes[0])}"
    from difflib import get_close_matches

    places = {table: None, "review": None, **dict.fromkeys(KEYS)}  # what is near is looked for here first
    for home in places:
        names = [*KEYS[home], *(() if home or table else filter(None, KEYS))]
        near = get_close_matches(key.lower().replace("-", "_"), names, n=1, cutoff=_NEAR)
        if near:
            return _meant(near[0], home, table)
    return ""


def _moved(home: str) -> str:
    return f"put it below a line {_named(home)}." if home else "put it above the first line in brackets."


def _meant(name: str, home: str, table: str) -> str:
    """Ask for a setting or a table that may have been meant, and list what else there is."""
    if not home and name not in KEYS[""]:
        return f"Did you mean {_named(name)}? {_known(table)}"
    if home == table:
        return f"Did you mean {name}? {_known(table)}"
    return f"Did you mean {name}? It belongs to {_named(home)}: {_moved(home)}"


def right_kind(key: str, value: object, kind: type | tuple[type, ...]) -> str:
    """Say how a value of the right kind is written, where one can tell what was meant."""
    text = str(value).strip()
    if kind is list and isinstance(value, str):
        return _as_list(key, text)
    if kind is int and not isinstance(value, bool):
        return f"Write a whole number: {key} = {text if text.isdecimal() else 20}"
    if kind is _NUMBER and not isinstance(value, bool):
        return f"Write a number: {key} = {text if _is_number(text) else 0.9}"
    if kind is bool:
        return f"Write: {key} = {'false' if text.lower() == 'false' else 'true'}"
    return _ELSEWHERE


def _as_list(key: str, text: str) -> str:
    """Return a text as a list; what stands in the others may have spaces in it."""
    parts = text.replace(",", " ").split()
    if key.endswith("_steps"):
        listed = parts if parts and all(_is_number(one.rstrip("smhd")) for one in parts) else ["1m", "10m"]
    elif key in ("easy_days", "parameters"):
        return f"Write a list: {key} = [{', '.join(parts)}]" if all(map(_is_number, parts)) else _ELSEWHERE
    else:
        listed = [text]
    quoted = ", ".join(f'"{one}"' for one in listed)
    return f"Write a list: {key} = [{quoted}]"


def _is_number(text: str) -> bool:
    return text.replace(".", "", 1).isdecimal()
