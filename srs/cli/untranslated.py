"""What click offers ready-made, without its search for translations of a few words, which takes it a millisecond."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from collections.abc import Callable

    from click.shell_completion import CompletionItem


class FileName(click.ParamType):  # type: ignore[type-arg]  # generic from click 8.5 on
    """The name of a file or folder, taken as it is; the shell completes it."""

    name = "path"

    def shell_complete(
        self,
        ctx: click.Context,  # noqa: ARG002
        param: click.Parameter,  # noqa: ARG002
        incomplete: str,
    ) -> list[CompletionItem[str]]:
        """Leave it to the shell."""
        from click.shell_completion import CompletionItem

        return [CompletionItem(incomplete, type="file")]


class HelpedCommand(click.Command):
    """A command with an option that shows its help."""

    @functools.cached_property
    def _helped(self) -> Callable[[tuple[str, ...]], click.Option]:
        """Make the option once: click compares it with itself."""
        told = says(lambda ctx: ctx.get_help(), "Show this message and exit.")
        return functools.cache(lambda names: click.Option([*names, "_shows_help"], **told))

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """Return the option with the names it has in this context."""
        names = tuple(sorted(self.get_help_option_names(ctx)))
        return self._helped(names) if names else None


def says(say: Callable[[click.Context], str], told: str) -> dict[str, Any]:
    """Return what makes an option say something instead of running the command; `told` is its line of help."""

    def callback(ctx: click.Context, _: click.Parameter, value: bool) -> None:
        if value and not ctx.resilient_parsing:
            click.echo(say(ctx), color=ctx.color)
            ctx.exit()

    return {"is_flag": True, "expose_value": False, "is_eager": True, "help": told, "callback": callback}
