"""What the commands that put marks on cards share."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from srs.cli.output import counted, front_told, print_json, print_text
from srs.cli.query import query_argument, read_today, with_consent

if TYPE_CHECKING:
    from collections.abc import Callable

    from srs.app.marks import Wanted
    from srs.cli.options import Setup
    from srs.store.marks import Mark

_OPTIONS = (
    query_argument("ID...|QUERY", required=True),
    click.option(
        "--ord",
        "ord_",
        type=click.IntRange(min=0, max=1_000_000),
        help="Only this card of each fact, counted as Anki does.",
    ),
    click.option("-y", "--yes", is_flag=True, help="Also where a query finds more than 20 cards."),
)


class Told(NamedTuple):
    """How a mark is told: what was done, what is said of a fact for which it is not new, what is asked before many, and its JSON."""

    done: str
    nothing: str
    question: str
    record: dict[str, object]


def marks_options(function: Callable[..., Any]) -> Callable[..., Any]:
    """Add what names the cards to a command; it arrives as `wanted`."""

    @functools.wraps(function)
    def wrapper(*args: Any, given: tuple[str, ...], ord_: int | None, yes: bool, **kwargs: Any) -> Any:
        from srs.app.marks import Wanted

        return function(*args, wanted=Wanted(given, ord_, yes), **kwargs)

    for option in reversed(_OPTIONS):
        wrapper = option(wrapper)
    return wrapper


def mark_and_print(setup: Setup, wanted: Wanted, mark_of: Callable[[int], Mark], told: Told) -> None:
    """Put the mark of today on cards, and say on which."""
    from srs.app.marks import put_mark

    collection = setup.collection()
    store, today = setup.keep(collection.open_existing()), read_today(collection)
    marked = with_consent(
        lambda yes: put_mark(store, wanted._replace(yes=yes), today, mark_of(today.day)),
        told.question,
        yes=wanted.yes,
        as_json=setup.as_json,
    )
    for fact, changed in marked.facts:
        if setup.as_json:
            print_json({"id": fact.id, **told.record, "changed": list(changed)})
        else:
            print_text(f"{told.done if changed else told.nothing} {fact.id}  {front_told(fact.draft.front, 70)}")
    if marked.by_query and not setup.as_json:
        print_text(f"{counted(marked.cards, 'card')} {told.done}" if marked.facts else "No card matches.", dim=True)
