"""Queries as arguments of a command: `-is:new` is no option, and what a query finds may need the user's word."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

import click

from srs.cli.clock import at_ms, read_now
from srs.cli.options import completed_by
from srs.cli.untranslated import HelpedCommand

if TYPE_CHECKING:
    from collections.abc import Callable

    from click.shell_completion import CompletionItem

    from srs.app.collection import Collection
    from srs.store.search import Today

_GUARD = "\0"
"""Stands before a dash that is no option; no argument of a process can hold it."""
_Result = TypeVar("_Result")


class QueryCommand(HelpedCommand):
    """A command whose arguments may begin with a dash: `-tag:exam`, `-(a or b)`, `-word`."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Keep click from taking negated terms for options; what begins with the letter of an option is one."""
        letters, values = self._letters(ctx), self._with_values(ctx)
        pairs = zip(["", *args], args, strict=False)
        try:
            return super().parse_args(
                ctx, [one if before in values else _guarded(one, letters) for before, one in pairs]
            )
        except click.NoSuchOption as error:
            from srs.search.terms import KEYS

            key = error.option_name.lstrip("-")
            if key not in KEYS:
                raise
            told = f"No such option '--{key}'. It goes into the query: {ctx.command_path} {key}:..."
            raise click.UsageError(told, ctx) from error

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem[str]]:
        """Complete options, and terms that begin with a dash."""
        items = super().shell_complete(ctx, incomplete)
        if incomplete != "-" and _guarded(incomplete, self._letters(ctx)) != incomplete:
            given = next(one for one in self.params if one.name == "given")
            items += given.shell_complete(ctx, incomplete)
        return items

    def _letters(self, ctx: click.Context) -> set[str]:
        """Return the letters of short options; the name of an argument (`given`) is none."""
        names = (name for one in self.get_params(ctx) for name in one.opts)
        return {name[1] for name in names if name[:1] == "-" and name[:2] != "--"}

    def _with_values(self, ctx: click.Context) -> set[str]:
        """Return the names of options that are followed by a value, which may begin with a dash as well."""
        options = (one for one in self.get_params(ctx) if isinstance(one, click.Option))
        return {name for one in options if not (one.is_flag or one.count) for name in one.opts}


def _guarded(argument: str, letters: set[str]) -> str:
    is_term = argument[:1] == "-" and argument[1:2] not in {"", "-", *letters}
    return _GUARD + argument if is_term else argument


def query_argument(metavar: str = "[QUERY]...", *, required: bool = False) -> Callable[..., Any]:
    """Add the argument `given`: the parts of a query, or ids."""
    return click.argument(
        "given",
        nargs=-1,
        required=required,
        metavar=metavar,
        callback=_unguarded,
        shell_complete=completed_by("suggest_ids_or_query" if metavar.startswith("ID") else "suggest_query"),
    )


def _unguarded(ctx: click.Context, parameter: click.Parameter, given: tuple[str, ...]) -> tuple[str, ...]:  # noqa: ARG001
    return tuple(one.removeprefix(_GUARD) for one in given)


def unguarded(ctx: click.Context, parameter: click.Parameter, given: str) -> str:  # noqa: ARG001
    """Return an argument that is no query as it was typed."""
    return given.removeprefix(_GUARD)


def read_today(collection: Collection) -> Today:
    """Return the scheduling day it is."""
    from srs.app.selection import today_of

    now, presets = read_now(), collection.presets()
    return today_of(presets.clock(now), at_ms(now), presets.general)


def agree_to_move(count: int, way_out: str, *, as_json: bool) -> bool:
    """Ask whether so many cards are to move to other days.

    Raises:
        RefusedError: there is nobody to ask; the way out is told.
    """
    from srs.cli.output import counted, is_terminal
    from srs.errors import RefusedError

    if as_json or not is_terminal():
        raise RefusedError(f"This would move {counted(count, 'card')} to other days; nothing was changed.", way_out)
    return click.confirm("Move them?")


def with_consent(change: Callable[[bool], _Result], question: str, *, yes: bool, as_json: bool) -> _Result:
    """Make a change, told whether the user said yes; in a terminal they are asked where it would be refused."""
    from srs.cli.output import is_terminal, print_text
    from srs.errors import ManyCards, RefusedError

    try:
        return change(yes)
    except RefusedError as error:
        if as_json or not is_terminal():
            raise
        refusal = error
    for line in refusal.shown if isinstance(refusal, ManyCards) else ():
        print_text(line)
    print_text(refusal.message, fg="yellow")
    if not click.confirm(question):
        raise refusal
    return change(True)
