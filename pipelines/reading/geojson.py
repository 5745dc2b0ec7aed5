"""Read GeoJSON as text, in a child process: properties as columns, outlines in WGS-84.

Feature *n* stands on line *n* + 1, as it would in a CSV file with a header.
"""

import json
import re
from collections.abc import Iterator
from typing import Any, BinaryIO, NoReturn

from pipelines.coordinates import SYSTEMS
from pipelines.reading.limits import COLUMNS_MOST
from pipelines.reading.number_text import number_text
from pipelines.reading.outlines import Outlines, read_outlines
from pipelines.reading.wire import Parcel, Preface
from pipelines.refusal import RefusedFileError

GEOMETRY = "geometry"
SYSTEM = "coordinate_system"
# What a `crs` member may name, by the end of its name, in the words of ``coordinate_system``.
_CRS = {"4326": "wgs84", "CRS84": "wgs84", "4490": "cgcs2000"}


def read(file: BinaryIO, *, sheet: str | None) -> tuple[Preface, Iterator[list[Any]]]:
    """Read the feature collection in ``file`` and give its preface and its rows.

    Raises:
        RefusedFileError: it is not a complete feature collection, or a feature does not say
            in which coordinate system it is.
    """
    body = _body(file.read())
    features = _features(body)
    header = _header(features)
    outlines = read_outlines(
        [feature.get("geometry") for feature in features],
        systems=[_system(feature, body) for feature in features],
    )
    notes = {name: count for name, count in outlines.notes.items() if count}
    preface = Preface(width=len(header) + 1, header=(*header, GEOMETRY), notes=notes)
    return preface, _parcels(features, header, outlines, preface.rows_a_parcel)


def _body(data: bytes) -> dict[str, Any]:
    try:
        body = json.loads(
            data.decode("utf-8-sig"), object_pairs_hook=_unique, parse_constant=_not_json
        )
    except (ValueError, RecursionError) as error:
        raise _damaged(str(error)) from error
    if not isinstance(body, dict):
        raise _damaged(f"{type(body).__name__}")
    return body


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    members = dict(pairs)
    if len(members) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise ValueError(f"{twice[:100]!r} stands twice in one object")
    return members


def _not_json(constant: str) -> NoReturn:
    raise ValueError(f"{constant} is not JSON")


def _damaged(found: str) -> RefusedFileError:
    return RefusedFileError("damaged_geojson", found=found[:200])


def _features(body: dict[str, Any]) -> list[dict[str, Any]]:
    kind = body.get("type")
    features = [body] if kind == "Feature" else body.get("features")
    if kind not in {"Feature", "FeatureCollection"} or not isinstance(features, list):
        raise _damaged(f"type {kind!r}")
    if not features:
        raise _damaged("features []")
    for number, feature in enumerate(features, start=1):
        if not isinstance(feature, dict) or feature.get("type") != "Feature":
            raise _damaged(f"features[{number - 1}]")
        if not isinstance(feature.get("properties") or {}, dict):
            raise _damaged(f"features[{number - 1}].properties")
    return features


def _header(features: list[dict[str, Any]]) -> tuple[str, ...]:
    """Name the properties in the order of their first appearance."""
    names: dict[str, None] = {}
    for feature in features:
        names.update(dict.fromkeys(feature.get("properties") or {}))
    names.pop(SYSTEM, None)
    if len(names) >= COLUMNS_MOST:
        raise RefusedFileError("too_many_columns", found=len(names), most=COLUMNS_MOST)
    return tuple(names)


def _system(feature: dict[str, Any], body: dict[str, Any]) -> str:
    """Tell the coordinate system that the feature states, else the collection, else its CRS."""
    stated = (feature.get("properties") or {}).get(SYSTEM) or body.get(SYSTEM) or _crs(body)
    plain = re.sub(r"[^a-z0-9]", "", str(stated).lower())
    if plain not in SYSTEMS:
        raise RefusedFileError("unknown_coordinate_system", found=str(stated or "–")[:100])
    return plain


def _crs(body: dict[str, Any]) -> str | None:
    match body.get("crs"):
        case {"properties": {"name": str(name)}}:
            return _CRS.get(name.rpartition(":")[2], name)
    return None


def _parcels(
    features: list[dict[str, Any]], header: tuple[str, ...], outlines: Outlines, most: int
) -> Iterator[list[Any]]:
    for start in range(0, len(features), most):
        some = features[start : start + most]
        piece = slice(start, start + len(some))
        given = [feature.get("properties") or {} for feature in some]
        columns = [[_text(properties.get(name)) for properties in given] for name in header]
        yield Parcel(
            [*columns, outlines.texts[piece]],
            lines=list(range(start + 2, start + 2 + len(some))),
            reasons=outlines.reasons[piece],
            found=outlines.found[piece],
            blanks=[0] * len(some),
            filled=[len(header) + 1] * len(some),
        ).arrays()


def _text(value: object) -> str | None:
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return number_text(value)
    return json.dumps(value, ensure_ascii=False)
