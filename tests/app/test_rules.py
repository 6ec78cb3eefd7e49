"""What the settings decide about how notes are read."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from srs.app.config import load_config
from srs.app.rules import load_rules
from srs.errors import BadConfig
from srs.extract import BUILT_IN

if TYPE_CHECKING:
    from pathlib import Path

LINE = "entropy >> the mean surprise of a source\n\nstd::vector grows when it is full\n"


def fronts(folder: Path, settings: str, path: str = "note.md") -> list[str]:
    (folder / "srs.toml").write_text(settings, "utf-8")
    return [draft.front for draft in load_rules(load_config(folder)).extract(path, LINE).drafts]


def test_a_separator_counts_only_where_the_settings_name_it(tmp_path: Path) -> None:
    assert fronts(tmp_path, "") == []
    assert fronts(tmp_path, 'separators = [">>"]\n') == ["entropy"]


def test_a_folder_has_separators_of_its_own(tmp_path: Path) -> None:
    settings = 'separators = ["::"]\n[[folder]]\npath = "cards"\nseparators = [">>"]\n'

    assert fronts(tmp_path, settings, "cards/note.md") == ["entropy"]
    assert fronts(tmp_path, settings, "other/note.md") == ["std"]


@pytest.mark.parametrize("sign", ["", "x", "=", " :: ", "is a"])
def test_a_separator_that_would_cut_ordinary_text_is_refused_by_line(tmp_path: Path, sign: str) -> None:
    with pytest.raises(BadConfig, match=r"srs\.toml:2: .* cannot part"):
        fronts(tmp_path, f'notes = "."\nseparators = ["{sign}"]\n')


def test_the_documentation_names_the_extractors_in_their_order(request: pytest.FixtureRequest) -> None:
    text = (request.config.rootpath / "docs" / "configuration.md").read_text("utf-8")
    listed = text.split("in which they are asked:")[1].split(".\n\n")[0].replace("\n", " ").strip()

    assert listed == ", ".join(f"`{one.name}`" for one in BUILT_IN)
