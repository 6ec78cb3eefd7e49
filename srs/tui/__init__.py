"""Full screens in the terminal, made with Textual; nothing else imports it."""

from __future__ import annotations
