"""Figures of the log as lines of text, for the command line and the screens; owns plotille."""

from __future__ import annotations
