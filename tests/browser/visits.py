"""A reader's browser: it opens pages, reads them, and remembers all that went wrong."""

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Locator,
    Page,
    Request,
    Response,
    expect,
)

from dashboard.app import PAGES
from tests.serving import Server

CHROMIUM = "/usr/bin/chromium"
WIDE, PHONE = {"width": 1366, "height": 768}, {"width": 390, "height": 844}
PATIENCE_MS = 20_000
NAMES = [entry.name for entry in PAGES]
# The page that opens first has no name in its address.
PATHS = {name: "" if name == NAMES[0] else name for name in NAMES}
IDLE = '[data-testid="stApp"][data-test-script-state="notRunning"]'
SCRIPTS = (Path(__file__).parent / "measure.js").read_text(encoding="utf-8")
OWN = ("data", "blob", "about")
expect.set_options(timeout=PATIENCE_MS)


@dataclass
class Visit:
    """One browser window on one server."""

    server: Server
    context: BrowserContext
    page: Page
    troubles: list[str] = field(default_factory=list)

    def open(self, name: str, **view: str) -> "Visit":
        """Follow a link to a page and wait until it stands."""
        query = f"?{urlencode(view)}" if view else ""
        self.page.goto(f"{self.server.url}/{PATHS[name]}{query}")
        return self.settled()

    def settled(self) -> "Visit":
        """Wait until the script has run and every figure is drawn."""
        self.page.wait_for_selector(".foot")
        self.page.wait_for_selector(IDLE, state="attached")
        # A function is read once; an expression would be read anew, which the page forbids.
        self.page.wait_for_function("() => measure.areFiguresDrawn()")
        return self

    def now_says(self, title: str) -> "Visit":
        """Wait until the page's conclusion is ``title``."""
        self.page.wait_for_function("title => measure.title() === title", arg=title)
        return self.settled()

    def no_longer_says(self, title: str) -> "Visit":
        """Wait until the page's conclusion is another one."""
        self.page.wait_for_function(
            "title => measure.title() && measure.title() !== title", arg=title
        )
        return self.settled()

    def now_at(self, name: str, **view: str) -> "Visit":
        """Wait until the address is that of a page and a view; it changes after the page does."""
        self.page.wait_for_url(
            lambda url: (
                urlsplit(url).path.strip("/") == PATHS[name]
                and {k: v[0] for k, v in parse_qs(urlsplit(url).query).items()} == view
            ),
            wait_until="commit",
        )
        return self.settled()

    @property
    def dialog(self) -> Locator:
        return self.page.get_by_test_id("stDialog")

    @property
    def view(self) -> dict[str, str]:
        """What the address says."""
        return {k: v[0] for k, v in parse_qs(urlsplit(self.page.url).query).items()}

    @property
    def title(self) -> str:
        return str(self.measured("title"))

    def measured(self, what: str, about: str = "") -> Any:
        """Run one of the measures of ``measure.js``."""
        return self.page.evaluate(f"about => measure.{what}(about)", about)


def visit(browser: Browser, server: Server, *, scheme: str, size: dict[str, int]) -> Visit:
    """Open a window in one colour scheme and size."""
    context = browser.new_context(viewport=size, color_scheme=scheme, locale="zh-CN")
    context.set_default_timeout(PATIENCE_MS)
    context.add_init_script(SCRIPTS)
    page = context.new_page()
    found = Visit(server, context, page)
    page.on("console", lambda said: _note_console(found, said))
    page.on("pageerror", lambda error: found.troubles.append(f"page error: {error}"))
    page.on("request", lambda request: _note_request(found, request))
    page.on("response", lambda response: _note_response(found, response))
    return found


def _note_console(found: Visit, said: ConsoleMessage) -> None:
    if said.type in {"error", "warning"}:
        found.troubles.append(f"console {said.type} on {found.page.url}: {said.text}")


def _note_request(found: Visit, request: Request) -> None:
    parts = urlsplit(request.url)
    if parts.scheme not in OWN and parts.port != found.server.port:
        found.troubles.append(f"request to another host: {request.url}")


def _note_response(found: Visit, response: Response) -> None:
    if response.status >= 400:
        found.troubles.append(f"{response.status}: {response.url}")


def words_in(text: str) -> list[str]:
    """List the runs of Latin letters of a text."""
    return re.findall(r"[A-Za-z]{2,}", text)
