"""The presets of srs as Anki's deck presets, so that Anki goes on with the same parameters, steps and limits.

Keys are those of schema 11, as Anki itself writes them (`col.dconf`). What Anki has no word for stays behind: the order
"added" of new cards is that of the notes there, and whether new cards ignore the limit of reviews is a switch of the
whole collection.
"""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING, Any, Final

from srs.schedule.preset import LeechAction, NewMix, NewOrder, ReviewOrder

if TYPE_CHECKING:
    from srs.schedule import Preset

_IDS: Final = 1 << 40
_NEVER: Final = 9_999
_SUSPEND, _TAG = 0, 1
_LOWEST_POSITION, _RANDOM_CARDS, _AS_GATHERED = 1, 4, 1
_REVIEW_ORDERS: Final = {
    ReviewOrder.DUE: 0,
    ReviewOrder.DIFFICULTY: 5,  # "ease, ascending", which FSRS reads as difficulty, descending
    ReviewOrder.RETRIEVABILITY: 7,
    ReviewOrder.RANDOM: 8,
    ReviewOrder.OVERDUENESS: 12,
}
_MIXES: Final = {NewMix.MIXED: 0, NewMix.AFTER: 1, NewMix.BEFORE: 2}


def preset_name(collection: str, name: str) -> str:
    """Return how a preset of a collection is called in Anki; the general one has the name of the collection."""
    return f"{collection}: {name}" if name else collection


def preset_id(name: str) -> int:
    """Return the id of a preset in Anki, which follows from its name there: settings changed in Anki are kept."""
    return _IDS + int.from_bytes(sha256(f"preset {name}".encode()).digest()[:5])


def preset_json(name: str, preset: Preset) -> dict[str, Any]:
    """Return a preset as in Anki's `col.dconf`."""
    gather = _RANDOM_CARDS if preset.new_order is NewOrder.RANDOM else _LOWEST_POSITION
    return {
        "id": preset_id(name),
        "mod": 0,
        "name": name,
        "usn": -1,
        "maxTaken": 60,
        "autoplay": True,
        "timer": 0,
        "replayq": True,
        "new": {
            "bury": preset.bury_new,
            "delays": _minutes(preset.learning_steps),
            "initialFactor": 2500,
            "ints": [1, 4, 0],
            "order": 1,
            "perDay": preset.new_per_day,
        },
        "rev": {
            "bury": preset.bury_reviews,
            "ease4": 1.3,
            "ivlFct": 1.0,
            "maxIvl": preset.maximum_interval,
            "perDay": preset.reviews_per_day,
            "hardFactor": 1.2,
        },
        "lapse": {
            "delays": _minutes(preset.relearning_steps),
            "leechAction": _SUSPEND if preset.leech_action is LeechAction.SUSPEND else _TAG,
            "leechFails": preset.leech_threshold or _NEVER,
            "minInt": 1,
            "mult": 0.0,
        },
        "dyn": False,
        "newMix": _MIXES[preset.new_mix],
        "newPerDayMinimum": 0,
        "interdayLearningMix": 0,
        "reviewOrder": _REVIEW_ORDERS[preset.review_order],
        "newSortOrder": _AS_GATHERED,
        "newGatherPriority": gather,
        "buryInterdayLearning": preset.bury_interday,
        "fsrsParams6": list(preset.parameters),
        "desiredRetention": preset.desired_retention,
        "easyDaysPercentages": list(preset.easy_days),
        "sm2Retention": 0.9,
    }


def _minutes(steps: tuple[int, ...]) -> list[float]:
    return [seconds / 60 for seconds in steps]
