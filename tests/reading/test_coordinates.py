"""Coordinates: known pairs, the published formula there and back, and what lies outside."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.coordinates import SYSTEMS, from_wgs84, to_wgs84

# Label points of streets: GCJ-02, then WGS-84 as another program converted them.
PAIRS = [
    ((118.719702, 32.277294), (118.714484, 32.27939)),
    ((118.855351, 32.245229), (118.850258, 32.247432)),
    ((118.881813, 32.309979), (118.876754, 32.312223)),
    ((118.765698, 32.310399), (118.760451, 32.312474)),
    ((118.958857, 32.450008), (118.953723, 32.452198)),
    ((118.680741, 32.528428), (118.675576, 32.530568)),
]
METRES = 111_320.0


def distance_m(one, other):
    east = (one[0] - other[0]) * METRES * np.cos(np.radians(one[1]))
    return np.hypot(east, (one[1] - other[1]) * METRES)


def reference_gcj02(longitude, latitude):
    """The forward formula as it is published everywhere, one point at a time."""
    x, y, pi = longitude - 105.0, latitude - 35.0, math.pi
    d_lat = -100 + 2 * x + 3 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * math.sqrt(abs(x))
    d_lat += (20 * math.sin(6 * x * pi) + 20 * math.sin(2 * x * pi)) * 2 / 3
    d_lat += (20 * math.sin(y * pi) + 40 * math.sin(y / 3 * pi)) * 2 / 3
    d_lat += (160 * math.sin(y / 12 * pi) + 320 * math.sin(y * pi / 30)) * 2 / 3
    d_lon = 300 + x + 2 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * math.sqrt(abs(x))
    d_lon += (20 * math.sin(6 * x * pi) + 20 * math.sin(2 * x * pi)) * 2 / 3
    d_lon += (20 * math.sin(x * pi) + 40 * math.sin(x / 3 * pi)) * 2 / 3
    d_lon += (150 * math.sin(x / 12 * pi) + 300 * math.sin(x / 30 * pi)) * 2 / 3
    a, ee = 6378245.0, 0.00669342162296594323
    rad = latitude / 180 * pi
    magic = 1 - ee * math.sin(rad) ** 2
    d_lat = d_lat * 180 / ((a * (1 - ee)) / (magic * math.sqrt(magic)) * pi)
    d_lon = d_lon * 180 / (a / math.sqrt(magic) * math.cos(rad) * pi)
    return longitude + d_lon, latitude + d_lat


def reference_bd09(longitude, latitude):
    """From GCJ-02, as published."""
    wave = math.pi * 3000 / 180
    z = math.sqrt(longitude**2 + latitude**2) + 0.00002 * math.sin(latitude * wave)
    theta = math.atan2(latitude, longitude) + 0.000003 * math.cos(longitude * wave)
    return z * math.cos(theta) + 0.0065, z * math.sin(theta) + 0.006


IN_CHINA = st.tuples(st.floats(74, 135), st.floats(4, 53))


@pytest.mark.parametrize(("gcj02", "wgs84"), PAIRS)
def test_known_pairs_agree_within_a_metre(gcj02, wgs84):
    found = to_wgs84([gcj02[0]], [gcj02[1]], system="gcj02")
    assert distance_m((found[0][0], found[1][0]), wgs84) < 0.2


@given(IN_CHINA)
def test_the_way_there_is_the_published_one(place):
    found = from_wgs84([place[0]], [place[1]], system="gcj02")
    assert distance_m((found[0][0], found[1][0]), reference_gcj02(*place)) < 1e-4
    found = from_wgs84([place[0]], [place[1]], system="bd09")
    assert distance_m((found[0][0], found[1][0]), reference_bd09(*reference_gcj02(*place))) < 1e-4


@pytest.mark.parametrize("system", SYSTEMS)
@given(st.lists(IN_CHINA, min_size=1, max_size=30))
def test_there_and_back_is_within_a_metre(system, places):
    longitudes, latitudes = np.array(places).T
    back = to_wgs84(*from_wgs84(longitudes, latitudes, system=system), system=system)
    assert distance_m(back, (longitudes, latitudes)).max() < 0.5


def test_a_long_column_is_converted_piece_by_piece_alike():
    places = np.random.default_rng(1).uniform((118.6, 32.2), (119.0, 32.6), (10_000, 2))
    whole = np.column_stack(to_wgs84(places[:, 0], places[:, 1], system="gcj02"))
    for at in (0, 4095, 4096, 9_999):
        alone = to_wgs84(places[at : at + 1, 0], places[at : at + 1, 1], system="gcj02")
        assert distance_m(whole[at], np.ravel(alone)) < 0.5


@pytest.mark.parametrize("system", SYSTEMS)
def test_what_is_nowhere_stays_as_it_is(system):
    longitudes = [np.nan, 118.8, np.nan, np.inf, 0.0, -74.0, 1e9]
    latitudes = [np.nan, np.nan, 32.3, 32.3, 0.0, 40.7, -1e9]
    found = to_wgs84(longitudes, latitudes, system=system)
    assert np.isnan(found[0][[0, 2]]).all()
    assert np.isnan(found[1][[0, 1]]).all()
    np.testing.assert_array_equal(found[0][3:], longitudes[3:])
    np.testing.assert_array_equal(found[1][2:], latitudes[2:])


def test_nothing_given_is_nothing_found():
    longitudes, latitudes = to_wgs84([], [], system="gcj02")
    assert longitudes.size == latitudes.size == 0


def test_the_given_arrays_are_left_alone():
    given_longitudes, given_latitudes = np.array([118.8]), np.array([32.3])
    for system in SYSTEMS:
        to_wgs84(given_longitudes, given_latitudes, system=system)[0][0] = 0
    assert (given_longitudes[0], given_latitudes[0]) == (118.8, 32.3)


def test_an_unknown_system_is_an_error():
    with pytest.raises(KeyError):
        to_wgs84([1.0], [1.0], system="xian80")
