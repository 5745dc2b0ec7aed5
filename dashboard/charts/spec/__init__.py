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
from dashboard.charts.spec.targets import BulletRow, BulletTable, Hero, HeroRow

Chart = (
    DotChart
    | SlopeChart
    | LadderChart
    | MapChart
    | WaveChart
    | BarChart
    | PairChart
    | BulletTable
    | HeroRow
)

__all__ = [
    "BarChart",
    "BarRow",
    "BulletRow",
    "BulletTable",
    "Chart",
    "DotChart",
    "DotRow",
    "Event",
    "Face",
    "Hero",
    "HeroRow",
    "LadderChart",
    "Line",
    "MapArea",
    "MapChart",
    "PairChart",
    "PairRow",
    "Panel",
    "Place",
    "Point",
    "Provenance",
    "Ring",
    "Role",
    "Said",
    "Shape",
    "SlopeChart",
    "SlopeRow",
    "Table",
    "Tone",
    "WaveChart",
    "Wording",
]
