"""Choices on a page in a real browser: when the words have changed, and when all has."""

import statistics
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import cycle, islice
from pathlib import Path

from playwright.sync_api import BrowserContext, Locator, Page

from benchmarks.district import built
from benchmarks.figure import Figure
from benchmarks.pages import browser
from benchmarks.serving import dashboard
from dashboard.text import words

CLICKS = 8
LONGEST = 0.5
# Between two clicks a reader looks at what has changed.
LOOKING_MS = 1200
# Timed in the page from the press of the button: what the reader waits, without the driver's way.
# All has changed when the run is over and the browser has had time to draw what it brought.
ARM = """() => {
  const app = document.querySelector('[data-testid="stApp"]');
  const said = () => document.querySelector('.st-key-page').textContent;
  const before = said();
  let began = 0, words = 0;
  addEventListener('pointerdown', () => { began = performance.now(); },
                   {capture: true, once: true});
  window.waited = new Promise((done, fail) => {
    setTimeout(() => fail(new Error('nothing has changed')), 10000);
    const look = () => {
      if (began && !words && said() !== before) words = performance.now() - began;
      const isOver = words && app.dataset.testScriptState === 'notRunning'
        && !document.querySelector('[data-testid="stSkeleton"]');
      if (!isOver) { requestAnimationFrame(look); return; }
      requestAnimationFrame(() => setTimeout(() => done([words, performance.now() - began])));
    };
    look();
  });
}"""
WAITED = "() => window.waited"
CHARTS = '[data-testid="stPlotlyChart"]'

Click = Callable[[Page], None]


@dataclass(frozen=True, slots=True)
class Choice:
    """Something a reader does again and again on a page.

    Attributes:
        page: where.
        name: what, for the report.
        clicks: one after the other, and from the beginning again.
    """

    page: str
    name: str
    clicks: tuple[Click, ...]


def measure(work: Path) -> list[Figure]:
    """Make every choice several times on a page that is open."""
    data = built(work)
    figures: list[Figure] = []
    with dashboard(data) as server, browser() as context:
        for choice in _choices():
            figures += _of_choice(context, f"{server.url}/{choice.page}", choice)
    return figures


def _choices() -> Iterator[Choice]:
    said = words("zh")

    def radios(*keys: str) -> tuple[Click, ...]:
        return tuple(_radio(said(key)) for key in keys)

    streets = tuple(_street(at) for at in range(CLICKS))
    yield Choice("", "overview, into a street", streets)
    yield Choice("compare", "compare, against", radios("against.target", "against.district"))
    looks = ("sections.adjusted", "sections.pair", "sections.likes", "sections.ranks")
    yield Choice("compare", "compare, look closer", radios(*looks))
    yield Choice("metric", "metric, into a street", streets)
    yield Choice("scorecard", "scorecard, against", radios("against.target", "against.district"))
    yield Choice("survey", "survey, into a street", streets)
    limits = radios("grids.limits_spread", "grids.limits_chance")
    yield Choice("grids", "grids, limits", limits)
    plans = ("grids.plan_split", "grids.plan_merge", "grids.plan_hand_over", "grids.plan_all")
    yield Choice("grids", "grids, what-if", radios(*plans))
    yield Choice("grids", "grids, click on the map", tuple(_place(at) for at in range(CLICKS)))


def _radio(label: str) -> Click:
    def click(page: Page) -> None:
        _press(page, page.get_by_role("radio", name=label, exact=True).first)

    return click


def _street(number: int) -> Click:
    """Go into a street; from one street into the next by way of the whole district."""

    def click(page: Page) -> None:
        inside = page.locator('[class*="st-key-into"] button')
        if number % 2:
            _press(page, page.locator('[class*="st-key-crumb-"] button').first)
            return
        page.locator('[class*="st-key-below"] button').first.click()
        inside.nth(number // 2).wait_for()
        page.wait_for_timeout(LOOKING_MS / 4)
        _press(page, inside.nth(number // 2))

    return click


def _place(number: int) -> Click:
    """Click somewhere in the middle of the map, each time on another grid."""

    def click(page: Page) -> None:
        chart = page.locator(CHARTS).nth(1)
        chart.scroll_into_view_if_needed()
        box = chart.bounding_box()
        if box is None:
            raise RuntimeError("there is no map on the page")
        x = box["x"] + box["width"] * (0.40 + 0.03 * number)
        y = box["y"] + box["height"] * 0.45
        page.mouse.move(x, y)
        page.wait_for_timeout(LOOKING_MS / 4)
        page.evaluate(ARM)
        page.mouse.click(x, y)

    return click


def _press(page: Page, target: Locator) -> None:
    target.scroll_into_view_if_needed()
    target.hover()
    page.evaluate(ARM)
    page.mouse.down()
    page.mouse.up()


def _of_choice(context: BrowserContext, url: str, choice: Choice) -> list[Figure]:
    page = context.new_page()
    try:
        page.goto(url)
        page.wait_for_selector("footer.foot", state="attached")
        page.wait_for_timeout(3 * LOOKING_MS)
        waited = []
        for click in islice(cycle(choice.clicks), CLICKS):
            click(page)
            waited.append(page.evaluate(WAITED))
            page.wait_for_timeout(LOOKING_MS)
    finally:
        page.close()
    said, whole = (statistics.median(times) / 1e3 for times in zip(*waited, strict=True))
    slowest = f"median of {CLICKS} clicks; the slowest {max(one for _, one in waited) / 1e3:.2f} s"
    return [
        Figure.at_most(f"{choice.name}, words", said, limit=LONGEST, unit="s"),
        Figure.at_most(f"{choice.name}, whole", whole, limit=LONGEST, unit="s", note=slowest),
    ]
