"""The server: strict headers, nothing from elsewhere, a readiness route, files that can be kept."""

import asyncio
import base64
import hashlib
import json
import re
from concurrent.futures import ThreadPoolExecutor
from html.parser import HTMLParser

import pytest
from starlette.requests import Request

from dashboard.server import content_security_policy, page_shell, ready
from dashboard.widgets.drafts import COOKIE
from warehouse.snapshots import current_id

pytestmark = pytest.mark.xdist_group("browser")

PATHS = [
    "/",
    "/compare",
    "/api/ready",
    "/_stcore/health",
    "/app/static/brand/mark.png",
    "/no/such/thing",
]
FETCHING = {"src", "href", "srcset", "action", "data", "poster"}
LISTS = {
    "default-src": {"'self'"},
    "style-src": {"'self'", "'unsafe-inline'"},
    "img-src": {"'self'", "data:", "blob:"},
    "font-src": {"'self'", "data:"},
    "worker-src": {"'self'", "blob:"},
    "connect-src": {"'self'"},
    "object-src": {"'none'"},
    "base-uri": {"'self'"},
    "frame-ancestors": {"'self'"},
    "form-action": {"'self'"},
}
HASH = re.compile(r"'sha256-[A-Za-z0-9+/]{43}='")


class Fetched(HTMLParser):
    """What a page of HTML would fetch, and the scripts that stand in it."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.scripts: list[str] = []
        self.handlers: list[str] = []
        self._is_script = False
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        self.links += [value for name, value in attrs if name in FETCHING and value]
        self.handlers += [name for name, _ in attrs if name.startswith("on")]
        self._is_script = tag == "script" and "src" not in dict(attrs)

    def handle_endtag(self, tag):
        self._is_script = False

    def handle_data(self, data):
        if self._is_script:
            self.scripts.append(data)


def policy(text: str) -> dict[str, set[str]]:
    parts = (part.split() for part in text.split(";"))
    return {name: set(allowed) for name, *allowed in parts}


@pytest.fixture(scope="session")
def page(server) -> str:
    return server.get("/").body.decode()


@pytest.mark.parametrize("path", PATHS)
def test_every_answer_carries_the_headers(server, path):
    headers = server.get(path).headers
    assert headers["content-security-policy"] == content_security_policy()
    assert headers["x-content-type-options"].startswith("nosniff")
    assert headers["x-frame-options"] == "SAMEORIGIN"
    assert headers["referrer-policy"] == "same-origin"


def test_a_browser_gets_a_mark_of_its_own_once(server):
    said = server.get("/briefing", Accept="text/html").headers["set-cookie"]
    mark, *rules = said.split("; ")
    assert re.fullmatch(rf"{COOKIE}=[0-9a-f]{{32}}", mark)
    assert {"HttpOnly", "SameSite=Strict", "Path=/"} <= set(rules)
    assert server.get("/", Accept="text/html").headers["set-cookie"] != said
    assert "set-cookie" not in server.get("/", Accept="text/html", Cookie=mark).headers
    assert "set-cookie" not in server.get("/app/static/brand/mark.png", Accept="*/*").headers


def test_the_policy_allows_this_host_alone():
    found = policy(content_security_policy())
    scripts = found.pop("script-src")
    assert found == LISTS
    hashes = {one for one in scripts if HASH.fullmatch(one)}
    assert scripts - hashes == {"'self'", "'wasm-unsafe-eval'"}


def test_every_script_in_the_page_is_allowed_by_its_hash(page):
    allowed = policy(content_security_policy())["script-src"]
    parsed = Fetched(page)
    assert parsed.scripts
    for script in parsed.scripts:
        digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
        assert f"'sha256-{digest}'" in allowed, script
    assert parsed.handlers == []


def test_the_page_asks_no_other_host_for_anything(page):
    links = Fetched(page).links
    assert len(links) > 5
    assert [link for link in links if re.match(r"(?:[a-z]+:)?//", link)] == []


def test_the_page_says_its_language(server, page):
    assert '<html lang="zh-CN">' in page
    assert server.get("/compare").body.decode() == page


def test_a_page_without_the_expected_parts_is_left_as_it_is():
    assert page_shell("<p>plain</p>") == "<p>plain</p>"


def test_ready_names_the_version(server, demonstration):
    answer = server.get("/api/ready")
    assert answer.status == 200
    assert answer.json == {"ready": True, "version": current_id(demonstration.data_dir)}


def test_ready_says_that_there_is_nothing_yet(tmp_path, monkeypatch):
    monkeypatch.setenv("DATA_DIR", str(tmp_path))
    # A browser test before it leaves a loop running in this thread.
    with ThreadPoolExecutor(max_workers=1) as elsewhere:
        answer = elsewhere.submit(asyncio.run, ready(Request({"type": "http"}))).result()
    assert json.loads(bytes(answer.body)) == {"ready": False, "version": None}


def test_the_server_is_well(server):
    assert server.get("/_stcore/health").body == b"ok"


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/app/static/brand/mark.png", "image/png"),
        ("/app/static/brand/wordmark-zh-light.svg", "image/svg+xml"),
        ("/app/static/fonts/noto-sans-sc-latin-wght-normal.woff2", "font/woff2"),
    ],
)
def test_own_files_are_served_as_what_they_are(server, path, kind):
    answer = server.get(path)
    assert answer.status == 200
    assert answer.headers["content-type"].partition(";")[0] == kind


@pytest.mark.parametrize(
    "path",
    [
        "/app/static/../pyproject.toml",
        "/app/static/%2e%2e/pyproject.toml",
        "/app/static/..%2f..%2fetc%2fpasswd",
        "/app/static//etc/passwd",
        "/app/static/",
    ],
)
def test_nothing_outside_the_folder_is_served(server, path):
    answer = server.get(path)
    assert answer.status in {400, 403, 404}
    assert b"root:" not in answer.body
    assert b"[project]" not in answer.body


def test_the_page_is_asked_for_anew_and_its_parts_are_kept(server, page):
    assert server.get("/").headers["cache-control"] == "no-cache"
    scripts = [link for link in Fetched(page).links if link.endswith(".js")]
    kept = server.get(f"/{scripts[0].removeprefix('./')}").headers["cache-control"]
    assert "immutable" in kept
    assert "max-age=31536000" in kept


def test_a_compressed_answer_is_not_adapted_by_halves(server, page):
    answer = server.get("/", **{"Accept-Encoding": "gzip, br"})
    assert "content-encoding" not in answer.headers
    assert int(answer.headers["content-length"]) == len(answer.body)
    assert answer.body.decode() == page
