"""The pages of figures and of the workload: the same values as `srs stats` and `srs simulate`, whatever is asked."""

from __future__ import annotations

import re
import shutil
from datetime import datetime
from html import unescape
from typing import TYPE_CHECKING, Any

import pytest
from command import Collection
from learner import learned_collection
from screen import Clock
from webpages import served

from srs.app.collection import find_collection

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from webpages import Site, Visitor


@pytest.fixture(scope="module")
def learned(tmp_path_factory: pytest.TempPathFactory) -> Collection:
    return learned_collection(tmp_path_factory.mktemp("learned") / "collection", cards=40, new=5)


@pytest.fixture(scope="module")
def site(learned: Collection) -> Iterator[Site]:
    with served(learned, read_only=True) as running:
        yield running


@pytest.fixture(scope="module")
def known(site: Site) -> Visitor:
    return site.visitor()


def table(page: str, caption: str) -> list[list[str]]:
    """Return the rows of a table without its head."""
    found = re.search(rf"<caption[^>]*>{re.escape(caption)}</caption>(.*?)</table>", page, re.DOTALL)
    assert found, caption
    rows = re.findall(r"<tr>(.*?)</tr>", found[1], re.DOTALL)[1:]
    return [[unescape(cell) for cell in re.findall(r"<t[dh][^>]*>([^<]*)</t[dh]>", row)] for row in rows]


def whole(text: str) -> int:
    return int(text.replace(",", ""))


def share(recall: dict[str, int]) -> str:
    total = recall["passed"] + recall["failed"]
    return f"{recall['passed'] / total * 100:.1f}\u00a0% of {total:,}" if total else "-"


@pytest.fixture(scope="module")
def page(known: Visitor) -> str:
    return known.get("/figures?days=30").text


@pytest.fixture(scope="module")
def figures(learned: Collection) -> dict[str, Any]:
    return {record["section"]: record for record in learned.run("stats", "--days", 30, "--json").records}


def test_true_retention_is_that_of_the_command(page: str, figures: dict[str, Any]) -> None:
    expected = [
        [share(one[age]) for age in ("young", "mature", "total")] for one in figures["true_retention"]["periods"]
    ]

    assert [row[1:] for row in table(page, "True retention")] == expected


def test_answers_by_rating_are_those_of_the_command(page: str, figures: dict[str, Any]) -> None:
    expected = [
        [one["group"], *(one[name] for name in ("again", "hard", "good", "easy"))]
        for one in figures["ratings"]["groups"]
    ]

    assert [[row[0], *map(whole, row[1:5])] for row in table(page, "Answers by rating")] == expected


def test_days_are_those_of_the_command(page: str, figures: dict[str, Any]) -> None:
    days = figures["days"]["days"]

    assert [whole(row[1]) for row in table(page, "Answers a day")] == [day["answers"] for day in days]
    assert len(table(page, "Time a day")) == 30
    said = [row[1].replace(" %", "") for row in table(page, "Retention over time")]
    assert said == [
        "–" if day["retention"] is None else f"{day['retention'] * 100:.1f}".removesuffix(".0") for day in days
    ]


def test_hours_and_forecast_are_those_of_the_command(page: str, figures: dict[str, Any]) -> None:
    hours, coming = figures["hours"]["hours"], figures["forecast"]

    assert [[*map(whole, row[1:3])] for row in table(page, "Hours of the day")] == [
        [hour["passed"], hour["failed"]] for hour in hours
    ]
    assert [whole(row[1]) for row in table(page, "What comes")] == [
        coming["overdue"],
        *coming["days"],
        coming["later"],
    ]


def test_the_calendar_is_that_of_the_command(page: str, figures: dict[str, Any]) -> None:
    rows = [row[1:] for row in table(page, "Answers a day, week by week")]

    assert [whole(cell) for row in rows for cell in row if cell] == figures["calendar"]["answers"]


def test_memory_is_that_of_the_command(page: str, figures: dict[str, Any]) -> None:
    for title, name in (
        ("Stability", "stability"),
        ("Difficulty", "difficulty"),
        ("Chance of recall today", "retrievability"),
    ):
        expected = [bucket["cards"] for bucket in figures["memory"][name]["buckets"]]
        assert [whole(row[1]) for row in table(page, title)] == expected


def test_hardest_notes_are_those_of_the_command(page: str, figures: dict[str, Any]) -> None:
    expected = [[note["path"], note["cards"], note["lapses"]] for note in figures["hardest_notes"]["notes"]]

    assert [[row[0], whole(row[1]), whole(row[3])] for row in table(page, "Hardest notes")] == expected
    for note in figures["hardest_notes"]["notes"]:
        for fact in note["facts"]:
            assert f"{fact['path']}:{fact['line']}" in page
            assert fact["front"] in page


@pytest.mark.parametrize("days", [7, 122, 123, 365, 3650, 36_500])
def test_long_spans_are_columns_of_several_days_that_make_the_same_sum(
    known: Visitor, learned: Collection, days: int
) -> None:
    page = known.get("/figures", params={"days": days}).text
    *_, record = (one for one in learned.run("stats", "--days", days, "--json").records if one["section"] == "days")
    title = re.search(r"<h2>(Answers (?:a day|in \d+ days))</h2>", page)
    assert title

    rows = table(page, title[1])

    assert len(rows) <= 122
    assert sum(whole(row[1]) for row in rows) == sum(day["answers"] for day in record["days"])


def test_a_query_chooses_cards(known: Visitor, learned: Collection) -> None:
    first, *_ = learned.run("stats", "is:review", "--json").records

    page = known.get("/figures", params={"q": "is:review"}).text

    assert f"<dt>cards</dt><dd>{first['cards']}</dd>" in page
    assert 'value="is:review"' in page


@pytest.mark.parametrize("parameters", [{"q": "prop:x"}, {"q": "("}, {"days": "x"}, {"days": "0"}, {"days": "36501"}])
def test_what_cannot_be_asked_is_said_above_the_form(known: Visitor, parameters: dict[str, str]) -> None:
    answer = known.get("/figures", params=parameters)

    assert answer.status_code == 400
    assert 'role="alert"' in answer.text
    assert 'name="q"' in answer.text


def test_where_nothing_matches_it_is_said(known: Visitor) -> None:
    assert "No card matches." in known.get("/figures", params={"q": "nothingissaidso"}).text


def test_days_without_answers_have_no_charts_of_days(known: Visitor) -> None:
    page = known.get("/figures", params={"days": 1}).text

    assert "No answers in the last 1 day." in page
    assert "<h2>What comes</h2>" in page
    assert "Hours of the day" not in page


def test_without_answers_it_is_said(synced: Collection) -> None:
    with served(synced) as site:
        visitor = site.visitor()
        assert "No answers yet" in visitor.get("/figures").text
        assert visitor.get("/figures/workload").status_code == 200


def test_the_workload_is_that_of_the_command(known: Visitor, learned: Collection) -> None:
    page = known.get("/figures/workload?retention=82&days=90&new=7").text
    records = learned.run(
        *("simulate", "--days", 90, "--new", 7, "--json", "--retention", "0.7,0.75,0.8,0.82,0.85,0.9,0.93,0.95,0.97")
    ).records

    assert [row[1:5] for row in table(page, "All that was simulated")] == [
        [
            f"{one['reviews_per_day']:,.1f}",
            f"{one['minutes_per_day']:,.1f}",
            f"{max(one['minutes']):,.0f} min",
            f"{one['remembered']:,.0f}",
        ]
        for one in records
    ]
    assert "82 % (chosen)" in page
    assert "90 % (in force)" in page


def test_only_cards_that_wait_are_begun_unless_others_are_asked_for(known: Visitor) -> None:
    assert "40 cards and 5 new ones" in known.get("/figures/workload").text
    assert "40 cards and 5 new ones" in known.get("/figures/workload?retention=90&days=60&new=9&waiting=1").text
    assert "40 cards and 1 new one, answered" in known.get("/figures/workload?retention=90&days=1&new=1").text
    assert "40 cards and 540 new ones" in known.get("/figures/workload?retention=90&days=60&new=9").text


def test_new_cards_begin_at_the_limit_in_force(learned: Collection, tmp_path: Path) -> None:
    learned = Collection(shutil.copytree(learned.folder, tmp_path / "collection"))
    (learned.folder / "srs.toml").write_text("[review]\nnew_per_day = 7\n", "utf-8")

    with served(learned) as site:
        page = site.visitor().get("/figures/workload").text

    assert '<output for="new">7</output>' in page


@pytest.mark.parametrize("query", ["retention=69", "retention=100", "days=0", "days=1096", "new=101", "new=x"])
def test_sliders_have_ends(known: Visitor, query: str) -> None:
    answer = known.get(f"/figures/workload?{query}")

    assert answer.status_code == 400
    assert 'role="alert"' in answer.text


def test_a_forecast_is_kept_until_the_store_changes(learned: Collection, tmp_path: Path) -> None:
    learned = Collection(shutil.copytree(learned.folder, tmp_path / "collection"))
    with served(learned) as site:
        visitor = site.visitor()
        before = visitor.get("/figures/workload?retention=80").text
        ground = site.desk.forecaster._ground
        assert visitor.get("/figures/workload?retention=80").text == before
        assert site.desk.forecaster._ground is ground

        store = find_collection(learned.folder).open()
        store.connection.execute("UPDATE card SET suspended = 1 WHERE state = 'review'")
        store.close()

        assert visitor.get("/figures/workload?retention=80").text != before


def test_names_of_notes_and_their_text_are_only_text(notes: Collection) -> None:
    notes.write("<img src=x onerror=alert(1)>.md", "<script>alert(1)</script>: a thing that alerts")
    notes.run("sync")
    for fact in notes.ids().values():
        assert notes.run("answer", fact, "easy").status == 0
        assert notes.run("answer", fact, "again", now="2026-06-01T09:00:00+00:00").status == 0
    clock = Clock(datetime.fromisoformat("2026-06-01T10:00:00+00:00"))
    with served(notes, clock=clock) as site:
        page = site.visitor().get("/figures").text

    assert "onerror=alert(1)&gt;" in page
    assert "<img" not in page
    assert "<script>" not in page
