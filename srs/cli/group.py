"""The `srs` command: its subcommands are imported one at a time, when called."""

from __future__ import annotations

import os
import sys
from errno import ENAMETOOLONG
from io import StringIO, TextIOWrapper

import click

from srs import __version__
from srs.cli.lazy_group import LazyGroup
from srs.cli.options import Setup, shared_options
from srs.cli.untranslated import says
from srs.errors import SrsError

_READER_LEFT = 141
"""What a shell reports of a program that ended with its pipe (128 + SIGPIPE)."""
_SHOWN = 40
"""How much is told of a name that is too long."""

SECTIONS = {
    "Every day": {
        "init": "Make this folder a collection.",
        "sync": "Bring the cards up to date with the notes.",
        "review": "Drill what is due.",
        "web": "Drill, and see everything, in a browser.",
        "due": "Tell what is due.",
    },
    "Look": {
        "cards": "List the facts of the collection.",
        "browse": "Look through the facts on a full screen.",
        "card": "Show one fact with its cards and reviews.",
        "history": "Show the review log.",
        "stats": "Show how well and how much you learn.",
        "extract": "Show the facts that files would give.",
        "explain": "Show why a line of a note is a card, or is not.",
        "check": "Check the cards for what makes them hard to learn.",
    },
    "Decide": {
        "held": "List the facts that wait for your yes or no.",
        "accept": "Take held facts into the drill.",
        "reject": "Keep facts out of the drill.",
        "link": "Join an edited text with the fact it was.",
        "unlink": "Part an edited text from the fact it was taken for.",
    },
    "Correct": {
        "answer": "Answer a card without a drill.",
        "undo": "Take back the last answer.",
        "redo": "Give the answer again that was taken back last.",
        "suspend": "Take cards out of the drill.",
        "unsuspend": "Bring suspended cards back.",
        "bury": "Put cards off until tomorrow.",
        "unbury": "Bring buried cards back today.",
        "flag": "Put a flag on cards.",
        "set-due": "Make cards due on a day you choose.",
        "reset": "Begin a fact anew.",
    },
    "Anki and other collections": {
        "export": "Write the deck for Anki.",
        "import": "Take over reviews from Anki and other tools.",
        "anki": "Exchange cards and reviews with Anki on other devices.",
        "merge": "Take over what another collection knows.",
    },
    "Care": {
        "optimize": "Fit the scheduler to your own answers.",
        "simulate": "Show what more or less retention would cost.",
        "reschedule": "Move cards to the days that the settings give.",
        "backup": "Copy the database to a safe file.",
        "restore": "Bring the database of a backup back.",
        "doctor": "Check that everything is as it should be.",
        "completion": "Print what lets a shell complete srs.",
    },
}
COMMANDS = {name: told for section in SECTIONS.values() for name, told in section.items()}


@click.command(
    cls=LazyGroup,
    sections=SECTIONS,
    invoke_without_command=True,
    # Commands inherit it, so that -h works after their names too.
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="Exit status: 0 done, 1 problems found, 2 wrong usage, 3 refused without --yes, 130 interrupted, 141 the reader of a pipe left.",
)
@click.option("--version", **says(lambda _: f"srs, version {__version__}", "Show the version and exit."))
@shared_options
@click.pass_context
def srs(ctx: click.Context, setup: Setup) -> None:
    """Spaced repetition from the notes you already write.

    Nothing is ever written into the notes, and no edit costs a review history.

    \b
    Examples:
      cd my-notes && srs review        drill what is due; reads the notes first
      srs sync --dry-run               what changed in the notes, as a plan
      srs export                       a deck for Anki in decks/
    """  # noqa: D301  (\b is click's mark for a block that is not wrapped)
    if ctx.invoked_subcommand is None:
        from srs.cli.due import show_start

        show_start(setup)


def main() -> None:
    """Run the command line; errors are one sentence with a hint, never a traceback."""
    if "_SRS_COMPLETE" in os.environ:
        from srs.cli.shells import answer_shell

        sys.exit(answer_shell(srs))
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    try:
        # Without click's standalone mode the status of `click.exceptions.Exit` is returned.
        status = srs.main(prog_name="srs", standalone_mode=False, color=False if os.environ.get("NO_COLOR") else None)
    except SrsError as error:
        _complain(error.message, error.hint)
        sys.exit(error.exit_code)
    except click.ClickException as error:
        _show(error)
        sys.exit(error.exit_code)
    except (click.Abort, KeyboardInterrupt, EOFError):
        click.echo("", err=True)
        sys.exit(130)
    except SystemExit:
        # click ends so, and only so, when the reader of a pipe left, as `head` does.
        sys.exit(_READER_LEFT)
    except OSError as error:
        sys.exit(_told(error))
    sys.exit(status or 0)


def _told(error: OSError) -> int:
    """Say that a name is too long, or that the output cannot be written; return the status. Others are told where they come about."""
    if error.errno == ENAMETOOLONG:
        _complain(f"No file has a name as long as {str(error.filename)[:_SHOWN]}...", "Check the name of the file.")
        return 2
    if error.filename is not None:  # a stream has no name
        raise error
    sys.stdout = None  # Python would complain once more when it closes the stream
    _complain(f"The output cannot be written ({error.strerror or error}).", "Free some space, or write it elsewhere.")
    return 1


def _show(error: click.ClickException) -> None:
    """Print what click says of wrong usage, which repeats words of the user or of a script as they were given."""
    from srs.markdown.sanitise import visible

    said = StringIO()
    error.show(said)
    click.echo(visible(said.getvalue()), nl=False, err=True)


def _complain(message: str, hint: str) -> None:
    from srs.markdown.sanitise import visible

    click.secho("srs: ", fg="red", bold=True, nl=False, err=True)
    click.echo(visible(message), err=True)
    for line in visible(hint).splitlines():
        click.echo(f"     {line}", err=True)
