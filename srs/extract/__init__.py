"""From a document to drafts, and to reasons where there is none; one file a shape."""

from __future__ import annotations

from srs.extract.note import Extraction, extract_note
from srs.extract.vocabulary import Vocabulary, default_vocabulary

__all__ = ["Extraction", "Vocabulary", "default_vocabulary", "extract_note"]
