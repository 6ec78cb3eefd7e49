"""The pages, one a file: each has `ROUTES`, and a line in `srs.web.pages.table`."""

from __future__ import annotations
