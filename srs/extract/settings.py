"""What the user decides about a note: for folders in `srs.toml`, for one note in its front matter."""

from __future__ import annotations

from srs.model.values import dataclass


@dataclass(frozen=True, slots=True)
class Settings:
    """The decisions that hold for one note.

    `deck` replaces the one made of its folders, `tags` join its own, `reverse` asks definitions both ways, `off` names
    extractors that are not asked, `separators` are signs that part a front from a back wherever they stand.
    """

    deck: str = ""
    tags: tuple[str, ...] = ()
    reverse: bool = False
    off: frozenset[str] = frozenset()
    separators: tuple[str, ...] = ()


NO_SETTINGS = Settings()
