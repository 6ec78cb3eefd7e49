"""From a document to drafts, and to reasons where there is none; one file a shape."""

from __future__ import annotations
