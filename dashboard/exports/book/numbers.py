"""How a number was written on the screen, read back from its text for a cell's format."""

import re

from dashboard.format import MINUS, NARROW_SPACE, NumberFormat

WRITTEN = re.compile(r"-?\d+(?:\.(\d+))?")


def format_of(text: str, value: float | None) -> NumberFormat | None:
    """Give the format in which ``text`` shows ``value``; null where it does not show it."""
    found = WRITTEN.search(text.replace(NARROW_SPACE, "").replace(MINUS, "-"))
    if found is None or value is None:
        return None
    decimals = len(found[1] or "")
    shown, half = float(found[0]), 0.5 * 10.0**-decimals + 1e-9
    for is_share, number in ((True, value * 100), (False, value)):
        if abs(shown - number) <= half:
            return NumberFormat(is_share, decimals)
    return None
