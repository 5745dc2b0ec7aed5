"""Every chart of every page on the demonstration, as a briefing."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace

from dashboard.exports.briefing import Briefing
from dashboard.exports.compose import compose, standard
from dashboard.exports.recipe import Item
from dashboard.scenes import SCENES, Desk
from dashboard.scenes.sections import SECTIONS
from dashboard.view import View
from warehouse.access import WHOLE_DISTRICT
from warehouse.connection import open_current
from warehouse.data_dir import DataDir
from warehouse.reader import Reader


def whole_briefing(data_dir: DataDir, language: str) -> Briefing:
    """Make the briefing of all charts, with all that an imprint may hold."""
    desk = Desk(Reader(open_current(data_dir)), language, WHOLE_DISTRICT)
    made = standard(desk)
    usual = replace(
        made,
        items=(*made.items, *_of_sections(desk)),
        organisation="六合区委政法委",
        mark="内部资料 注意保存",
        issue_number=3,
        signatures=(("制表", "甲"), ("审核", "乙"), ("签发", "丙")),
    )
    return compose(desk, usual, issued_on=dt.date(2021, 1, 8)).briefing


def _of_sections(desk: Desk) -> Iterator[Item]:
    """Name the charts that the comparison shows one section at a time, but for the first."""
    _, *others = SECTIONS
    for section in others:
        view = View(lang=desk.language, section=section)
        for chart in SCENES["compare"](desk, view).charts[2:]:
            yield Item.of("compare", chart.face.chart_id, view)
