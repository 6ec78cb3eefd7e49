"""An address as a picture in the terminal, for the camera of a phone."""

from __future__ import annotations

from io import StringIO

import click


def print_qr(address: str) -> None:
    """Print the QR code of an address, white on black whatever the colours of the terminal."""
    import segno

    drawn = StringIO()
    segno.make(address, error="l", micro=False).terminal(drawn, border=2, compact=True)
    for line in drawn.getvalue().splitlines():
        click.secho(line, fg="bright_white", bg="black")
