"""From drafts and stored facts to a plan."""

from __future__ import annotations
