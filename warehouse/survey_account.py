"""How the survey was asked and answered: waves, samples, and what the weighting puts right."""

import datetime as dt
from collections.abc import Sequence

import polars as pl

from warehouse.catalog import Kind, Metric, metrics
from warehouse.connection import Warehouse
from warehouse.periods import Period, PeriodKind

WAVES = """
select wave, fielded_from, fielded_to, wave_on, period_start, answer_count, street_count,
    phone_share, face_share, online_share, is_break
from marts.fct_survey_waves
order by wave_on, wave
"""
SAMPLES = """
select samples.*
from marts.fct_survey_samples as samples
where samples.level = 'street'
    and samples.period_kind = $period_kind and samples.period_start = $period_start
"""
DESIGN = """
select item, area_code, deff
from marts.fct_survey_estimates
where level = 'street' and period_kind = $period_kind and period_start = $period_start
"""
TRAITS = """
select trait, value, answer_count, resident_count, base_weight, weight
from marts.fct_survey_traits
where period_kind = $period_kind and period_start = $period_start
order by trait, value
"""


class SurveyAccount:
    """Answers questions about the survey itself."""

    def __init__(self, warehouse: Warehouse) -> None:
        self._warehouse = warehouse

    def waves(self) -> pl.DataFrame:
        """Give the waves, oldest first.

        Returns:
            One row a wave: ``wave``, ``fielded_from``, ``fielded_to``, ``wave_on`` (the day it
            stands for), ``period_start`` (of its quarter), ``answer_count``, ``street_count``,
            ``phone_share``, ``face_share``, ``online_share`` (0–1; they fall short of 1 where
            the mode was not stated), ``is_break`` (asked another way than the wave before).
        """
        return self._warehouse.ask(WAVES)

    def samples(self, period: Period, areas: pl.DataFrame) -> pl.DataFrame:
        """Give what the estimates of each street rest on.

        Returns:
            One row a counted street: ``area_code`` and its names, ``answer_count``,
            ``effective_n`` (Kish), ``weighting_effect`` (answers over effective answers),
            ``least_weight_ratio`` and ``most_weight_ratio`` (weights over the mean of their wave
            and street), and for each survey metric ``valid_share_<metric id>`` (0–1, answers
            that are valid) and ``deff_<metric id>`` (design effect of the estimate). Null where
            nobody was asked.
        """
        params = {"period_kind": str(period.kind), "period_start": period.start}
        asked = {m.item: m.metric_id for m in metrics().values() if m.kind is Kind.SURVEY}
        found = self._warehouse.ask(SAMPLES, params).select(
            "area_code",
            "answer_count",
            pl.col("effective_count").alias("effective_n"),
            (pl.col("answer_count") / pl.col("effective_count")).alias("weighting_effect"),
            "least_weight_ratio",
            "most_weight_ratio",
            *(
                (pl.col(f"{item}_count") / pl.col("answer_count")).alias(f"valid_share_{metric_id}")
                for item, metric_id in asked.items()
            ),
        )
        design = self._warehouse.ask(DESIGN, params)
        for item, metric_id in asked.items():
            of_item = design.filter(pl.col("item") == item)
            found = found.join(
                of_item.select("area_code", pl.col("deff").alias(f"deff_{metric_id}")),
                on="area_code",
                how="left",
            )
        placed = areas.join(found, on="area_code", how="left", maintain_order="left")
        return placed.with_columns(
            pl.lit(str(period.kind)).alias("period_kind"),
            pl.lit(period.start).alias("period_start"),
        )

    def traits(self, period: Period) -> pl.DataFrame:
        """Give answers against residents by sex and by age band, for the whole district.

        Returns:
            One row a trait (``sex``, ``age_band``) and value: ``answer_count``,
            ``answer_share``, ``resident_share`` (both 0–1 within the trait; null where no
            residents were delivered), ``weighted_share`` (what raking made of the answers),
            ``mean_weight`` (over the mean of all answers).
        """
        params = {"period_kind": str(period.kind), "period_start": period.start}
        within = {
            name: pl.col(name) / pl.col(name).sum().over("trait")
            for name in ("answer_count", "resident_count", "weight")
        }
        mean = pl.col("weight").sum().over("trait") / pl.col("answer_count").sum().over("trait")
        return self._warehouse.ask(TRAITS, params).select(
            "trait",
            "value",
            "answer_count",
            within["answer_count"].alias("answer_share"),
            within["resident_count"].alias("resident_share"),
            within["weight"].alias("weighted_share"),
            (pl.col("weight") / pl.col("answer_count") / mean).alias("mean_weight"),
        )

    def broken_periods(self, kind: PeriodKind) -> list[dt.date]:
        """Name the periods that hold a wave asked another way than the one before."""
        days = self.waves().filter("is_break")["wave_on"]
        return [_period_of(day, kind).start for day in days]

    def with_breaks(
        self, rows: pl.DataFrame, wanted: Sequence[Metric], kind: PeriodKind
    ) -> pl.DataFrame:
        """Add ``is_break``: the survey was asked another way than in the period before.

        Args:
            rows: ``metric_id`` and ``period_start``, of periods of one kind.
            wanted: the metrics whose rows they are.
            kind: of the periods.
        """
        asked = [metric.metric_id for metric in wanted if metric.is_asked]
        is_break = pl.col("period_start").is_in(self.broken_periods(kind))
        return rows.with_columns((pl.col("metric_id").is_in(asked) & is_break).alias("is_break"))

    def is_broken_between(self, then: Period, now: Period) -> bool:
        """Tell whether the way of asking changed after one period and up to another."""
        earlier, later = sorted((then, now), key=lambda one: one.last_day)
        days = self.waves().filter("is_break")["wave_on"]
        return any(earlier.last_day < day <= later.last_day for day in days)


def _period_of(day: dt.date, kind: PeriodKind) -> Period:
    return Period(day.replace(day=1), PeriodKind.MONTH).within(kind)
