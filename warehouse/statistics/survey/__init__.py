"""Survey responses: their weights, and what they say of the residents, with honest intervals.

Here belong: what needs the survey library ``svy``, which takes its time to import. That is why
``warehouse.statistics`` does not import this package; the pipeline does.
Not here: reading responses, or choosing which answers count as satisfied.

To add a weighting step: a module that takes and returns a frame of responses, and a heading in
docs/methods.md.
"""

from warehouse.statistics.effective_size import kish
from warehouse.statistics.survey.raking import Basis, WeightedResponses, rake_weights
from warehouse.statistics.survey.shares import IntervalKind, estimate_shares

__all__ = [
    "Basis",
    "IntervalKind",
    "WeightedResponses",
    "estimate_shares",
    "kish",
    "rake_weights",
]
