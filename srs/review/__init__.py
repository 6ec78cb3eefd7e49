"""A drill without a screen."""

from __future__ import annotations

from srs.review.face import Face, face_of
from srs.review.session import Remaining, Session, Summary, Terms

__all__ = ["Face", "Remaining", "Session", "Summary", "Terms", "face_of"]
