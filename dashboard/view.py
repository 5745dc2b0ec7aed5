"""What a reader is looking at, as one value that fits in a link."""

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from typing import Any

from warehouse.periods import Period, PeriodError
from warehouse.words import DEFAULT_LANGUAGE, LANGUAGES

COMPARISONS = ("year_before", "before", "target", "district")


@dataclass(frozen=True, slots=True)
class View:
    """The state of a page; every field has a short name in the link and a default left out of it.

    Attributes:
        lang: language.
        area: code of the area looked at; empty for the district.
        period: label of the period; empty for the latest whole year.
        against: what values are compared with.
        metric: the metric a page is about; empty for the page's own first one.
        peers: ``all``, or the setting that streets are limited to.
        trace: metric whose definition and lineage are open; empty when closed.
        split: by what a change is taken apart; empty for what tells most.
        grid: code of the grid whose profile is open; empty when closed.
        limits: what the limits of a funnel allow for: ``chance`` alone, or the ``spread`` of grids.
        plan: which changes of grids a what-if makes: ``all`` or one kind.
        reach: how far a what-if hands households over: within the ``street`` or the ``district``.
        pillar: pillar whose metrics a scorecard shows; empty for the first of every pillar.
        sort: metric that a scorecard is sorted by; empty for the index.
        section: what a comparison of streets shows below; empty for the first.
        one: code of the first of two streets set against each other; empty for the usual.
        other: code of the second.
        mix: dimension of the mix that values are adjusted to; empty for the first there is.
        weights: weights of the pillars, ``1-1-2-1-0-1``; empty for those of the district's file.
    """

    lang: str = DEFAULT_LANGUAGE
    area: str = ""
    period: str = ""
    against: str = "year_before"
    metric: str = ""
    peers: str = "all"
    trace: str = ""
    split: str = ""
    grid: str = ""
    limits: str = "chance"
    plan: str = "all"
    reach: str = "street"
    pillar: str = ""
    sort: str = ""
    section: str = ""
    one: str = ""
    other: str = ""
    mix: str = ""
    weights: str = ""

    @classmethod
    def from_link(cls, query: Mapping[str, str]) -> "View":
        """Read a link; what makes no sense in it is left at its default."""
        known = {one.name for one in fields(cls)}
        said = {k: v for k, v in query.items() if k in known and _makes_sense(k, v)}
        return cls(**said)

    def as_link(self) -> dict[str, str]:
        """Write the view as the parameters of a link."""
        default = View()
        pairs = {one.name: getattr(self, one.name) for one in fields(self)}
        return {k: v for k, v in pairs.items() if v != getattr(default, k)}

    def but(self, **changes: Any) -> "View":
        """Give the same view with some fields changed."""
        return replace(self, **changes)


def _makes_sense(name: str, value: str) -> bool:
    if name == "lang":
        return value in LANGUAGES
    if name == "against":
        return value in COMPARISONS
    if name == "period":
        return _is_period(value)
    # Codes and ids are looked up before they are used; here only their shape is held.
    return len(value) <= 64 and value.isprintable()  # noqa: PLR2004  as long as a code may be


def _is_period(label: str) -> bool:
    try:
        Period.parse(label)
    except PeriodError:
        return False
    return True
