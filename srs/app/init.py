"""Makes a folder a collection."""

from __future__ import annotations

from typing import TYPE_CHECKING

from srs.app.config import FILE_NAME
from srs.errors import SrsError
from srs.model.values import dataclass

if TYPE_CHECKING:
    from pathlib import Path

    from srs.app.collection import Collection

_TEMPLATE = """\
# Settings of this collection; every line may go. See docs/configuration.md.

# notes = "{notes}"
# exclude = ["templates/*"]

[review]
# new_per_day = 20
# reviews_per_day = 200
# desired_retention = 0.9
# rollover_hour = 4
# learning_steps = ["1m", "10m"]
# review_order = "due"
# easy_days = [1, 1, 1, 1, 1, 0.5, 0]

[screen]
# theme = "dark"
# images = true

[keys]
# good = ["3", "l"]

# [[preset]]
# name = "languages"
# deck = "languages"
# new_per_day = 10
"""


@dataclass(frozen=True, slots=True)
class Made:
    """What was made, and what was there before: whether the database is `new`, and whether the settings are."""

    database: Path
    config: Path
    new: bool
    new_config: bool


def make_collection(collection: Collection) -> Made:
    """Create the database and a commented `srs.toml`; what is there already stays as it is."""
    config = collection.folder / FILE_NAME
    new, new_config = not collection.database.exists(), not config.exists()
    collection.open().close()
    try:
        if new_config:
            notes = (
                collection.notes.relative_to(collection.folder).as_posix()
                if collection.notes.is_relative_to(collection.folder)
                else str(collection.notes)
            )
            config.write_text(_TEMPLATE.format(notes=notes), "utf-8")
    except OSError as error:
        raise SrsError(
            f"{config} cannot be written ({error.strerror}).", "Check the permissions of the folder."
        ) from error
    return Made(collection.database, config, new, new_config)
