from __future__ import annotations

from srs.schedule import Preset
from srs.schedule.presets import NamedPreset, Presets

GENERAL = Preset()
LANGUAGES = NamedPreset("languages", Preset(new_per_day=5), deck="languages")
SPANISH = NamedPreset("spanish", Preset(new_per_day=6), deck="languages::spanish")
EXAM = NamedPreset("exam", Preset(new_per_day=7), tag="exam")
PRESETS = Presets(GENERAL, (SPANISH, LANGUAGES, EXAM))


def test_a_deck_takes_those_below_it_along() -> None:
    assert PRESETS.of("languages", ()) == LANGUAGES
    assert PRESETS.of("languages::czech", ()) == LANGUAGES
    assert PRESETS.of("languages-old", ()).preset == GENERAL


def test_the_first_that_fits_holds() -> None:
    assert PRESETS.of("languages::spanish::verbs", ("exam",)) == SPANISH
    assert PRESETS.of("physics", ("home", "exam::may")) == EXAM


def test_what_none_fits_has_the_general_settings() -> None:
    assert PRESETS.of("", ()) == NamedPreset("", GENERAL)
    assert [one.name for one in PRESETS] == ["spanish", "languages", "exam", ""]
