"""The notes folder, read only: walk, decode, notice changes."""

from __future__ import annotations
