"""The pages that a browser shows, served from this machine."""

from __future__ import annotations
