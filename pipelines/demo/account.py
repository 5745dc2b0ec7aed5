"""What came of the plan: counts kept while the files are written, for the realised truth."""

from dataclasses import dataclass, field

import polars as pl

from pipelines.demo.plan import Plan

CODE_OF_STREET = 9
HALF_HOUR = pl.duration(minutes=30)
STREET = pl.col("grid_code").str.slice(0, CODE_OF_STREET).alias("street_code")


@dataclass(slots=True)
class Account:
    """Small frames of counts, one for each piece written."""

    patrols: list[pl.DataFrame] = field(default_factory=list)
    visits: list[pl.DataFrame] = field(default_factory=list)
    matters: list[pl.DataFrame] = field(default_factory=list)
    tasks: list[pl.DataFrame] = field(default_factory=list)
    answers: list[pl.DataFrame] = field(default_factory=list)

    def add_patrols(self, frame: pl.DataFrame, *, month: str) -> None:
        """Count a month of patrols."""
        late = pl.col("started_at") - pl.col("planned_at") > HALF_HOUR
        self.patrols.append(
            frame.group_by(STREET)
            .agg(
                pl.len().alias("patrols"),
                pl.col("planned_at").count().alias("planned"),
                late.sum().alias("late"),
                pl.col("grid_code").n_unique().alias("grids_patrolled"),
            )
            .with_columns(month=pl.lit(month))
        )

    def add_visits(self, frame: pl.DataFrame, *, month: str) -> None:
        """Count a month of visits."""
        self.visits.append(
            frame.select(
                pl.len().alias("visits"), pl.col("is_key_household").sum().alias("to_the_list")
            ).with_columns(month=pl.lit(month))
        )

    def add_matters(self, frame: pl.DataFrame, *, plan: Plan) -> None:
        """Count a quarter of matters."""
        end = plan["dates"]["end"]
        is_judged = ~pl.col("status").is_in(["terminated", "cancelled"]) & (pl.col("due_at") < end)
        is_on_time = (pl.col("closed_at") <= pl.col("due_at")).fill_null(value=False)
        waits = (pl.col("status") == "open") & pl.col("reached_street")
        counted = frame.group_by(
            "street", pl.col("reported_at").dt.year().alias("reported_in")
        ).agg(
            pl.len().alias("matters"),
            is_judged.sum().alias("due"),
            (is_judged & is_on_time).sum().alias("closed_on_time"),
            pl.col("is_stalled").sum().alias("stalled"),
            waits.sum().alias("open_and_reached_street"),
            (waits & (pl.col("level") == "street") & (pl.col("due_at") < end)).sum().alias("stuck"),
        )
        self.matters.append(
            counted.with_columns(
                street_code=pl.col("street").replace_strict(
                    dict(enumerate(plan.streets)), return_dtype=pl.String
                )
            )
        )

    def add_tasks(self, frame: pl.DataFrame, *, year: int) -> None:
        """Count a quarter of tasks."""
        self.tasks.append(
            frame.group_by(STREET)
            .agg(
                pl.col("hours").sum(),
                pl.col("hours").filter(pl.col("is_off_list")).sum().alias("off_list_hours"),
            )
            .with_columns(year=pl.lit(year))
        )

    def add_answers(self, frame: pl.DataFrame, *, wave: str) -> None:
        """Count a wave of the survey."""
        self.answers.append(
            frame.group_by("street_code")
            .agg(pl.len().alias("answers"))
            .with_columns(wave=pl.lit(wave), year=pl.lit(int(wave[:4])))
        )
