"""What a draft tells of itself."""

from __future__ import annotations

import pytest

from srs.model import Draft, Kind, Source


@pytest.mark.parametrize(
    ("deck", "context", "places"),
    [
        ("", (), ()),
        ("uni::networks", ("TCP", "Flow control"), ("uni / networks", "TCP", "Flow control")),
        ("uni::networks", ("networks", "Glossary"), ("uni / networks", "Glossary")),
        ("uni::networks", ("uni", "Glossary"), ("uni / networks", "uni", "Glossary")),
        ("", ("Glossary",), ("Glossary",)),
    ],
)
def test_a_folder_that_deck_and_context_name_is_told_once(
    deck: str, context: tuple[str, ...], places: tuple[str, ...]
) -> None:
    draft = Draft(Kind.DEFINITION, "RTT", "a time", Source("a.md", 1, 1), "item", context=context, deck=deck)

    assert draft.places == places
