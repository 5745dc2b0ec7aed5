"""Every chart of every page on the demonstration, as a briefing."""

import datetime as dt
from dataclasses import replace

from dashboard.exports.briefing import Briefing
from dashboard.exports.compose import compose, standard
from dashboard.scenes import Desk
from warehouse.access import WHOLE_DISTRICT
from warehouse.connection import open_current
from warehouse.data_dir import DataDir
from warehouse.reader import Reader


def whole_briefing(data_dir: DataDir, language: str) -> Briefing:
    """Make the briefing of all charts, with all that an imprint may hold."""
    desk = Desk(Reader(open_current(data_dir)), language, WHOLE_DISTRICT)
    usual = replace(
        standard(desk),
        organisation="六合区委政法委",
        mark="内部资料 注意保存",
        issue_number=3,
        signatures=(("制表", "甲"), ("审核", "乙"), ("签发", "丙")),
    )
    return compose(desk, usual, issued_on=dt.date(2021, 1, 8)).briefing
