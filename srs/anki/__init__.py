"""Everything that speaks to Anki."""

from __future__ import annotations
