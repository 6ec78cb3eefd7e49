"""On which line of `srs.toml` a setting stands, so that an error can name it whenever it is found."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from srs.app.config import line_in
from srs.errors import BadConfig

if TYPE_CHECKING:
    from srs.app.config import Config


def setting_error(config: Config, key: str, message: str, hint: str, *, table: str = "", number: int = 1) -> BadConfig:
    """Return an error about a setting that only shows when the settings are used; it names the line as it stands now."""
    return BadConfig(f"{config.file}:{line_of(config, key, table, number)}: {message}", hint)


def line_of(config: Config, key: str, table: str = "", number: int = 1) -> int:
    """Return the line of a key in the file that settings were read from, in the `number`-th table of that name."""
    try:
        return line_in(Path(config.file).read_text("utf-8-sig"), key, table, number)
    except (OSError, UnicodeDecodeError):  # it was there when it was read
        return 1
