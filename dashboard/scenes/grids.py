"""网格 / Grids: who stands out beyond chance, what one grid is, how the net could be redrawn."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import nan

import polars as pl

from dashboard.charts.grid_changes import Drafted, change_chart, step_chart, what
from dashboard.charts.grid_funnel import (
    CLAIMS,
    Chosen,
    Judged,
    by_place,
    funnel_chart,
    judged,
    net_map,
)
from dashboard.charts.labels import interval_text, number_of
from dashboard.charts.spec import ChangeChart, Chart, FunnelChart, NetMap, Said, StepChart, Tone
from dashboard.scenes.desk import Desk, all_metrics
from dashboard.scenes.look import Look, chosen_period
from dashboard.stories import grids as story
from dashboard.stories.grid_profile import Profile, Yardstick, against_norm, profile
from dashboard.text import Words
from dashboard.view import View
from warehouse.adjustment import (
    Candidate,
    Change,
    Grid,
    Norm,
    Plan,
    Spread,
    adjustments,
    comprehensive,
    norms_of,
    spread_of,
)
from warehouse.catalog import Interval, Metric
from warehouse.statistics import Polarity

USUAL = "ev_on_time_close"
OPENED = "spread"
LIMITS = ("chance", OPENED)
ALL_CHANGES, FAR = "all", "district"
PLANS = (ALL_CHANGES, *(str(one) for one in Change))
REACHES = ("street", FAR)
MOST_CHANGES, MOST_LISTED = 12, 10
LIST_COLUMNS = ("grid", "value", "interval", "steady", "state", "households", "work")
LIST_NUMERIC = (1, 2, 3, 6)
VERSION_COLUMNS = ("from", "to", "community", "households", "came_from", "became")


@dataclass(frozen=True)
class Grids:
    """What the page of grids shows.

    Attributes:
        metric: the metric of the funnel.
        offered: names of the grids that can be chosen, by code.
        own: code of the chosen grid; empty for none.
        headline, standfirst: the page's conclusion, and how far grids differ beyond chance.
        funnel: grids against the limits of their size.
        net: the same on a map.
        listing: the grids that stand out, one line each.
        profile: the chosen grid; none where none was chosen.
        steps: households before and after the changes; none without sizes.
        changes: the changes; none without sizes.
        spread: how even the net is, before and after.
        notes: what the what-if takes for granted.
    """

    metric: Metric
    offered: dict[str, str]
    own: str
    headline: str
    standfirst: str
    funnel: FunnelChart
    net: NetMap
    listing: list[list[str | Said]]
    profile: Profile | None
    steps: StepChart | None
    changes: ChangeChart | None
    spread: list[list[str]]
    notes: list[str]

    @property
    def charts(self) -> tuple[Chart, ...]:
        """The charts of the page, in the order of reading."""
        drafted = (self.steps, self.changes)
        return (self.funnel, self.net, *(one for one in drafted if one is not None))


@dataclass(frozen=True)
class _Draft:
    """The what-if of the area looked at."""

    plan: Plan
    norm: Norm
    sides: tuple[Spread, Spread]
    shown: tuple[Candidate, ...]


def offered_metrics() -> list[Metric]:
    """List the metrics of which single grids have shares with limits of chance."""
    return [
        metric
        for metric in all_metrics()
        if "grid" in metric.levels
        and metric.interval is Interval.WILSON
        and metric.polarity is not Polarity.NO_JUDGEMENT
    ]


def chosen_metric(view: View) -> Metric:
    """Give the chosen metric, or the usual one where grids have no such share."""
    by_id = {one.metric_id: one for one in offered_metrics()}
    return by_id.get(view.metric) or by_id[USUAL]


def grids(desk: Desk, view: View) -> Grids:
    """Make the page of the grids of what a view looks at."""
    words, look = desk.words, Look.of(desk, view)
    metric = chosen_metric(view)
    label = look.period.label
    register = desk.ask("grids", label)
    values = desk.board([metric], level="grid", period=look.period)
    found = judged(values, metric, is_opened=view.limits == OPENED)
    own = _own(look, view, register)
    whole = look if look.level != "grid" else look.above
    shown = _shown(whole, register)
    inside = _only(found, shown)
    norms = norms_of(desk.ask("grid_norms"))
    draft = _draft(desk, view, register, shown=shown)
    names = _names(desk)
    outlines = (desk.ask("grid_outlines", label), desk.ask("street_outlines"))
    texts = story.funnel_texts(inside, metric, period=look.period_name, words=words)
    face = whole.face(f"funnel-{metric.metric_id}", [metric], inside.rows, texts=texts)
    chosen = Chosen(frozenset(shown), own)
    funnel = funnel_chart(found, chosen=chosen, face=face, words=words)
    clear = inside.rows.filter(pl.col("tone").is_in([one.value for one in CLAIMS]))["area_code"]
    places = by_place(clear, register, level="street" if whole.is_whole else "community")
    texts = story.net_texts(inside, places, names, period=look.period_name, words=words)
    face = whole.face(f"net-{metric.metric_id}", [metric], inside.rows, texts=texts)
    net = net_map(found, outlines, chosen=chosen, face=face, words=words)
    return Grids(
        metric,
        {row["area_code"]: names[row["area_code"]] for row in register.iter_rows(named=True)},
        own,
        story.headline(inside, metric, draft.sides if draft else None, words),
        story.beyond_chance(found, words),
        funnel,
        net,
        _listing(inside, metric, register, norms, look=look),
        _profile(desk, register, own, names=names, draft=draft),
        _steps(whole, draft) if draft else None,
        _changes(whole, draft, own=own, names=names) if draft else None,
        story.spread_rows(draft.sides, words) if draft else [],
        [story.work_note(draft.sides, draft.plan, words), *story.assumptions(words)]
        if draft
        else [],
    )


def _own(look: Look, view: View, register: pl.DataFrame) -> str:
    """Give the chosen grid: by its own field, or as the area looked at."""
    wanted = view.grid or (look.area.code if look.level == "grid" else "")
    return wanted if wanted in set(register["area_code"]) else ""


def _shown(look: Look, register: pl.DataFrame) -> set[str]:
    """Name the grids of the area looked at, as they lay at the period's end."""
    if look.is_whole:
        return set(register["area_code"])
    column = "street_code" if look.level == "street" else "community_code"
    return set(register.filter(pl.col(column) == look.area.code)["area_code"])


def _only(found: Judged, shown: set[str]) -> Judged:
    rows = found.rows.filter(pl.col("area_code").is_in(shown))
    withheld = len(shown) - rows.height
    return Judged(rows, found.centre, found.overdispersion, withheld, found.metric)


def _names(desk: Desk) -> dict[str, str]:
    """Name every area and grid in the reader's language, grids by their latest name."""
    column = f"name_{desk.language}"
    rows = desk.areas.rows.select("area_code", pl.coalesce(column, "name_zh").alias("name"))
    return dict(rows.iter_rows())


def _draft(desk: Desk, view: View, register: pl.DataFrame, *, shown: set[str]) -> _Draft | None:
    """Plan changes over all grids, and keep those of the area looked at."""
    neighbours = desk.ask("grid_neighbours", chosen_period(desk, view).label)
    norms = norms_of(desk.ask("grid_norms"))
    plan = adjustments(comprehensive(register, norms), neighbours, across_streets=view.reach == FAR)
    if view.plan in PLANS[1:]:
        plan = plan.only(Change(view.plan))
    kept = tuple(one for one in plan.candidates if any(each.code in shown for each in one.grids))
    # A change that reaches over the edge of the area takes its partner along.
    codes = shown | {each.code for one in kept for each in one.grids}
    before = tuple(one for one in plan.before if one.code in codes)
    if not before:
        return None
    own = Plan(kept, before, tuple(_those(plan.after, codes)), plan.mean_workload)
    sides = (spread_of(own.before), spread_of(own.after))
    return _Draft(own, before[0].norm, sides, kept[:MOST_CHANGES])


def _those(made: Sequence[Grid], codes: set[str]) -> list[Grid]:
    return [one for one in made if one.code in codes]


def _listing(
    inside: Judged,
    metric: Metric,
    register: pl.DataFrame,
    norms: dict[str, Norm],
    *,
    look: Look,
) -> list[list[str | Said]]:
    words, number = look.desk.words, number_of(metric)
    rows = story.notable(inside, MOST_LISTED)
    listed = register.filter(pl.col("area_code").is_in(rows["area_code"].to_list()))
    known = {row["area_code"]: row for row in listed.iter_rows(named=True)}
    lines: list[list[str | Said]] = []
    for row in rows.iter_rows(named=True):
        grid = known[row["area_code"]]
        position = str(row["position"])
        arrow = "▲" if position.endswith("above") else "▼"
        lines.append(
            [
                str(row[f"name_{words.language}"]),
                number.value(row["value"]),
                interval_text(row, metric, words),
                number.value(row["steadied"]),
                Said(f"{arrow} {words(f'grids.position_{position}')}", Tone(row["tone"])),
                against_norm(grid, norms.get(grid["setting"]), words),
                _work(grid),
            ]
        )
    return lines


def _work(grid: dict[str, object]) -> str:
    matters, months = grid["matter_count"], grid["month_count"]
    if not isinstance(matters, int) or not isinstance(months, float):
        return "—"
    return f"{matters / months:.1f}"


def _profile(
    desk: Desk, register: pl.DataFrame, own: str, *, names: dict[str, str], draft: _Draft | None
) -> Profile | None:
    if not own:
        return None
    row = register.filter(pl.col("area_code") == own).row(0, named=True)
    return profile(
        row,
        past=(desk.ask("grid_versions", own), desk.ask("grid_months", own)),
        places=names,
        yardstick=_yardstick(own, draft, names=names, words=desk.words),
        words=desk.words,
    )


def _yardstick(own: str, draft: _Draft | None, *, names: dict[str, str], words: Words) -> Yardstick:
    """Hold a grid against the norm, the mean, and the change it takes part in."""
    if draft is None:
        return Yardstick(None, nan)
    norms = {one.code: one.norm for one in draft.plan.before}
    changes = [
        words("grids.of_change", grid=names.get(one.grid.code, ""), what=what(one, names, words))
        for one in draft.plan.candidates
        if own in {each.code for each in one.grids}
    ]
    return Yardstick(norms.get(own), draft.plan.mean_workload, "".join(changes))


def _steps(look: Look, draft: _Draft) -> StepChart:
    words = look.desk.words
    face = look.face(
        "steps", [], pl.DataFrame(), texts=story.steps_texts(draft.sides, draft.norm, words=words)
    )
    plan = draft.plan
    return step_chart(plan.before, plan.after, norm=draft.norm, face=face, words=words)


def _changes(look: Look, draft: _Draft, *, own: str, names: dict[str, str]) -> ChangeChart:
    words = look.desk.words
    texts = story.changes_texts(draft.plan, draft.shown, words=words)
    face = look.face("changes", [], pl.DataFrame(), texts=texts)
    drafted = Drafted(draft.shown, names, draft.norm, own)
    return change_chart(drafted, face=face, words=words)
