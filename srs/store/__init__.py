"""The database: the only room with SQL."""

from __future__ import annotations
