"""Queries: what a user writes to choose cards, as a tree."""

from __future__ import annotations
