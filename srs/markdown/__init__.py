"""The only room that knows the parser: text to a document with line spans, and card text to HTML or terminal text."""

from __future__ import annotations
