"""Turn the coordinates that maps in China use into WGS-84.

GCJ-02 is WGS-84 shifted by a few hundred metres, by a formula that was never published but is
known; BD-09 shifts GCJ-02 once more. CGCS2000 differs from WGS-84 by centimetres. Outside
China nothing is shifted. The way back is found by correcting a guess, to well under a metre.

Source: docs/methods.md#coordinates
"""

from collections.abc import Callable

import numpy as np
from numpy.typing import ArrayLike, NDArray

Degrees = NDArray[np.float64]
Pair = tuple[Degrees, Degrees]
Conversion = Callable[[Degrees, Degrees], Pair]

SYSTEMS = ("wgs84", "gcj02", "bd09", "cgcs2000")
# Krasovsky 1940, which the formula of GCJ-02 is built on.
_SEMI_MAJOR_M = 6_378_245.0
_ECCENTRICITY_SQUARED = 0.006_693_421_622_965_943
# Where the shift applies.
_WEST, _EAST, _SOUTH, _NORTH = 72.004, 137.8347, 0.8293, 55.8271
_BD_WAVE = np.pi * 3000 / 180
# Decimals of a degree that are kept: about a centimetre.
_DECIMALS = 7
# So many points at a time stay in the processor's cache.
_PIECE = 1 << 12


def to_wgs84(longitude: ArrayLike, latitude: ArrayLike, *, system: str) -> Pair:
    """Turn coordinates of ``system`` into WGS-84.

    Args:
        longitude: degrees; NaN stays NaN.
        latitude: degrees, as many.
        system: one of ``SYSTEMS``.

    Returns:
        Longitudes and latitudes in degrees, new arrays.

    Raises:
        KeyError: no such system.
    """
    convert = _TO_WGS84[system]
    given = np.asarray(longitude, np.float64), np.asarray(latitude, np.float64)
    if convert is _same:
        return _same(*given)
    result = np.empty_like(given[0]), np.empty_like(given[1])
    for start in range(0, given[0].size, _PIECE):
        piece = slice(start, start + _PIECE)
        result[0][piece], result[1][piece] = convert(given[0][piece], given[1][piece])
    return result


def from_wgs84(longitude: ArrayLike, latitude: ArrayLike, *, system: str) -> Pair:
    """Turn WGS-84 coordinates into ``system``; what `to_wgs84` undoes.

    Raises:
        KeyError: no such system.
    """
    given = np.asarray(longitude, np.float64), np.asarray(latitude, np.float64)
    return _FROM_WGS84[system](*given)


def _inside_china(convert: Conversion) -> Conversion:
    """Have only the points inside China converted; others, and NaN, stay as they are."""

    def converted(longitude: Degrees, latitude: Degrees) -> Pair:
        inside = (longitude > _WEST) & (longitude < _EAST)
        inside &= (latitude > _SOUTH) & (latitude < _NORTH)
        result = longitude.copy(), latitude.copy()
        if inside.any():
            result[0][inside], result[1][inside] = convert(longitude[inside], latitude[inside])
        return result

    return converted


def _same(longitude: Degrees, latitude: Degrees) -> Pair:
    return longitude.copy(), latitude.copy()


def _gcj02_from_wgs84(longitude: Degrees, latitude: Degrees) -> Pair:
    east, north = _shift(longitude, latitude)
    return longitude + east, latitude + north


def _wgs84_from_gcj02(longitude: Degrees, latitude: Degrees) -> Pair:
    # The shift at the shifted place is a first guess, good to a few metres; the second is good
    # to centimetres. Every point goes its own way, so that the same point always ends the same,
    # whatever it was delivered with: rows sent again must be recognised.
    east, north = _shift(longitude, latitude)
    east, north = _shift(longitude - east, latitude - north)
    return np.round(longitude - east, _DECIMALS), np.round(latitude - north, _DECIMALS)


def _bd09_from_wgs84(longitude: Degrees, latitude: Degrees) -> Pair:
    x, y = _gcj02_from_wgs84(longitude, latitude)
    distance = np.hypot(x, y) + 0.00002 * np.sin(y * _BD_WAVE)
    angle = np.arctan2(y, x) + 0.000003 * np.cos(x * _BD_WAVE)
    return distance * np.cos(angle) + 0.0065, distance * np.sin(angle) + 0.006


def _wgs84_from_bd09(longitude: Degrees, latitude: Degrees) -> Pair:
    x, y = longitude - 0.0065, latitude - 0.006
    distance = np.hypot(x, y) - 0.00002 * np.sin(y * _BD_WAVE)
    angle = np.arctan2(y, x) - 0.000003 * np.cos(x * _BD_WAVE)
    return _wgs84_from_gcj02(distance * np.cos(angle), distance * np.sin(angle))


def _shift(longitude: Degrees, latitude: Degrees) -> Pair:
    """Tell by how many degrees GCJ-02 lies east and north of WGS-84."""
    x, y = longitude - 105.0, latitude - 35.0
    third_x, third_y = np.sin(np.pi / 3 * x), np.sin(np.pi / 3 * y)
    double_x = np.sin(2 * np.pi * x)
    common = 20 * (_sine_of_thrice(double_x) + double_x)
    root = np.sqrt(np.abs(x))
    north_m = -100 + 2 * x + 3 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * root
    waves = common + 20 * _sine_of_thrice(third_y) + 40 * third_y
    waves += 160 * np.sin(np.pi / 12 * y) + 320 * np.sin(np.pi / 30 * y)
    north_m += waves * (2 / 3)
    east_m = 300 + x + 2 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * root
    waves = common + 20 * _sine_of_thrice(third_x) + 40 * third_x
    waves += 150 * np.sin(np.pi / 12 * x) + 300 * np.sin(np.pi / 30 * x)
    east_m += waves * (2 / 3)
    sine = np.sin(np.radians(latitude))
    flattened = 1 - _ECCENTRICITY_SQUARED * sine * sine
    metres_east = _SEMI_MAJOR_M * np.sqrt((1 - sine * sine) / flattened)
    metres_north = _SEMI_MAJOR_M * (1 - _ECCENTRICITY_SQUARED) / (flattened * np.sqrt(flattened))
    return np.degrees(east_m / metres_east), np.degrees(north_m / metres_north)


def _sine_of_thrice(sine: Degrees) -> Degrees:
    """Give sin 3a for sin a: a sine less to compute."""
    return sine * (3 - 4 * sine * sine)


_FROM_WGS84: dict[str, Conversion] = {
    "wgs84": _same,
    "cgcs2000": _same,
    "gcj02": _inside_china(_gcj02_from_wgs84),
    "bd09": _inside_china(_bd09_from_wgs84),
}
_TO_WGS84: dict[str, Conversion] = {
    "wgs84": _same,
    "cgcs2000": _same,
    "gcj02": _inside_china(_wgs84_from_gcj02),
    "bd09": _inside_china(_wgs84_from_bd09),
}
