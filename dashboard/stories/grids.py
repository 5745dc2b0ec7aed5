"""What the page of grids says: who stands out beyond chance, and what a redrawn net would gain."""

from collections.abc import Sequence
from math import isnan

import polars as pl

from dashboard import format as fmt
from dashboard.charts.grid_funnel import CLAIMS, Judged
from dashboard.charts.labels import name_of
from dashboard.charts.spec import Tone, Wording
from dashboard.format import NumberFormat
from dashboard.stories.phrases import capital, listed
from dashboard.text import Words
from warehouse.adjustment import Candidate, Change, Norm, Plan, Spread
from warehouse.catalog import Metric

# Outside limits of 99.8 per cent lies one grid of five hundred by chance.
BY_CHANCE = 0.002
SHARE = NumberFormat(is_share=True, decimals=1)
RATIO = NumberFormat(is_share=False, decimals=2)
WORK = NumberFormat(is_share=False, decimals=1)


def headline(
    found: Judged, metric: Metric, sides: tuple[Spread, Spread] | None, words: Words
) -> str:
    """Say how many grids stand out, and what changes would leave outside the norm."""
    clauses = [standing_out(found, metric, words)]
    if sides is not None:
        before, after = (round(one.outside * one.grids) for one in sides)
        clauses.append(
            words("grids.headline_norm", before=fmt.count(before), after=fmt.count(after))
        )
    return capital(words("grids.clause").join(clauses))


def standing_out(found: Judged, metric: Metric, words: Words) -> str:
    """Say how many grids are clearly worse and better than all of them together."""
    worse, better = found.count(Tone.WORSE), found.count(Tone.BETTER)
    name = name_of(metric, words)
    if not found.rows.height:
        return words("grids.headline_none", metric=name)
    if not worse and not better:
        return words("grids.headline_even", metric=name, all=fmt.count(found.rows.height))
    sides = [
        words(f"grids.headline_{side}", count=fmt.count(count))
        for side, count in (("worse", worse), ("better", better))
        if count
    ]
    joined = words("grids.comma").join(sides)
    return words("grids.headline_some", metric=name, sides=joined, all=fmt.count(found.rows.height))


def funnel_texts(found: Judged, metric: Metric, *, period: str, words: Words) -> Wording:
    """Say what chance alone would put outside the limits, and whether grids differ by more."""
    all_grids = found.rows.height
    outside = found.count(Tone.WORSE) + found.count(Tone.BETTER)
    is_open = found.overdispersion is not None and found.overdispersion.is_applied
    some = "grids.funnel_open" if is_open else "grids.funnel_title"
    key = some if outside else "grids.funnel_none"
    by_chance = WORK.plain(all_grids * BY_CHANCE)
    title = words(key, outside=fmt.count(outside), chance=by_chance)
    note = words(
        "grids.funnel_note",
        metric=name_of(metric, words),
        period=period,
        count=fmt.count(all_grids),
        withheld=fmt.count(found.withheld),
    )
    return Wording(
        capital(title),
        note,
        alt=words(
            "grids.funnel_alt",
            metric=name_of(metric, words),
            worse=found.count(Tone.WORSE),
            better=found.count(Tone.BETTER),
            count=all_grids,
        ),
        reading=words("grids.funnel_reading"),
    )


def beyond_chance(found: Judged, words: Words) -> str:
    """Say how far grids differ beyond chance, and whether the limits allow for it."""
    spread = found.overdispersion
    if spread is None:
        return ""
    return words(f"grids.spread_{spread.adjustment}", phi=RATIO.plain(spread.phi))


def net_texts(
    found: Judged, streets: pl.DataFrame, names: dict[str, str], *, period: str, words: Words
) -> Wording:
    """Say where the grids that stand out lie.

    Args:
        found: grids with their states.
        streets: grids that stand out, by street or community, most first.
        names: of areas by code.
        period: as it is written.
        words: in the reader's language.
    """
    note = words("grids.net_note", period=period, count=fmt.count(found.rows.height))
    reading = words("grids.net_reading")
    if not streets.height:
        return Wording(words("grids.net_none"), note, reading=reading)
    most = streets["len"][0]
    first = [names[code] for code, count in streets.iter_rows() if count == most]
    total = int(streets["len"].sum())
    if len(first) > 1:
        title = words("grids.net_spread", all=fmt.count(total), places=fmt.count(streets.height))
    elif most == total:
        title = words("grids.net_all", place=first[0], all=fmt.count(total))
    else:
        title = words(
            "grids.net_title", place=first[0], count=fmt.count(most), all=fmt.count(total)
        )
    return Wording(capital(title), note, reading=reading)


def steps_texts(sides: tuple[Spread, Spread], norm: Norm, *, words: Words) -> Wording:
    """Say how evenly households lie before and after, and what happens to the work."""
    before, after = sides
    title = words(
        "grids.steps_title",
        before=RATIO.plain(before.variation),
        after=RATIO.plain(after.variation),
    )
    note = words(
        "grids.steps_note",
        before=fmt.count(before.grids),
        after=fmt.count(after.grids),
        low=fmt.count(norm.low),
        high=fmt.count(norm.high),
    )
    return Wording(capital(title), note, reading=words("grids.steps_reading"))


def spread_rows(sides: tuple[Spread, Spread], words: Words) -> list[list[str]]:
    """Set how even the net is, before and after, one line a figure."""
    written = {
        "grids": [fmt.count(one.grids) for one in sides],
        "outside": [SHARE.value(one.outside) for one in sides],
        "variation": [RATIO.plain(one.variation) for one in sides],
        "extremes": [f"{fmt.count(one.least)}{fmt.DASH}{fmt.count(one.most)}" for one in sides],
        "work": [_known(one.workload_variation) for one in sides],
    }
    return [[words(f"grids.even_{name}"), *texts] for name, texts in written.items()]


def _known(number: float) -> str:
    return fmt.NOTHING if isnan(number) else RATIO.plain(number)


def work_note(sides: tuple[Spread, Spread], plan: Plan, words: Words) -> str:
    """Say whether the work would be spread more or less evenly, and what merging does to it."""
    before, after = (one.workload_variation for one in sides)
    if isnan(before) or isnan(after):
        return words("grids.work_unknown")
    then, now = RATIO.plain(before), RATIO.plain(after)
    if then == now:
        return words("grids.work_same", before=then)
    if after < before:
        return words("grids.work_more_even", before=then, after=now)
    said = words("grids.work_less_even", before=then, after=now)
    is_merged = any(one.change is Change.MERGE for one in plan.candidates)
    return said + words("grids.work_adds") if is_merged else said


def changes_texts(plan: Plan, shown: Sequence[Candidate], *, words: Words) -> Wording:
    """Say how many changes of each kind there are, and how many grids stay outside."""
    kinds = {kind: sum(one.change is kind for one in plan.candidates) for kind in Change}
    if not plan.candidates:
        return Wording(words("grids.changes_none"), words("grids.changes_note_none"))
    parts = [
        words(f"grids.some_{kind}", count=fmt.count(count))
        for kind, count in kinds.items()
        if count
    ]
    title = words(
        "grids.changes_title",
        count=fmt.count(len(plan.candidates)),
        parts=listed(parts, words),
    )
    is_all = len(shown) == len(plan.candidates)
    note = words(
        "grids.changes_all" if is_all else "grids.changes_note",
        shown=fmt.count(len(shown)),
        all=fmt.count(len(plan.candidates)),
    )
    if plan.left_outside:
        left = words("grids.changes_left", left=fmt.count(len(plan.left_outside)))
        note = words("grids.clause").join([note, left])
    return Wording(capital(title), note, reading=words("grids.changes_reading"))


def assumptions(words: Words) -> list[str]:
    """Say what the what-if takes for granted."""
    return [words(f"grids.assumes_{name}") for name in ("norm", "work", "borders", "greedy")]


def notable(found: Judged, most: int) -> pl.DataFrame:
    """Pick the grids that stand out, the furthest from the centre first.

    Returns:
        Rows of ``found``; those outside the outer limits, as many as ``most``.
    """
    outside = found.rows.filter(pl.col("tone").is_in([one.value for one in CLAIMS]))
    return outside.sort((pl.col("steadied") - found.centre).abs(), descending=True).head(most)
