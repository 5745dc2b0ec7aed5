"""Debian's Chromium on one shared server."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.browser.visits import CHROMIUM, WIDE, Visit, visit
from tests.serving import Server


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        # The tests run as root in a container, where Chromium's sandbox has no ground.
        started = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield started
        started.close()


@pytest.fixture
def window(browser: Browser, server: Server) -> Iterator[Callable[..., Visit]]:
    """Open windows; whatever went wrong in one of them fails the test."""
    opened: list[Visit] = []

    def one(*, scheme: str = "light", size: dict[str, int] = WIDE) -> Visit:
        opened.append(visit(browser, server, scheme=scheme, size=size))
        return opened[-1]

    yield one
    troubles = [trouble for found in opened for trouble in found.troubles]
    for found in opened:
        found.context.close()
    assert troubles == []
