"""Which settings a card has."""

from __future__ import annotations

from typing import TYPE_CHECKING

from srs.model.values import dataclass, replace
from srs.schedule.day import DayClock

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping
    from datetime import datetime

    from srs.schedule.preset import Preset


@dataclass(frozen=True, slots=True)
class NamedPreset:
    """A preset for the cards of a deck and of those below it, or with a tag or a narrower one; neither for all the rest."""

    name: str
    preset: Preset
    deck: str = ""
    tag: str = ""

    def fits(self, deck: str, tags: Collection[str]) -> bool:
        """Tell whether it is meant for a card in this deck with these tags."""
        if self.tag:
            return any(_is_in(tag, self.tag) for tag in tags)
        return not self.deck or _is_in(deck, self.deck)


@dataclass(frozen=True, slots=True)
class Presets:
    """The presets of a collection in the order in which they are tried, and the general one for what none of them fits."""

    general: Preset
    special: tuple[NamedPreset, ...] = ()

    def of(self, deck: str, tags: Collection[str]) -> NamedPreset:
        """Return the preset of a card in this deck with these tags."""
        return next(one for one in self if one.fits(deck, tags))

    def clock(self, now: datetime) -> DayClock:
        """Return the clock of scheduling days in the time zone of `now`; all presets share one rollover hour."""
        return DayClock.of(now, self.general.rollover_hour)

    def with_parameters(self, parameters: Mapping[str, tuple[float, ...]]) -> Presets:
        """Return them with other parameters of FSRS, by the name of a preset."""
        general, *special = (
            replace(one, preset=replace(one.preset, parameters=parameters.get(one.name, one.preset.parameters)))
            for one in (NamedPreset("", self.general), *self.special)
        )
        return Presets(general.preset, tuple(special))

    def __iter__(self) -> Iterator[NamedPreset]:
        yield from self.special
        yield NamedPreset("", self.general)


def _is_in(name: str, parent: str) -> bool:
    return name == parent or name.startswith(f"{parent}::")
