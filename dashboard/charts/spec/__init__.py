"""What a chart is, before anybody draws it: frozen data, encoding, provenance, alternative text.

To add a kind of chart: its class here with a ``face`` and a ``table()``, and its name in `Chart`.
"""

from dashboard.charts.spec.areas import (
    DotChart,
    DotRow,
    LadderChart,
    MapArea,
    MapChart,
    Place,
    Ring,
    SlopeChart,
    SlopeRow,
)
from dashboard.charts.spec.bumps import BumpChart, BumpPoint, BumpRow
from dashboard.charts.spec.context import ContextCell, ContextRow, ContextTable
from dashboard.charts.spec.courses import (
    Ahead,
    Callout,
    ControlChart,
    ControlPoint,
    CourseGrid,
    ForecastChart,
    StreetCourse,
)
from dashboard.charts.spec.face import (
    Face,
    Line,
    Provenance,
    Role,
    Said,
    Shape,
    Table,
    Tone,
    Wording,
)
from dashboard.charts.spec.nets import (
    ChangeChart,
    ChangeRow,
    FunnelChart,
    FunnelCurve,
    FunnelPoint,
    NetCell,
    NetMap,
    StepBin,
    StepChart,
)
from dashboard.charts.spec.pairs import DuelChart, DuelRow
from dashboard.charts.spec.samples import (
    BarChart,
    BarRow,
    Event,
    PairChart,
    PairRow,
    Panel,
    Point,
    WaveChart,
)
from dashboard.charts.spec.scores import ScoreCell, ScoreColumn, ScoreRow, ScoreTable
from dashboard.charts.spec.targets import BulletRow, BulletTable, Hero, HeroRow
from dashboard.charts.spec.waterfall import Waterfall, WaterfallStep

Chart = (
    DotChart
    | SlopeChart
    | LadderChart
    | MapChart
    | WaveChart
    | BarChart
    | PairChart
    | FunnelChart
    | NetMap
    | StepChart
    | ChangeChart
    | ControlChart
    | CourseGrid
    | ForecastChart
    | Waterfall
    | BulletTable
    | HeroRow
    | ScoreTable
    | ContextTable
    | BumpChart
    | DuelChart
)

__all__ = [
    "Ahead",
    "BarChart",
    "BarRow",
    "BulletRow",
    "BulletTable",
    "BumpChart",
    "BumpPoint",
    "BumpRow",
    "Callout",
    "ChangeChart",
    "ChangeRow",
    "Chart",
    "ContextCell",
    "ContextRow",
    "ContextTable",
    "ControlChart",
    "ControlPoint",
    "CourseGrid",
    "DotChart",
    "DotRow",
    "DuelChart",
    "DuelRow",
    "Event",
    "Face",
    "ForecastChart",
    "FunnelChart",
    "FunnelCurve",
    "FunnelPoint",
    "Hero",
    "HeroRow",
    "LadderChart",
    "Line",
    "MapArea",
    "MapChart",
    "NetCell",
    "NetMap",
    "PairChart",
    "PairRow",
    "Panel",
    "Place",
    "Point",
    "Provenance",
    "Ring",
    "Role",
    "Said",
    "ScoreCell",
    "ScoreColumn",
    "ScoreRow",
    "ScoreTable",
    "Shape",
    "SlopeChart",
    "SlopeRow",
    "StepBin",
    "StepChart",
    "StreetCourse",
    "Table",
    "Tone",
    "Waterfall",
    "WaterfallStep",
    "WaveChart",
    "Wording",
]
