"""Write numbers that a file holds as numbers the way a person would have typed them."""

import math
from decimal import Decimal

# From here on a spreadsheet's number does not keep every digit; it shows such numbers this way.
EXACT_BELOW = 1e15


def number_text(number: float) -> str:
    """Write ``number`` in digits, without exponent and without ``.0``.

    A float of 10¹⁵ or more is written like ``3.20116006001001E+17``, so that a code whose last
    digits were lost in it is recognised. Integers keep every digit.
    """
    if isinstance(number, int) or not math.isfinite(number):
        return str(number)
    if abs(number) >= EXACT_BELOW:
        return _scientific(number)
    if number.is_integer():
        return str(int(number))
    return format(Decimal(repr(number)), "f")


def _scientific(number: float) -> str:
    mantissa, exponent = f"{number:.14E}".split("E")
    return f"{mantissa.rstrip('0').rstrip('.')}E{exponent}"
