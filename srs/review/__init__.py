"""A drill without a screen."""

from __future__ import annotations

from srs.review.face import Face, face_of
from srs.review.session import Remaining, Session, Summary

__all__ = ["Face", "Remaining", "Session", "Summary", "face_of"]
