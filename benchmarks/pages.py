"""Pages in a real browser: when the first number is there, and when the page is whole."""

import shutil
import statistics
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import BrowserContext, ViewportSize, sync_playwright

from benchmarks.district import REPOSITORY, built
from benchmarks.figure import Figure
from benchmarks.serving import dashboard, empty_page

VISITS = 5
WINDOW = ViewportSize(width=1440, height=900)
# As root in a container, and drawn by the processor where there is no graphics card.
FLAGS = ["--no-sandbox", "--use-angle=swiftshader", "--use-gl=angle", "--enable-unsafe-swiftshader"]

# Both give the milliseconds since the navigation began, or 0 while it is not so.
# Asked on every frame, so they must not make the browser lay the page out (as innerText does).
FIRST_NUMBER = """() => {
  const said = document.querySelector('.st-key-page header.head')
    && [...document.querySelectorAll('.st-key-page [data-testid="stHtml"]')]
      .some(one => !one.closest('.st-key-bar') && /[0-9]/.test(one.textContent));
  return said ? performance.now() : 0;
}"""
WHOLE = """last => {
  const app = document.querySelector('[data-testid="stApp"]');
  const whole = app && app.dataset.testScriptState === 'notRunning'
    && document.querySelector(last)
    && !document.querySelector('[data-testid="stSkeleton"]')
    && [...document.querySelectorAll('[data-testid="stPlotlyChart"]')]
      .every(one => one.querySelector('.main-svg') || !one.offsetParent);
  return whole ? performance.now() : 0;
}"""
HOW = f"median of {VISITS} visits; Chromium draws on the processor, without a graphics card"
LAST = "footer.foot"
LAST_OF_EMPTY = '[data-testid="stMarkdown"]'


def measure(work: Path) -> list[Figure]:
    """Visit every page with a warm server, and an empty Streamlit page beside them."""
    data = built(work)
    with empty_page(work) as server, browser() as context:
        _whole(context, server.url, last=LAST_OF_EMPTY)
        empty = statistics.median(
            _whole(context, server.url, last=LAST_OF_EMPTY) for _ in range(VISITS)
        )
    figures = [Figure("empty Streamlit page, whole", empty, "s", note=HOW)]
    with dashboard(data) as server:
        with browser() as context:
            _whole(context, server.url, last=LAST)
        with browser() as newcomer:
            stranger = _whole(newcomer, server.url, last=LAST)
        with browser() as context:
            for name in _names():
                figures += _of_page(context, f"{server.url}/{name}", name, empty)
    note = "fonts and scripts not in the browser's memory yet"
    return [
        *figures,
        Figure("overview, whole, a browser never here before", stranger, "s", note=note),
    ]


def _names() -> list[str]:
    return sorted(path.stem for path in (REPOSITORY / "dashboard" / "pages").glob("[a-z]*.py"))


def _of_page(context: BrowserContext, url: str, name: str, empty: float) -> list[Figure]:
    _whole(context, url, last=LAST)
    visits = [_visit(context, url) for _ in range(VISITS)]
    first, whole = (statistics.median(times) for times in zip(*visits, strict=True))
    ratio = f"{whole / empty:.1f} × the empty page"
    return [
        Figure.at_most(f"{name}, first number", first, limit=1.0, unit="s"),
        Figure.at_most(f"{name}, whole", whole, limit=2.5, unit="s", note=ratio),
    ]


def _visit(context: BrowserContext, url: str) -> tuple[float, float]:
    """Open a page in a new tab; give the seconds to the first number and to the whole page."""
    page = context.new_page()
    try:
        page.goto(url, wait_until="commit")
        first = page.wait_for_function(FIRST_NUMBER, polling="raf").json_value()
        whole = page.wait_for_function(WHOLE, arg=LAST, polling="raf").json_value()
    finally:
        page.close()
    return first / 1e3, whole / 1e3


def _whole(context: BrowserContext, url: str, *, last: str) -> float:
    page = context.new_page()
    try:
        page.goto(url, wait_until="commit")
        return float(page.wait_for_function(WHOLE, arg=last, polling="raf").json_value()) / 1e3
    finally:
        page.close()


@contextmanager
def browser() -> Iterator[BrowserContext]:
    """Start Chromium with nothing remembered."""
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)
        try:
            yield chromium.new_context(viewport=WINDOW, locale="zh-CN")
        finally:
            chromium.close()
