"""Spaced repetition from the notes people already write."""

from __future__ import annotations

__version__ = "0.1.0"
