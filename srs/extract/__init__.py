"""From a document to drafts, and to reasons where there is none; one file a shape."""

from __future__ import annotations

from srs.extract.extractor import Extractor, arrange
from srs.extract.note import Extraction, extract_note
from srs.extract.quality import CODES, Finding, check_all
from srs.extract.settings import Settings
from srs.extract.shapes.table import BUILT_IN
from srs.extract.vocabularies import default_vocabulary, extended_vocabulary
from srs.extract.vocabulary import Vocabulary

__all__ = [
    "BUILT_IN",
    "CODES",
    "Extraction",
    "Extractor",
    "Finding",
    "Settings",
    "Vocabulary",
    "arrange",
    "check_all",
    "default_vocabulary",
    "extended_vocabulary",
    "extract_note",
]
