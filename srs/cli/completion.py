"""`srs completion`."""

from __future__ import annotations

import click

from srs.cli.options import Setup, shared_options
from srs.cli.output import print_json


@click.command()
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
@shared_options
def command(setup: Setup, shell: str) -> None:
    """Print the script that lets a shell complete commands, options, decks, tags, ids and queries.

    What it completes is read from the collection of the line that is typed, and nothing is changed or made for it.

    \b
    Examples, as a line of ~/.bashrc, of ~/.zshrc (below compinit), of ~/.config/fish/config.fish:
      eval "$(srs completion bash)"
      eval "$(srs completion zsh)"
      srs completion fish | source

    Exit status: 0 done, 2 no such shell.
    """  # noqa: D301
    from srs.cli.shells import script_of

    script = script_of(shell, click.get_current_context().find_root().command)
    if setup.as_json:
        print_json({"shell": shell, "script": script})
    else:
        click.echo(script, nl=False)
