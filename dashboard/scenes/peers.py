"""Among which streets a street is ranked: all of them, or those of one setting."""

import polars as pl

from dashboard.scenes.desk import Desk
from dashboard.view import View

LEAST_PEERS = 3


def settings(desk: Desk) -> list[str]:
    """List the settings that part the counted streets and hold enough of them to compare."""
    streets = desk.areas.rows.filter(pl.col("is_counted") & (pl.col("level") == "street"))
    sizes = dict(streets["setting"].drop_nulls().value_counts().iter_rows())
    return sorted(kind for kind, n in sizes.items() if LEAST_PEERS <= n < streets.height)


def peers(desk: Desk, view: View) -> str | None:
    """Give the setting that streets are limited to; none for all of them."""
    return view.peers if view.peers in settings(desk) else None
