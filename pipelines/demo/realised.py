"""The realised truth: every planted pattern with what came of it, and figures of every street."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import polars as pl

from pipelines.demo.account import CODE_OF_STREET, Account
from pipelines.demo.plan import Pattern, Plan
from pipelines.demo.registers import Registers
from pipelines.demo.survey_truth import Residents, true_shares

LAST_YEAR = 2020
QUIET_MONTHS = ("2019-10", "2019-11", "2019-12")
HEAD = "head"


@dataclass(frozen=True, slots=True)
class Findings:
    """What the realised truth is made from."""

    account: Account
    registers: Registers
    residents: list[Residents]
    plan: Plan


def realised_patterns(findings: Findings) -> list[dict[str, Any]]:
    """Tell every planted pattern and what came of it."""
    return [
        {**pattern.told, "realised": _TELLERS[name](findings, pattern)}
        for name, pattern in findings.plan.patterns.items()
    ]


def street_figures(findings: Findings) -> list[dict[str, Any]]:
    """Tell the main figures of every street in the last year."""
    tables = [
        findings.registers.nets[-1].grids.group_by("street_code").agg(pl.len().alias("grids")),
        _loop(findings),
        _off_list(findings),
        turnover(findings.registers.postings, year=LAST_YEAR),
        _punctuality(findings),
        _answers(findings),
        _truth(findings),
    ]
    found = pl.DataFrame({"street_code": findings.plan.streets})
    for table in tables:
        found = found.join(table, on="street_code", how="left", maintain_order="left")
    return found.to_dicts()


def month_figures(findings: Findings) -> list[dict[str, Any]]:
    """Tell how much happened in each month."""
    patrols = (
        pl.concat(findings.account.patrols)
        .group_by("month")
        .agg(pl.col("patrols", "planned", "late", "grids_patrolled").sum())
    )
    visits = pl.concat(findings.account.visits)
    return patrols.join(visits, on="month").sort("month").to_dicts()


def district_truth(findings: Findings) -> pl.DataFrame:
    """Tell the true share of all adult residents: ``year``, ``item``, ``share``."""
    return _of_district(_yearly_truth(findings), findings, by="year")


def _of_district(shares: pl.DataFrame, findings: Findings, *, by: str) -> pl.DataFrame:
    """Weigh the streets' shares by their adult residents."""
    adults = pl.DataFrame(
        {
            "street_code": [street.code for street in findings.residents],
            "adults": [street.adults for street in findings.residents],
        }
    )
    weighted = (pl.col("share") * pl.col("adults")).sum() / pl.col("adults").sum()
    return (
        shares.join(adults, on="street_code")
        .group_by(by, "item")
        .agg(weighted.alias("share"))
        .sort(by, "item")
    )


def turnover(postings: pl.DataFrame, *, year: int) -> pl.DataFrame:
    """Count who left a street for good in ``year``, heads apart, and who was there on average.

    Returns:
        One row a street: ``street_code``, ``left``, ``headcount``, ``turnover``.
    """
    is_gone = pl.col("ended_on").null_count() == 0
    people = (
        postings.filter(pl.col("role") != HEAD)
        .group_by("member_code")
        .agg(
            pl.col("grid_code").first().str.slice(0, CODE_OF_STREET).alias("street_code"),
            pl.col("started_on").min().alias("first"),
            pl.when(is_gone).then(pl.col("ended_on").max()).alias("last"),
        )
    )
    edges = [pl.date(year, 1, 1), pl.date(year, 12, 31)]
    there = [
        ((pl.col("first") <= day) & (pl.col("last").is_null() | (pl.col("last") >= day))).sum()
        for day in edges
    ]
    left = (pl.col("last").dt.year() == year).sum()
    return (
        people.group_by("street_code")
        .agg(left.alias("left"), (pl.sum_horizontal(there) / 2).alias("headcount"))
        .with_columns(turnover=pl.col("left") / pl.col("headcount"))
        .sort("street_code")
    )


def _loop(findings: Findings) -> pl.DataFrame:
    counts = pl.concat(findings.account.matters)
    open_ones = counts.group_by("street_code").agg(pl.col("open_and_reached_street", "stuck").sum())
    return (
        counts.filter(pl.col("reported_in") == LAST_YEAR)
        .group_by("street_code")
        .agg(pl.col("matters", "due", "closed_on_time", "stalled").sum())
        .join(open_ones, on="street_code")
    )


def _off_list(findings: Findings) -> pl.DataFrame:
    return (
        pl.concat(findings.account.tasks)
        .filter(pl.col("year") == LAST_YEAR)
        .group_by("street_code")
        .agg(pl.col("hours", "off_list_hours").sum())
    )


def _punctuality(findings: Findings) -> pl.DataFrame:
    return (
        pl.concat(findings.account.patrols)
        .filter(pl.col("month").str.starts_with(str(LAST_YEAR)))
        .group_by("street_code")
        .agg(pl.col("patrols", "planned", "late").sum())
    )


def _answers(findings: Findings) -> pl.DataFrame:
    return (
        pl.concat(findings.account.answers)
        .filter(pl.col("year") == LAST_YEAR)
        .group_by("street_code")
        .agg(pl.col("answers").sum())
    )


def _yearly_truth(findings: Findings) -> pl.DataFrame:
    year = pl.col("wave").str.slice(0, 4).cast(pl.Int64).alias("year")
    return (
        true_shares(findings.plan).group_by(year, "street_code", "item").agg(pl.col("share").mean())
    )


def _truth(findings: Findings) -> pl.DataFrame:
    return (
        _yearly_truth(findings)
        .filter(pl.col("year") == LAST_YEAR)
        .pivot(on="item", index="street_code", values="share", sort_columns=True)
        .rename(lambda name: name if name == "street_code" else f"true_{name}")
    )


def _against_others(
    table: pl.DataFrame, pattern: Pattern, *, part: str, whole: str
) -> dict[str, float]:
    """Compare a share in the pattern's streets with the same share in all others."""
    is_inside = pl.col("street_code").is_in(list(pattern.areas))
    found = {}
    for name, rows in (("here", table.filter(is_inside)), ("elsewhere", table.filter(~is_inside))):
        found[f"{part}_{name}"] = float(rows[part].sum())
        found[f"{whole}_{name}"] = float(rows[whole].sum())
        found[f"share_{name}"] = found[f"{part}_{name}"] / max(found[f"{whole}_{name}"], 1.0)
    return found


def _stalled(findings: Findings, pattern: Pattern) -> dict[str, Any]:
    table = _loop(findings)
    return {
        "stuck_at_the_end": _against_others(
            table, pattern, part="stuck", whole="open_and_reached_street"
        ),
        "closed_on_time": _against_others(table, pattern, part="closed_on_time", whole="due"),
        "stalled": _against_others(table, pattern, part="stalled", whole="matters"),
    }


def _leaving(findings: Findings, pattern: Pattern) -> dict[str, Any]:
    postings = findings.registers.postings
    return {
        str(year): _against_others(
            turnover(postings, year=year), pattern, part="left", whole="headcount"
        )
        for year in (LAST_YEAR - 2, LAST_YEAR - 1, LAST_YEAR)
    }


def _epidemic(findings: Findings, pattern: Pattern) -> dict[str, Any]:
    months = pl.DataFrame(month_figures(findings))
    window = pl.col("month").is_between(
        pl.lit(f"{pattern.first:%Y-%m}"), pl.lit(f"{pattern.last:%Y-%m}")
    )
    quiet = months.filter(pl.col("month").is_in(QUIET_MONTHS))
    touched = months.filter(window)
    waves = _of_district(true_shares(findings.plan), findings, by="wave")
    by_wave = waves.filter(pl.col("item") == "satisfaction").select("wave", "share")
    return {
        "months": touched["month"].to_list(),
        "patrols": touched["patrols"].to_list(),
        "visits": touched["visits"].to_list(),
        "patrols_in_a_quiet_month": float(quiet["patrols"].mean()),  # type: ignore[arg-type]
        "visits_in_a_quiet_month": float(quiet["visits"].mean()),  # type: ignore[arg-type]
        "true_satisfaction_by_wave": dict(by_wave.iter_rows()),
    }


def _redrawn(findings: Findings, _pattern: Pattern) -> dict[str, Any]:
    grids = findings.registers.grids
    made = grids.filter(pl.col("predecessor_codes").is_not_null())
    twice = grids.filter(pl.col("grid_code").is_duplicated())["grid_code"]
    return {
        "grids_by_net": [net.grids.height for net in findings.registers.nets],
        "made_from": [f"{new} <- {old}" for new, old in _pairs(made)],
        "moved": sorted(set(twice)),
    }


def _pairs(made: pl.DataFrame) -> list[tuple[str, str]]:
    rows = made.sort("valid_from", "grid_code").select("grid_code", "predecessor_codes")
    return [(new, old) for new, old in rows.iter_rows()]


def _errands(findings: Findings, pattern: Pattern) -> dict[str, Any]:
    return _against_others(_off_list(findings), pattern, part="off_list_hours", whole="hours")


def _true_levels(findings: Findings, pattern: Pattern) -> dict[str, Any]:
    """Tell the true shares of the pattern's streets and of the district, year by year."""
    streets = _yearly_truth(findings).filter(pl.col("street_code").is_in(list(pattern.areas)))
    whole = district_truth(findings).with_columns(street_code=pl.lit("district"))
    told: dict[str, dict[str, float]] = {}
    rows = pl.concat([streets, whole.select(streets.columns)]).sort("street_code", "item", "year")
    for year, code, item, share in rows.iter_rows():
        told.setdefault(code, {})[f"{item}_{year}"] = share
    return told


def _sample(findings: Findings, _pattern: Pattern) -> dict[str, Any]:
    return {"answers_2020": dict(_answers(findings).sort("street_code").iter_rows())}


def _nothing(_findings: Findings, _pattern: Pattern) -> dict[str, Any]:
    return {}


_TELLERS: Mapping[str, Callable[[Findings, Pattern], dict[str, Any]]] = {
    "stalled_at_street": _stalled,
    "leaving_after_pay_change": _leaving,
    "epidemic": _epidemic,
    "redrawn_net": _redrawn,
    "off_list_errands": _errands,
    "truly_equal": _true_levels,
    "truly_better": _true_levels,
    "truly_worse": _true_levels,
    "rising_awareness": _true_levels,
    "too_few_answers": _sample,
    "asked_by_phone": _nothing,
}
