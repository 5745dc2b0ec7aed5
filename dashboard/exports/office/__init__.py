"""What slides and Word documents share: editable charts, their workbooks, fonts, packages.

``chart_files`` gives a chart as the two files an office program keeps of it; ``place`` in a slide
or a document is the caller's. Nothing here knows slides or pages. To add a kind of chart: a group
in ``plots`` and what its series look like in ``series``.
"""

from dashboard.exports.office.chart_files import ChartFiles, chart_files
from dashboard.exports.office.fonts import EAST_ASIAN, LATIN, set_fonts
from dashboard.exports.office.package import normalised

__all__ = ["EAST_ASIAN", "LATIN", "ChartFiles", "chart_files", "normalised", "set_fonts"]
