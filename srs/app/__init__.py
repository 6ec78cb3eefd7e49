"""The use-cases that join the rooms; they return values and print nothing."""

from __future__ import annotations
