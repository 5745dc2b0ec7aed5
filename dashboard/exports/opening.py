"""Open what exports are made of, without a browser."""

from dashboard.scenes import Desk
from warehouse.access import WHOLE_DISTRICT
from warehouse.connection import open_current
from warehouse.data_dir import DataDir
from warehouse.reader import Reader


def open_desk(data_dir: DataDir, language: str) -> Desk:
    """Open the current version for a command.

    Raises:
        NoVersionError: nothing has been published yet.
    """
    return Desk(Reader(open_current(data_dir)), language, WHOLE_DISTRICT)
