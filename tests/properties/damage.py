"""Good files, and ways to spoil them: byte by byte, or cell by cell."""

import json
import random
from collections.abc import Callable, Sequence

from tests.builders import COMMUNITY, GRID
from tests.load.city import table
from tests.reading import test_geojson, test_parquet
from tests.reading.workbooks import unzipped, written, zipped

ROWS = 30
NAMES = ("patrol_id", "grid_code", "started_at", "ended_at", "longitude", "latitude", "findings")
# What people and systems write where something else belongs.
WORDS = (
    "", "-", "无", "NaN", "-inf", "1e999", "六十", "2020/13/01", "24:00", "2020-03-02 24:00",
    "=1+1", "3.2E+14", "0", "-1", "9" * 400, "\u202e", "\x07", "\u200b", "ＡＢ １２", "<b>",
    "1,060", '"', '""', "\\", "a\nb", "合计", "🏳️‍🌈", "\ufeff", "12.0", "0001-01-01 00:00:00",
)  # fmt: skip
SPANS = (b'"', b",", b"\n", b"\r", b"\r\n", b"\x00", b"\xff", b"\xef\xbb\xbf", b"\\", b"\xa1\xa1")


def chance_of(seed: str) -> random.Random:
    """Make chance that comes out the same every time."""
    return random.Random(seed)  # noqa: S311  no secret depends on it


def good_cells() -> list[list[str]]:
    return [
        [f"P{number}", GRID, f"2020-03-{number % 28 + 1:02} 08:00:00", "", "118.8", "32.3", "1"]
        for number in range(ROWS)
    ]


def spoilt_cells(chance: random.Random) -> list[list[str]]:
    """Spoil a few cells; there are as many rows as before."""
    rows = good_cells()
    for _ in range(chance.randint(1, 8)):
        chance.choice(rows)[chance.randrange(len(NAMES))] = chance.choice(WORDS)
    return rows


def as_csv(rows: Sequence[Sequence[str]]) -> bytes:
    named = [dict(zip(NAMES, row, strict=True)) for row in rows]
    return table("patrols", *named).encode()


def as_workbook(rows: Sequence[Sequence[str]]) -> bytes:
    # A workbook's file cannot hold every control character.
    return written([NAMES, *([cell.replace("\x07", "") for cell in row] for row in rows)])


def as_parquet(rows: Sequence[Sequence[str]]) -> bytes:
    return test_parquet.parquet(dict(zip(NAMES, map(list, zip(*rows, strict=True)), strict=True)))


def as_geojson(rows: Sequence[Sequence[str]]) -> bytes:
    features = (
        test_geojson.feature(
            grid_code=row[0],
            kind="comprehensive",
            community_code=COMMUNITY,
            valid_from=row[2][:10],
            households=row[6],
        )
        for row in rows
    )
    return test_geojson.collection(*features)


Write = Callable[[Sequence[Sequence[str]]], bytes]
FORMATS: dict[str, Write] = {
    "patrols.csv": as_csv,
    "patrols.xlsx": as_workbook,
    "patrols.parquet": as_parquet,
    "grids.geojson": as_geojson,
}


def spoilt_bytes(content: bytes, chance: random.Random) -> bytes:
    """Spoil a file somewhere: a byte, a stretch, an end."""
    octets = bytearray(content)
    for _ in range(chance.randint(1, 3)):
        at = chance.randrange(len(octets) + 1)
        end = min(len(octets), at + chance.choice((1, 2, 7, 60)))
        match chance.randrange(5):
            case 0:
                octets[at:end] = chance.randbytes(end - at)
            case 1:
                del octets[at:end]
            case 2:
                octets[at:at] = octets[at:end]
            case 3:
                octets[at:at] = chance.choice(SPANS)
            case _:
                del octets[max(at, len(octets) // 2) :]
    return bytes(octets)


def spoilt_inside(name: str, content: bytes, chance: random.Random) -> bytes:
    """Spoil a file where a checksum or a parser does not notice at once."""
    if name.endswith("xlsx"):
        parts = unzipped(content)
        part = chance.choice(sorted(parts))
        return zipped({**parts, part: spoilt_bytes(parts[part], chance)})
    if name.endswith("geojson"):
        body = json.loads(content)
        ring = chance.choice(body["features"])["geometry"]["coordinates"][0]
        ring[chance.randrange(len(ring))] = chance.choice(
            ([], [0, 0], [118.8], [32.3, 118.8], ["a", "b"], [1e400, 0], [118.8, 32.3, 5], None)
        )
        return json.dumps(body).encode()
    return spoilt_bytes(content, chance)
