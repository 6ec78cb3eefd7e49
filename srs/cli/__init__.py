"""The command line; nothing heavy is imported before a command needs it."""

from __future__ import annotations

import gc

_THRESHOLD = 50_000
_INTERRUPTED = 130
"""As shells count it: 128 and the number of the signal."""


def main() -> None:
    """Run the command line; errors are one sentence with a hint, never a traceback."""
    # What imports leave behind lives as long as the process; looking through it again and again costs 5 ms.
    gc.set_threshold(_THRESHOLD)
    try:
        from srs.cli.group import main as run

        run()
    except KeyboardInterrupt:  # before there is a command to end
        raise SystemExit(_INTERRUPTED) from None
