"""Nobody gets in who was not let in, from anywhere else, or in another way than a page of ours would."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from other_hosts import refused
from screen import state_of
from webpages import ORIGIN, PORT, served

from srs.app.collection import find_collection
from srs.web.hosts import Place, listen
from srs.web.tickets import Tickets

if TYPE_CHECKING:
    from collections.abc import Iterator

    from command import Collection
    from webpages import Site

FORM = {"content-type": "application/x-www-form-urlencoded"}
HOSTILE_HOSTS = [
    "evil.example",
    f"evil.example:{PORT}",
    f"127.0.0.1.evil.example:{PORT}",
    "127.0.0.1",
    "127.0.0.1:80",
    f"127.0.0.2:{PORT}",
    f"127.0.0.1:{PORT}@evil.example",
    f"evil.example@127.0.0.1:{PORT}",
    f"127.0.0.1:{PORT}/",
    f"127.0.0.1:{PORT}?",
    f"0.0.0.0:{PORT}",
    f"[::ffff:127.0.0.1]:{PORT}",
    f"2130706433:{PORT}",
    "127.0.0.1:x",
    "[::1",
    "",
]
HOSTILE_ORIGINS = [
    "http://evil.example",
    "null",
    "https://127.0.0.1:4711",
    "http://127.0.0.1",
    "http://127.0.0.1:4712",
    "http://localhost:4711",
    "http://127.0.0.1:4711.evil.example",
    "file://",
    "",
]
HOSTILE_SITES = ["cross-site", "same-site", "nonsense", ""]
HOSTILE_TYPES = ["text/plain", "application/json", "multipart/form-data; boundary=x", ""]
CROSS = [
    *({"host": host} for host in HOSTILE_HOSTS),
    *({"origin": origin} for origin in HOSTILE_ORIGINS),
    *({"sec-fetch-site": site} for site in HOSTILE_SITES),
]


@pytest.fixture
def site(synced: Collection) -> Iterator[Site]:
    with served(synced) as running:
        yield running


def paths(site: Site) -> list[str]:
    """Return a path for every route there is, and for some that are not there."""
    app = site.guard.app
    found = [route.path.replace("{path:path}", "x.png") for route in app.routes]
    return [*(path.replace("{", "").replace("}", "") for path in found), "/static/style.css", "/enter", "/missing"]


def state(collection: Collection) -> object:
    store = find_collection(collection.folder).open()
    try:
        return state_of(store)
    finally:
        store.close()


@pytest.mark.parametrize("method", ["GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "PATCH"])
def test_a_request_from_elsewhere_is_refused_on_every_route_and_changes_nothing(
    site: Site, synced: Collection, method: str
) -> None:
    before = state(synced)
    known = site.visitor()

    for path in paths(site):
        for hostile in CROSS:
            headers = {"origin": ORIGIN, **FORM} if method == "POST" else {}
            answer = known.request(method, path, headers=headers | hostile, follow_redirects=False)
            assert answer.status_code == 403, (path, hostile)
            assert answer.headers["content-type"].startswith("text/plain")

    assert state(synced) == before


@pytest.mark.parametrize("kind", HOSTILE_TYPES)
def test_a_form_of_another_type_is_refused_on_every_route(site: Site, kind: str) -> None:
    known = site.visitor()

    for path in paths(site):
        headers = {"origin": ORIGIN, "sec-fetch-site": "same-origin", "content-type": kind}
        assert known.post(path, content=b"a=b", headers=headers).status_code == 403, path


def test_a_form_that_does_not_say_where_it_comes_from_is_refused(site: Site) -> None:
    known = site.visitor()

    for path in paths(site):
        assert known.post(path, content=b"a=b", headers=FORM).status_code == 403, path
        assert known.post(path, content=b"", headers=FORM | {"sec-fetch-site": "none"}).status_code == 403, path


@pytest.mark.parametrize("cookie", ["", "x", "x.y", "x.", ".", "..", "é.ü"])
def test_a_browser_that_was_not_let_in_sees_nothing(site: Site, cookie: str) -> None:
    stranger = site.visitor(enters=False)
    told = stranger.get("/enter", params={"token": "used"}).text
    assert 'name="viewport"' in told
    assert "Take the newest link in its terminal" in told

    for path in paths(site):
        for method in ("GET", "HEAD", "POST"):
            headers = {"cookie": f"srs-{PORT}={cookie}".encode(), "origin": ORIGIN, **FORM}
            answer = stranger.request(method, path, headers=headers, follow_redirects=False)
            assert answer.status_code == 403, path
            assert answer.text == (told if method != "HEAD" else ""), (
                "a page that is there is told from one that is not by nothing"
            )


@pytest.mark.parametrize("token", ["", "x", "é", "%00", "x" * 5000])
def test_a_wrong_token_lets_nobody_in(site: Site, token: str) -> None:
    stranger = site.visitor(enters=False)

    assert stranger.get("/enter", params={"token": token}).status_code == 403
    assert not stranger.cookies


def test_a_link_works_once(site: Site) -> None:
    token = site.tickets.mint()
    first, second = site.visitor(enters=False), site.visitor(enters=False)

    assert first.get("/enter", params={"token": token}).status_code == 200
    assert second.get("/enter", params={"token": token}).status_code == 403
    assert first.get("/enter", params={"token": token}).status_code == 200, "its own browser may open it again"


def test_a_browser_that_looks_ahead_does_not_use_the_link_up(site: Site) -> None:
    token = site.tickets.mint()
    stranger = site.visitor(enters=False)

    assert stranger.get("/enter", params={"token": token}, headers={"sec-purpose": "prefetch"}).status_code == 403
    assert stranger.head("/enter", params={"token": token}).status_code == 403
    assert stranger.get("/enter", params={"token": token}).status_code == 200


def test_the_cookie_is_out_of_reach_of_scripts_and_other_sites(site: Site) -> None:
    answer = site.visitor(enters=False).get("/enter", params={"token": site.tickets.mint()}, follow_redirects=False)

    cookie = answer.headers["set-cookie"]
    assert answer.headers["location"] == "/"
    assert {"HttpOnly", "SameSite=strict", "Path=/"} <= set(cookie.split("; "))


def test_the_cookie_of_another_run_is_strange() -> None:
    one, other = Tickets(), Tickets()
    cookie = one.redeem(one.mint())
    assert cookie

    assert one.session_of(["strange", cookie])
    assert other.session_of([cookie]) is None
    assert one.session_of([cookie[:-1]]) is None


def test_every_answer_tells_the_browser_to_load_nothing_from_elsewhere(site: Site) -> None:
    known, stranger = site.visitor(), site.visitor(enters=False)

    for path in paths(site):
        if path == "/events":
            continue  # it does not end; the guard dresses it as all others
        for visitor in (known, stranger):
            headers = visitor.get(path, follow_redirects=False).headers
            assert "default-src 'none'" in headers["content-security-policy"], path
            assert "unsafe-inline" not in headers["content-security-policy"], path
            assert headers["x-content-type-options"] == "nosniff"
            assert headers["referrer-policy"] == "same-origin"
            assert headers["cross-origin-resource-policy"] == "same-origin"
            assert "cache-control" in headers


def test_a_form_that_is_too_long_is_refused(site: Site) -> None:
    known = site.visitor()
    headers = FORM | {"origin": ORIGIN}

    assert known.post("/review", content=b"a=" + b"x" * 70_000, headers=headers).status_code == 413
    assert known.post("/review", content=iter([b"a=", b"x" * 70_000]), headers=headers).status_code in (405, 413)


def test_folders_are_not_listed(site: Site) -> None:
    known = site.visitor()

    for path in ("/static", "/static/", "/static/..%2fdesk.py", "/media", "/media/", "/static/%2e%2e/desk.py"):
        assert known.get(path).status_code == 404, path


def test_read_only_refuses_every_form(synced: Collection) -> None:
    with served(synced, read_only=True) as site:
        known, before = site.visitor(), state(synced)

        for path in paths(site):
            answer = known.post(path, data={"do": "again"}, headers={"origin": ORIGIN})
            assert answer.status_code == 403, path
            assert "read-only" in answer.text

        assert state(synced) == before


def test_on_all_addresses_any_of_them_is_known_and_no_name_of_others() -> None:
    place = Place("0.0.0.0", PORT)

    assert place.is_own_host(f"192.168.1.7:{PORT}")
    assert place.is_own_host(f"[fe80::1]:{PORT}")
    assert place.is_own_host(f"localhost:{PORT}")
    assert not place.is_own_host(f"evil.example:{PORT}")
    assert not place.is_own_host("192.168.1.7:80")


def test_an_address_of_ip_version_6_is_written_in_brackets() -> None:
    place = Place("::1", PORT)

    assert place.address == f"http://[::1]:{PORT}"
    assert place.is_own_host(f"[::1]:{PORT}")
    assert place.is_own_origin(place.address, f"[::1]:{PORT}")
    assert not place.is_own_host(f"::1:{PORT}")


def test_a_named_host_is_known_by_its_name_alone() -> None:
    place = Place("192.168.1.7", PORT)

    assert place.is_own_host(f"192.168.1.7:{PORT}")
    assert not place.is_own_host(f"127.0.0.1:{PORT}")
    assert not place.is_own_host(f"192.168.1.8:{PORT}")


def test_a_port_that_is_taken_is_told_in_a_sentence() -> None:
    from srs.errors import UsageError

    with listen("127.0.0.1", 0) as taken, pytest.raises(UsageError, match="Nothing can be served on"):
        listen("127.0.0.1", taken.getsockname()[1])
    with refused(), pytest.raises(UsageError, match="Nothing can be served on"):
        listen("no.such.host.invalid", 0)
