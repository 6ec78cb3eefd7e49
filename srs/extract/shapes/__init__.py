"""The shapes of ordinary markdown that carry a card, one file each."""

from __future__ import annotations
