"""Local time, in which everything is kept: Asia/Shanghai, without a zone."""

import datetime as dt
from zoneinfo import ZoneInfo

HOME = ZoneInfo("Asia/Shanghai")


def local_now() -> dt.datetime:
    """Tell the local time, to the second."""
    return dt.datetime.now(HOME).replace(tzinfo=None, microsecond=0)


def local(moment: dt.datetime) -> dt.datetime:
    """Bring a time to local time; one without an offset is local already.

    Raises:
        OverflowError: no year can hold it.
    """
    return moment if moment.tzinfo is None else moment.astimezone(HOME).replace(tzinfo=None)
