"""Groups of commands that are imported one at a time, when called."""

from __future__ import annotations

from importlib import import_module
from keyword import iskeyword
from typing import TYPE_CHECKING, Any

import click

from srs.cli.untranslated import HelpedCommand

if TYPE_CHECKING:
    from collections.abc import Mapping

    from click.shell_completion import CompletionItem


class LazyGroup(HelpedCommand, click.Group):
    """A group that knows its commands by name, with a line of help each under headings, and imports one when it is called."""

    def __init__(
        self, *args: Any, sections: Mapping[str, Mapping[str, str]], module: str = "srs.cli.", **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self._sections = sections
        self._told = {name: told for section in sections.values() for name, told in section.items()}
        self._module = module

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        """List the commands in the order of a first day with srs."""
        return list(self._told)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """Import a command."""
        if cmd_name not in self._told:
            return None
        module = cmd_name.replace("-", "_") + ("_" if iskeyword(cmd_name) else "")
        command: click.Command = import_module(self._module + module).command
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command; a typo gets the nearest names, and `help` before a name is `--help` behind it."""
        if args[:1] == ["help"]:
            if not args[1:]:
                click.echo(ctx.get_help(), color=ctx.color)
                ctx.exit()
            return self.resolve_command(ctx, [*args[1:], "--help"])
        if args and args[0] not in self._told:
            from difflib import get_close_matches

            near = get_close_matches(args[0], self._told, n=2, cutoff=0.65)
            hint = f" Did you mean {' or '.join(near)}?" if near else f" See: {ctx.command_path} --help"
            raise click.UsageError(f"There is no command '{args[0]}'.{hint}", ctx)
        return super().resolve_command(ctx, args)

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem[str]]:
        """Complete the names of commands without importing them."""
        from click.shell_completion import CompletionItem

        names = [CompletionItem(name, help=told) for name, told in self._told.items() if name.startswith(incomplete)]
        return [*names, *click.Command.shell_complete(self, ctx, incomplete)]

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """Write the list of commands without importing them."""
        width = max(map(len, self._told))  # the same everywhere, so that all headings share their columns
        for heading, commands in self._sections.items():
            with formatter.section(heading):
                formatter.write_dl([(name.ljust(width), told) for name, told in commands.items()])
