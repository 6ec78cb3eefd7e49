"""Figures and series about what was learned, from rows of the log and of the cards: no drawing, no SQL, no clock."""

from __future__ import annotations
