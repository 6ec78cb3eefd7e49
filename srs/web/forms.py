"""What a form says."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import parse_qsl

from srs.errors import UsageError

if TYPE_CHECKING:
    from starlette.requests import Request

_MOST_FIELDS = 2_000


async def read_form(request: Request) -> dict[str, str]:
    """Return the fields of a form by their names, of several with one name the last.

    Raises:
        UsageError: it is none that a page here sends.
    """
    return dict(await read_fields(request))


async def read_fields(request: Request) -> list[tuple[str, str]]:
    """Return the fields of a form in their order, of which several may have one name.

    Raises:
        UsageError: it is none that a page here sends.
    """
    try:
        body = (await request.body()).decode("ascii")
        return parse_qsl(body, keep_blank_values=True, max_num_fields=_MOST_FIELDS, errors="replace")
    except ValueError as error:
        raise UsageError("This form cannot be read.") from error
