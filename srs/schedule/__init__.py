"""When a card is asked next: the day clock, FSRS, learning steps, fuzz and the queue."""

from __future__ import annotations
