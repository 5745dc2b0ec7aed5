"""Tables that a query alone cannot make: names, borders, survey estimates, medians, withholding.

A step has the name of the table it makes, the tables it reads, and a function that makes it; the
build runs it in its place among the models. To add one: a module here and a line in `STEPS`.
"""

from warehouse.steps.durations import DURATIONS
from warehouse.steps.grids_drawn import GRID_NEIGHBOURS, GRID_OUTLINES
from warehouse.steps.metric_counts import BESIDE_COUNTS, METRIC_COUNTS
from warehouse.steps.metric_parts import METRIC_PARTS
from warehouse.steps.names import AREA_NAMES, GRID_NAMES, PEER_NAMES
from warehouse.steps.step import Step
from warehouse.steps.survey import SURVEY_ESTIMATES
from warehouse.steps.survey_weights import SURVEY_WEIGHTS

STEPS: tuple[Step, ...] = (
    AREA_NAMES,
    GRID_NAMES,
    PEER_NAMES,
    GRID_OUTLINES,
    GRID_NEIGHBOURS,
    SURVEY_WEIGHTS,
    SURVEY_ESTIMATES,
    DURATIONS,
    METRIC_COUNTS,
    BESIDE_COUNTS,
    METRIC_PARTS,
)
