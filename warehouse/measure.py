"""From counts to values: the only place where a numerator meets a denominator."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray

from warehouse.catalog import Interval, Kind, Metric
from warehouse.statistics import byar, interval_error, rate_error, share_error, wilson

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]

CONFIDENCES = {"": 0.95, "_998": 0.998}
# A sample worth less than this is shown, but neither ranked nor coloured.
LEAST_EFFECTIVE = 200
LEAST_COLOURED = 30
# Numbers of a value that is withheld.
OF_A_VALUE = ("numerator", "denominator", "n", "effective_n", "excluded_count")


def measured(counts: pl.DataFrame, wanted: Sequence[Metric]) -> pl.DataFrame:
    """Add values and intervals to counts.

    Args:
        counts: one row a metric, area and period, columns as in ``marts.fct_metric_counts``.
        wanted: the metrics whose counts they are.

    Returns:
        ``counts`` with ``value``, ``low`` and ``high`` (95 %), ``low_998`` and ``high_998``,
        in the metric's unit; ``standard_error``; ``n`` (what the value rests on); ``is_small``
        (shown, but neither ranked nor coloured). A withheld row has nulls. A full count has no
        limits.
    """
    rows = _Rows.of(counts, wanted)
    columns: dict[str, Floats | Flags] = {
        "value": rows.value(),
        "n": rows.basis(),
        "standard_error": rows.standard_error(),
        "is_small": rows.is_small(),
    }
    for suffix, confidence in CONFIDENCES.items():
        columns[f"low{suffix}"], columns[f"high{suffix}"] = rows.limits(confidence)
    is_shown = pl.col("withheld").is_null()
    return counts.with_columns(
        *(
            pl.Series(name, column).fill_nan(None)
            if column.dtype != np.bool_
            else pl.Series(name, column)
            for name, column in columns.items()
        )
    ).with_columns(pl.when(is_shown).then(name).alias(name) for name in OF_A_VALUE)


def with_values(counts: pl.DataFrame, wanted: Sequence[Metric]) -> pl.DataFrame:
    """Add ``value`` alone to counts, null where it is withheld; see `measured`."""
    value = pl.Series("value", _Rows.of(counts, wanted).value())
    return counts.with_columns(value.fill_nan(None))


def for_each_of(names: pl.Series, found: Sequence[str]) -> Iterator[tuple[str, Flags]]:
    """Give for each name that occurs in ``names`` the rows it stands in."""
    for name in dict.fromkeys(found):
        at = (names == name).to_numpy()
        if at.any():
            yield name, at


@dataclass(frozen=True, slots=True)
class _Rows:
    """Counts as arrays, nan where there is nothing to show."""

    counts: pl.DataFrame
    interval: pl.Series
    kind: pl.Series
    per: Floats
    numerator: Floats
    denominator: Floats

    @classmethod
    def of(cls, counts: pl.DataFrame, wanted: Sequence[Metric]) -> "_Rows":
        by_id = {metric.metric_id: metric for metric in wanted}
        ids = counts["metric_id"]

        def trait(read: Callable[[Metric], str]) -> pl.Series:
            return ids.replace_strict(
                {k: read(m) for k, m in by_id.items()}, return_dtype=pl.String
            )

        per = ids.replace_strict(
            {k: float(m.per) for k, m in by_id.items()}, return_dtype=pl.Float64
        )
        return cls(
            counts,
            trait(lambda metric: str(metric.interval)),
            trait(lambda metric: str(metric.kind)),
            per.to_numpy(),
            _floats(counts, "numerator"),
            _floats(counts, "denominator"),
        )

    def _is(self, *kinds: Kind) -> Flags:
        return self.kind.is_in([str(one) for one in kinds]).to_numpy()

    def value(self) -> Floats:
        """Divide what was counted; take over what was estimated."""
        divided = np.divide(
            self.numerator * self.per,
            self.denominator,
            out=np.full_like(self.numerator, np.nan),
            where=self.denominator > 0,
        )
        is_counted = self._is(Kind.SHARE, Kind.RATE)
        return np.where(is_counted, divided, _floats(self.counts, "value"))

    def basis(self) -> Floats:
        """Give what a value rests on: answers of a survey, else the denominator."""
        is_asked = self._is(Kind.SURVEY, Kind.SAMPLE)
        return np.where(is_asked, _floats(self.counts, "n"), self.denominator)

    def is_small(self) -> Flags:
        """Say which values rest on too little to be ranked or coloured."""
        is_few = self.denominator < LEAST_COLOURED
        # Few events in much time are news; few in little time are chance.
        is_few &= (self.interval != str(Interval.BYAR)).to_numpy() | (
            self.numerator < LEAST_COLOURED
        )
        is_survey = self._is(Kind.SURVEY)
        weak = _floats(self.counts, "effective_n") < LEAST_EFFECTIVE
        return np.where(is_survey, weak, is_few & ~self._is(Kind.SAMPLE))

    def limits(self, confidence: float) -> tuple[Floats, Floats]:
        """Give the interval of each value; nan for a full count."""
        low, high = (np.full(self.counts.height, np.nan) for _ in range(2))
        suffix = "95" if confidence == CONFIDENCES[""] else "998"
        for name, at in for_each_of(self.interval, [str(one) for one in Interval]):
            parts = self.numerator[at], self.denominator[at]
            match Interval(name):
                case Interval.WILSON:
                    low[at], high[at] = wilson(*parts, confidence=confidence)
                case Interval.BYAR:
                    one_by_one = byar(*parts, confidence=confidence)
                    low[at], high[at] = (side * self.per[at] for side in one_by_one)
                case Interval.SURVEY | Interval.KAPLAN_MEIER:
                    low[at] = _floats(self.counts, f"low_{suffix}")[at]
                    high[at] = _floats(self.counts, f"high_{suffix}")[at]
        return low, high

    def standard_error(self) -> Floats:
        """Give what ranks need to know of each value's uncertainty; 0 for a full count."""
        errors = np.where(np.isnan(self.numerator), np.nan, 0.0)
        for name, at in for_each_of(self.interval, [str(one) for one in Interval]):
            parts = self.numerator[at], self.denominator[at]
            match Interval(name):
                case Interval.WILSON:
                    errors[at] = share_error(*parts)
                case Interval.BYAR:
                    errors[at] = rate_error(*parts) * self.per[at]
                case Interval.SURVEY:
                    errors[at] = self._survey_error()[at]
                case Interval.KAPLAN_MEIER:
                    low, high = (_floats(self.counts, f"{side}_95")[at] for side in ("low", "high"))
                    errors[at] = interval_error(low, high, confidence=CONFIDENCES[""])
        return errors

    def _survey_error(self) -> Floats:
        """Where everybody answered alike no spread was measured: plus four, at the worth of n."""
        share = np.minimum(_floats(self.counts, "value"), 1)
        worth = _floats(self.counts, "effective_n")
        return np.fmax(_floats(self.counts, "standard_error"), share_error(share * worth, worth))


def _floats(counts: pl.DataFrame, column: str) -> Floats:
    """Take a column as floats, nan where there is nothing to show."""
    shown = pl.when(pl.col("withheld").is_null()).then(pl.col(column).cast(pl.Float64))
    return counts.select(shown.fill_null(np.nan)).to_series().to_numpy()
