"""A drill without a screen."""

from __future__ import annotations
