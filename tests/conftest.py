"""Settings for all tests."""

from __future__ import annotations

from hypothesis import settings

settings.register_profile("srs", deadline=None)
settings.load_profile("srs")
