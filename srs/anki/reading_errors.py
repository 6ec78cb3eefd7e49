"""What may be wrong with a file from Anki, told as a sentence."""

from __future__ import annotations

import sqlite3
import zipfile
from contextlib import contextmanager
from typing import TYPE_CHECKING

from srs.errors import SrsError, UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


class NotAnki(SrsError):
    """The file is none of Anki's, or cannot be trusted."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(f"{path} cannot be read: {reason}.", "Export it anew in Anki: File > Export, with scheduling.")


class AnkiOpen(SrsError):
    """The file is the collection of an Anki that runs."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"{path} is in use by Anki.", "Close Anki first, or export from it: File > Export, with scheduling."
        )


@contextmanager
def reading(path: Path) -> Iterator[None]:
    """Turn what goes wrong while a file is read into a sentence about it."""
    try:
        yield
    except FileNotFoundError as error:
        raise UsageError(f"There is no file at {path}.", "Name it: srs import FILE") from error
    except IsADirectoryError as error:
        raise UsageError(f"{path} is a folder.", "Name a file in it: srs import FILE") from error
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError) as error:
        raise NotAnki(path, "it is damaged or cut off") from error
    except sqlite3.OperationalError as error:
        text = str(error)
        if "locked" in text:
            raise AnkiOpen(path) from error
        if "interrupted" in text:
            raise NotAnki(path, "it takes far longer than its size would") from error
        raise NotAnki(path, text) from error
    except (sqlite3.Error, OverflowError, UnicodeError, MemoryError) as error:
        raise NotAnki(path, str(error) or "it holds what no collection would") from error
    except OSError as error:
        raise SrsError(
            f"{path} cannot be read ({error.strerror or error}).", "Check its name, its permissions and free space."
        ) from error
