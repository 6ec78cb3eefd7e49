"""What an extractor is: a named shape, of the package or of a plugin."""

from __future__ import annotations

from typing import TYPE_CHECKING

from srs.errors import BadConfig
from srs.model.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterable

    from srs.extract.walk import SectionShape, Shape


@dataclass(frozen=True, slots=True)
class Extractor:
    """A shape with its name, which `srs.toml` can switch off; it reads blocks or sections.

    A plugin offers one, or several, under the entry point group `srs.extractors`. It is asked before the built-in
    extractor that `before` names, or last.
    """

    name: str
    read: Shape | None = None
    read_section: SectionShape | None = None
    before: str = ""


def arrange(built_in: Iterable[Extractor], more: Iterable[Extractor]) -> tuple[Extractor, ...]:
    """Return built-in extractors with further ones at their places.

    Raises:
        BadConfig: two have the same name, or one wants to stand before an extractor that does not exist.
    """
    arranged = list(built_in)
    for extractor in more:
        names = [other.name for other in arranged]
        if extractor.name in names:
            raise BadConfig(f"There are two extractors called '{extractor.name}'.", "Give the plugin's another name.")
        if extractor.before and extractor.before not in names:
            raise BadConfig(
                f"The extractor '{extractor.name}' wants to stand before '{extractor.before}', which does not exist.",
                f"There are: {', '.join(names)}",
            )
        place = names.index(extractor.before) if extractor.before else len(arranged)
        arranged.insert(place, extractor)
    return tuple(arranged)
