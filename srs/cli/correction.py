"""What is said about a fact when its user, or a lapse, changes what becomes of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from srs.cli.output import counted, front_told, print_json, print_text

if TYPE_CHECKING:
    from srs.app.identity import Correction
    from srs.cli.options import Setup
    from srs.model import Fact


def print_correction(setup: Setup, done: str, correction: Correction) -> None:
    """Print which fact is in the drill now and which is retired, with their reviews."""
    fact, retired = correction.fact, correction.retired
    if setup.as_json:
        print_json(
            {
                "id": fact.id,
                "reviews": correction.reviews,
                "retired": retired.id,
                "retired_reviews": correction.retired_reviews,
                "path": fact.draft.source.path,
                "first_line": fact.draft.source.first_line,
            }
        )
        return
    print_text(f"{done} {fact.id}  {front_told(fact.draft.front, 60)}", bold=True)
    print_text(f"  in the drill with {counted(correction.reviews, 'review')}, at {fact.draft.source}")
    way_back = f"  (srs link {retired.id} {fact.id})" if correction.retired_reviews else ""
    print_text(f"  retired {retired.id} with {counted(correction.retired_reviews, 'review')}{way_back}")


def print_dismissed(setup: Setup, fact: Fact) -> None:
    """Print that a fact is an edit of none."""
    if setup.as_json:
        print_json({"id": fact.id, "unsure": False})
    else:
        print_text(f"{fact.id} is new: {front_told(fact.draft.front, 60)}")
