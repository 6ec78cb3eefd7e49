"""What a shell can complete: names of decks and tags, ids, and the words of queries, as the store has them now.

Only a shell that asks pays for it: commands name these functions by `completed_by`, and they import what they need when called.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    import click
    from click.shell_completion import CompletionItem

    from srs.cli.options import Setup
    from srs.store.open import Store

    Items = list[CompletionItem[str]]

_KEYS = {
    "deck": "a deck and those below it",
    "tag": "a tag; none: no tags",
    "is": "where it stands",
    "prop": "compare a quantity",
    "kind": "the shape of a fact",
    "path": "a note or a folder",
    "id": "the beginning of an id",
    "flag": "1 to 7, 0 none",
    "front": "text in the front",
    "back": "text in the back",
    "added": "came within days",
    "edited": "changed within days",
    "rated": "answered within days",
    "re": "a regular expression",
}
_UNSAFE = r"[^\w:/.+-]"
"""What means something to a query or a shell; `_` stands for any one character."""
_FRONT = 50
_HIGHEST_FLAG = 7


def suggest_decks(ctx: click.Context, _: click.Parameter, incomplete: str) -> Items:
    """Return the decks of facts, and those above them."""
    with _store_of(ctx) as store:
        return _begin(incomplete, _decks(store)) if store else []


def suggest_tags(ctx: click.Context, _: click.Parameter, incomplete: str) -> Items:
    """Return the tags of facts, and those above them."""
    with _store_of(ctx) as store:
        return _begin(incomplete, _tags(store)) if store else []


def suggest_ids(ctx: click.Context, _: click.Parameter, incomplete: str, which: str = "live") -> Items:
    """Return ids, of `live`, `held`, `retired` or `any` facts."""
    return _ids(ctx, incomplete, which)


def suggest_query(ctx: click.Context, _: click.Parameter, incomplete: str) -> Items:
    """Return the keys of terms, and behind a key what it knows; of a query within quotes the last term goes on."""
    lead = incomplete[: _last_term(incomplete)]
    term = incomplete[len(lead) :]
    key, colon, value = term.partition(":")
    if not colon:
        keys = {f"{name}:": told for name, told in _KEYS.items()}
        return [_item(lead + name, told) for name, told in keys.items() if name.startswith(term.lower())]
    if key.lower() == "id":
        return [_item(f"{lead}{key}:{one.value}", one.help) for one in _ids(ctx, value, "any")]
    with _store_of(ctx) as store:
        names = (re.sub(_UNSAFE, "_", name) for name in _values(key.lower(), store))
        return [_item(f"{lead}{key}:{name}") for name in dict.fromkeys(names) if name.startswith(value)]


def suggest_ids_or_query(ctx: click.Context, parameter: click.Parameter, incomplete: str) -> Items:
    """Return ids, held ones for `srs accept`, and the terms of a query."""
    which = "held" if ctx.info_name == "accept" else "live"
    ids = _ids(ctx, incomplete, which) if not incomplete or incomplete.isalnum() else []
    return [*ids, *suggest_query(ctx, parameter, incomplete)]


def suggest_files(_: click.Context, __: click.Parameter, incomplete: str) -> Items:
    """Let the shell complete paths."""
    return [_item(incomplete, kind="file")]


def suggest_backups(ctx: click.Context, _: click.Parameter, incomplete: str) -> Items:
    """Return `latest` and the names of backups, the newest first; a path where it is none of these."""
    from srs.store.backup import list_backups

    names = ["latest", *(one.path.name for one in reversed(list_backups(_setup_of(ctx).collection().database)))]
    return _begin(incomplete, names) or [_item(incomplete, kind="file")]


def suggest_ratings(_: click.Context, __: click.Parameter, incomplete: str) -> Items:
    """Return the names of ratings."""
    return _begin(incomplete, ("again", "hard", "good", "easy"))


def _last_term(query: str) -> int:
    """Return where the last term begins, behind what denies or groups it; a phrase in double quotes is one."""
    start, is_phrase = 0, False
    for index, sign in enumerate(query):
        if sign == '"':
            is_phrase = not is_phrase
        elif sign.isspace() and not is_phrase:
            start = index + 1
    return len(query) - len(query[start:].lstrip("-("))


def _item(value: str, told: str | None = None, kind: str = "plain") -> CompletionItem[str]:
    from click.shell_completion import CompletionItem  # 1.5 ms, which no command should take longer for

    return CompletionItem(value, kind, told)


def _begin(incomplete: str, names: Iterable[str]) -> Items:
    return [_item(name) for name in names if name.startswith(incomplete)]


def _values(key: str, store: Store | None) -> Iterable[str]:
    """Return what may stand behind a key of a query."""
    known = {"deck": _decks, "tag": _tags, "path": _notes}
    if key in known:
        return known[key](store) if store else ()
    if key == "flag":
        return map(str, range(_HIGHEST_FLAG + 1))
    from srs.model import Kind
    from srs.search.words import Quantity, Standing

    names: dict[str, Iterable[str]] = {"is": Standing, "prop": Quantity, "kind": Kind}
    return names.get(key, ())


def _notes(store: Store) -> Iterable[str]:
    from srs.store.peek import notes_of

    return notes_of(store)


def _decks(store: Store) -> Iterable[str]:
    from srs.store.selection import known_decks

    return _with_those_above(known_decks(store))


def _tags(store: Store) -> Iterable[str]:
    from srs.store.selection import known_tags

    return _with_those_above(known_tags(store))


def _with_those_above(names: Iterable[str]) -> Iterator[str]:
    """Yield names in their order, each once, those above one before it."""
    told = set()
    for name in names:
        parts = name.split("::")
        for count in range(1, len(parts) + 1):
            one = "::".join(parts[:count])
            if one not in told:
                told.add(one)
                yield one


def _ids(ctx: click.Context, incomplete: str, which: str) -> Items:
    from srs.cli.output import shorten
    from srs.markdown.sanitise import visible
    from srs.store.peek import ids_like

    with _store_of(ctx) as store:
        found = ids_like(store, incomplete, which) if store else []
    # Nobody reads more of a front, and bash shows none of it.
    return [_item(one, visible(shorten(front[: 4 * _FRONT], _FRONT))) for one, front in found]


class _store_of:
    """Open the store that the words so far name, for reading alone; None where there is none."""

    def __init__(self, ctx: click.Context) -> None:
        self._ctx = ctx
        self._store: Store | None = None

    def __enter__(self) -> Store | None:
        from srs.store.peek import peek_store

        self._store = peek_store(_setup_of(self._ctx).collection().database)
        return self._store

    def __exit__(self, *_: object) -> None:
        if self._store:
            self._store.close()


def _setup_of(ctx: click.Context | None) -> Setup:
    """Return what the shared options say in the words so far."""
    from srs.cli.options import Setup

    given: dict[str, object] = {}
    while ctx is not None:  # what stands behind the command goes before what stands before it
        given = {name: value for name, value in ctx.params.items() if value} | given
        ctx = ctx.parent
    return Setup(*(given.get(name) for name in ("directory", "database", "notes")))  # type: ignore[arg-type]
