"""Conditions on cards beside what a user selects: those of one preset."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

    from srs.schedule.presets import NamedPreset, Presets


_NONE: Mapping[str, str] = {}


class Condition(NamedTuple):
    """A condition on `fact` in SQL, and the values of its parameters."""

    where: str = "1"
    parameters: Mapping[str, str] = _NONE

    @property
    def cards(self) -> str:
        """Return it as a condition on `card` alone; it costs nothing where everything is meant."""
        return "1" if self.where == "1" else f"card.fact IN (SELECT id FROM fact WHERE {self.where})"


EVERYTHING = Condition()


def cards_of_preset(presets: Presets, name: str) -> Condition:
    """Return what holds for the cards that have the preset of this name, the empty one for the general preset."""
    parts: list[str] = []
    parameters: dict[str, str] = {}
    for number, one in enumerate(presets):
        fits = _fits(one, f"preset{number}")
        parameters |= _parameters(one, f"preset{number}")
        if one.name == name:
            return Condition(" AND ".join([*parts, fits]), parameters) if parts or fits != "1" else EVERYTHING
        parts.append(f"NOT {fits}")
    return Condition("0")


def _fits(preset: NamedPreset, key: str) -> str:
    if preset.tag:
        tags = f"value = :{key} OR substr(value, 1, length(:{key}) + 2) = :{key} || '::'"
        return f"EXISTS (SELECT 1 FROM json_each(fact.tags) WHERE {tags})"
    if preset.deck:
        return f"(fact.deck = :{key} OR substr(fact.deck, 1, length(:{key}) + 2) = :{key} || '::')"
    return "1"


def _parameters(preset: NamedPreset, key: str) -> dict[str, str]:
    return {key: preset.tag or preset.deck} if preset.tag or preset.deck else {}
