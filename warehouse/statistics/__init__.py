"""What numbers can and cannot say: intervals, comparisons, ranks, withholding.

Here belong: pure functions of numpy arrays (float64, nan for "no value"), one subject a module,
each checked in ``tests/statistics`` against published numbers and explained in
``docs/methods.md``. Not here: reading or writing anything, metrics and their targets (they
come in as arguments), and how a number is written on a page.

``survey`` is imported by its own name, because its library is slow to import; so is nothing
else. To add a method: a module with its heading in ``docs/methods.md``, a published vector in
``tests/statistics/reference`` and its name below.
"""

from warehouse.statistics.comparison import Outcome, Polarity, outcomes, range_outcomes
from warehouse.statistics.composite import (
    Aggregation,
    Composite,
    Weights,
    composite_index,
    weighted_mean,
)
from warehouse.statistics.decomposition import CellCounts, Decomposition, decompose_change
from warehouse.statistics.differences import Difference, Estimate, difference
from warehouse.statistics.disclosure import SMALLEST_SHOWN, primary, secondary
from warehouse.statistics.effective_size import kish
from warehouse.statistics.false_discovery import discoveries, false_discovery_values
from warehouse.statistics.forecast import (
    BackTest,
    Bands,
    Forecast,
    Method,
    TooShortError,
    YearEnd,
    forecast_ratio,
    year_end,
)
from warehouse.statistics.funnel import (
    Funnel,
    Position,
    rate_funnel,
    ratio_limits,
    share_funnel,
    share_limits,
)
from warehouse.statistics.means import Mean, mean_interval
from warehouse.statistics.mix_adjust import Adjusted, Unadjusted, adjust_directly, adjust_indirectly
from warehouse.statistics.neighbours import Neighbours, nearest_neighbours
from warehouse.statistics.overdispersion import Adjustment, Overdispersion
from warehouse.statistics.process_chart import (
    Assurance,
    Baseline,
    ProcessChart,
    Variation,
    process_chart,
)
from warehouse.statistics.process_rules import Rule
from warehouse.statistics.proportions import beta_interval, logit_interval, wilson
from warehouse.statistics.ranking import (
    Ranking,
    UnrankableError,
    is_told_apart,
    rank_areas,
    tie_bands,
)
from warehouse.statistics.rates import byar, byar_limits, exact_limits
from warehouse.statistics.sample_size import (
    Plan,
    answers_needed,
    detectable_rates,
    detectable_shares,
    exposure_needed,
)
from warehouse.statistics.scores import (
    borda_scores,
    distance_to_target,
    goalposts,
    min_max,
    percentile_ranks,
    winsorised,
    z_scores,
)
from warehouse.statistics.shrinkage import Shrunken, Spread, shrunken_rates, shrunken_shares
from warehouse.statistics.standard_errors import interval_error, rate_error, share_error
from warehouse.statistics.survival import Quantiles, survival_curves, survival_quantiles
from warehouse.statistics.survival_steps import at_risk, survival_steps
from warehouse.statistics.trend import Direction, Trend, recent_trend, share_trend
from warehouse.statistics.weight_range import (
    RankRange,
    range_of_ranks,
    reasonable_weights,
    weight_range,
)

__all__ = [
    "SMALLEST_SHOWN",
    "Adjusted",
    "Adjustment",
    "Aggregation",
    "Assurance",
    "BackTest",
    "Bands",
    "Baseline",
    "CellCounts",
    "Composite",
    "Decomposition",
    "Difference",
    "Direction",
    "Estimate",
    "Forecast",
    "Funnel",
    "Mean",
    "Method",
    "Neighbours",
    "Outcome",
    "Overdispersion",
    "Plan",
    "Polarity",
    "Position",
    "ProcessChart",
    "Quantiles",
    "RankRange",
    "Ranking",
    "Rule",
    "Shrunken",
    "Spread",
    "TooShortError",
    "Trend",
    "Unadjusted",
    "UnrankableError",
    "Variation",
    "Weights",
    "YearEnd",
    "adjust_directly",
    "adjust_indirectly",
    "answers_needed",
    "at_risk",
    "beta_interval",
    "borda_scores",
    "byar",
    "byar_limits",
    "composite_index",
    "decompose_change",
    "detectable_rates",
    "detectable_shares",
    "difference",
    "discoveries",
    "distance_to_target",
    "exact_limits",
    "exposure_needed",
    "false_discovery_values",
    "forecast_ratio",
    "goalposts",
    "interval_error",
    "is_told_apart",
    "kish",
    "logit_interval",
    "mean_interval",
    "min_max",
    "nearest_neighbours",
    "outcomes",
    "percentile_ranks",
    "primary",
    "process_chart",
    "range_of_ranks",
    "range_outcomes",
    "rank_areas",
    "rate_error",
    "rate_funnel",
    "ratio_limits",
    "reasonable_weights",
    "recent_trend",
    "secondary",
    "share_error",
    "share_funnel",
    "share_limits",
    "share_trend",
    "shrunken_rates",
    "shrunken_shares",
    "survival_curves",
    "survival_quantiles",
    "survival_steps",
    "tie_bands",
    "weight_range",
    "weighted_mean",
    "wilson",
    "winsorised",
    "year_end",
    "z_scores",
]
