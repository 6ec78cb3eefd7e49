"""Whatever two browsers send, in whatever order and however often: an answer counts once, and the log is the truth."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from command import Collection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from screen import state_of
from webpages import field, served

from srs.app.collection import find_collection

if TYPE_CHECKING:
    from pathlib import Path

DEEDS = ["again", "hard", "good", "easy", "undo", "redo", "suspend", "bury", "reject", "flag", "type"]


class Click(NamedTuple):
    """A form that somebody sends: from which browser, made how many pages ago, and how often."""

    browser: int
    deed: str
    age: int
    times: int


CLICKS = st.builds(Click, st.integers(0, 1), st.sampled_from(DEEDS), st.integers(0, 2), st.integers(1, 3))


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(CLICKS, max_size=20))
def test_a_form_counts_once_and_a_stale_one_never(tmp_path_factory: object, clicks: list[Click]) -> None:
    folder: Path = tmp_path_factory.mktemp("clicks")  # type: ignore[attr-defined]
    collection = make(folder)
    store = find_collection(folder).open()
    with served(collection) as site:
        browsers = [site.visitor(), site.visitor()]
        turns = [[field(browser.get("/review").text, "turn")] for browser in browsers]
        for click in clicks:
            browser, known = browsers[click.browser], turns[click.browser]
            turn = known[max(0, len(known) - 1 - click.age)]
            for time in range(click.times):
                is_fresh = turn == known[-1] and time == 0
                before = state_of(store)
                page = browser.submit("/review", turn=turn, do=click.deed, typed="x", shown="1")
                after = state_of(store)
                known.append(field(page, "turn"))
                if not is_fresh:
                    assert after == before, "a form of another moment changes nothing"
                assert abs(len(after[1]) - len(before[1])) <= 1
    store.close()

    assert collection.run("doctor", "--replay").status == 0


def make(folder: Path) -> Collection:
    collection = Collection(folder)
    collection.write("a.md", "Prior: what is believed before any data is seen", "Likelihood: how well data fit a model")
    collection.write("b.md", "Entropy: the mean surprise of a source", "Alphabet: a finite set of symbols for words")
    assert collection.run("sync").status == 0
    return collection
