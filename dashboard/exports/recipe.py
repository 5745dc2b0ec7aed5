"""A recipe: which charts make a briefing, of which area and period, under which titles."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from typing import Any
from zoneinfo import ZoneInfo

from dashboard.exports.distribution import Distribution
from dashboard.view import View
from warehouse.periods import Period

OF_GRIDS = ("grid", "limits", "plan", "reach")
OF_SCORECARDS = ("pillar", "sort", "weights")
OF_SECTIONS = ("section", "one", "other", "mix")
LINK_OF_A_CHART = (
    *("area", "period", "against", "metric", "peers", "split"),
    *OF_GRIDS,
    *OF_SCORECARDS,
    *OF_SECTIONS,
)
HOME = ZoneInfo("Asia/Shanghai")

# Material of these classes must not be kept in this system.
CLASSIFIED = ("秘密", "机密", "绝密")


class RecipeError(ValueError):
    """A document is no recipe; the message names the field."""


@dataclass(frozen=True)
class Item:
    """One chart of one page, in one view.

    Attributes:
        page: of the chart.
        chart_id: its id in the page.
        link: the view, as the parameters of a link, without language.
        title: as the editor wrote it; empty for the computed one.
        written_for: the period that the chart showed when the title was written.
    """

    page: str
    chart_id: str
    link: Mapping[str, str] = field(default_factory=dict)
    title: str = ""
    written_for: str = ""

    @classmethod
    def of(cls, page: str, chart_id: str, view: View) -> "Item":
        """Remember a chart as a view shows it."""
        link = view.as_link()
        return cls(page, chart_id, {name: link[name] for name in LINK_OF_A_CHART if name in link})

    def view(self, language: str) -> View:
        """Give the view again, in a language."""
        return View.from_link({**self.link, "lang": language})

    def seen(self, **changes: str) -> "Item":
        """Give the same chart in another area or period; what is empty goes back to usual."""
        link = {**self.link, **changes}
        return replace(self, link={name: value for name, value in link.items() if value})


@dataclass(frozen=True)
class Recipe:
    """What makes a briefing.

    Attributes:
        title: of the whole.
        items: its charts, in order.
        language: of the briefing.
        organisation, mark: of the imprint.
        issue_number: of this issue; null for none.
        signatures: role and name.
        distribution: who gets it and who prints it.
    """

    title: str
    items: tuple[Item, ...]
    language: str = "zh"
    organisation: str = ""
    mark: str = ""
    issue_number: int | None = None
    signatures: tuple[tuple[str, str], ...] = ()
    distribution: Distribution = field(default_factory=Distribution)

    @property
    def is_classified(self) -> bool:
        """Whether its mark claims a class of state secret; nothing is exported under one."""
        return any(one in self.mark for one in CLASSIFIED)

    def as_document(self) -> dict[str, Any]:
        """Write it down."""
        return asdict(self)

    @classmethod
    def from_document(cls, document: Mapping[str, Any]) -> "Recipe":
        """Read it again.

        Raises:
            RecipeError: a field is missing or is none of a recipe.
        """
        try:
            items = tuple(Item(**one) for one in document["items"])
            signatures = tuple((str(role), str(name)) for role, name in document["signatures"])
            # Recipes of older programs say nothing of it.
            distribution = Distribution(**document.get("distribution", {}))
            made = {"items": items, "signatures": signatures, "distribution": distribution}
            return cls(**{**document, **made})
        except (KeyError, TypeError, ValueError) as error:
            raise RecipeError(str(error)) from error

    def next_issue(self, *, latest: Period) -> "Recipe":
        """Give the same briefing for the period after, and the issue number after.

        Edited titles stay, and are flagged until they are written for the new period.

        Args:
            latest: stands in where an item follows the usual period.
        """
        moved = tuple(
            item.seen(period=Period.parse(item.link.get("period") or latest.label).after.label)
            for item in self.items
        )
        number = None if self.issue_number is None else self.issue_number + 1
        return replace(self, items=moved, issue_number=number)

    def pinned(self, *, latest: Period) -> "Recipe":
        """Give the same briefing with its period said, so that the issue after it is known.

        Args:
            latest: stands in where an item follows the usual period.
        """
        items = (item.seen(period=item.link.get("period") or latest.label) for item in self.items)
        return replace(self, items=tuple(items))

    def for_area(self, code: str) -> "Recipe":
        """Give the same briefing of another area; what an editor wrote of one is not said of it."""
        items = (
            item
            if item.link.get("area") == code
            else replace(item.seen(area=code), title="", written_for="")
            for item in self.items
        )
        return replace(self, items=tuple(items))

    def for_period(self, label: str) -> "Recipe":
        """Give the same briefing of another period."""
        return replace(self, items=tuple(item.seen(period=label) for item in self.items))

    @property
    def slug(self) -> str:
        """Name a file after it."""
        number = "" if self.issue_number is None else f"-{self.issue_number}"
        return "".join(one if one.isalnum() else "-" for one in self.title)[:60] + number


def issued_today() -> dt.date:
    """Give the day on which a briefing made now is issued: the day of the office's calendar."""
    return dt.datetime.now(HOME).date()
