"""Which cards have a preset."""

from __future__ import annotations

from typing import TYPE_CHECKING

from srs.store.selection import EVERYTHING, Selection, has_tag

if TYPE_CHECKING:
    from srs.schedule.presets import NamedPreset, Presets


def cards_of_preset(presets: Presets, name: str) -> Selection:
    """Return the cards that have the preset of this name, the empty one for the general preset."""
    parts: list[str] = []
    parameters: dict[str, object] = {}
    for number, one in enumerate(presets):
        key = f"preset{number}"
        fits = _fits(one, key)
        if fits != "1":
            parameters[key] = one.tag or one.deck
        if one.name == name:
            return Selection(" AND ".join([*parts, fits]), parameters) if parts or fits != "1" else EVERYTHING
        parts.append(f"NOT {fits}")
    return Selection("0")


def number_of_preset(presets: Presets) -> Selection:
    """Return the expression on `card` for the number of its preset, 0 for the one that is tried first."""
    if not presets.special:
        return Selection("0")
    numbered = list(enumerate(presets))
    cases = " ".join(f"WHEN {_fits(one, f'preset{number}')} THEN {number}" for number, one in numbered)
    parameters = {f"preset{number}": one.tag or one.deck for number, one in numbered}
    return Selection(f"(SELECT CASE {cases} END FROM fact WHERE fact.id = card.fact)", parameters)


def _fits(preset: NamedPreset, key: str) -> str:
    if preset.tag:
        return has_tag(f"(value = :{key} OR substr(value, 1, length(:{key}) + 2) = :{key} || '::')")
    if preset.deck:
        return f"(fact.deck = :{key} OR substr(fact.deck, 1, length(:{key}) + 2) = :{key} || '::')"
    return "1"
