"""The small district of the examples: what is there unless an example says otherwise."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import polars as pl

from pipelines.sources import SOURCES
from tests.builders import VERSION, warehouse
from tests.tables import Row, read_table, write_table
from warehouse.connection import Warehouse
from warehouse.periods import Period
from warehouse.reader import Reader

AREAS = """
    level     | code | name       | parent_code | residents
    ----------+------+------------+-------------+----------
    district  | D    | 示例区     | –           | 9000
    street    | S1   | 甲街道     | D           | 6000
    street    | S2   | 乙街道     | D           | 3000
    community | S1C1 | 甲一社区   | S1          | 4000
    community | S1C2 | 甲二社区   | S1          | 2000
    community | S2C1 | 乙一社区   | S2          | 3000
    """
GRIDS = """
    grid_code | kind          | community_code | households | residents | valid_from
    ----------+---------------+----------------+------------+-----------+-----------
    S1G1      | comprehensive | S1C1           | 300        | 800       | 2015-01-01
    S1G2      | dedicated     | S1C1           | 10         | 30        | 2015-01-01
    S1G3      | comprehensive | S1C2           | 280        | 700       | 2015-01-01
    S2G1      | comprehensive | S2C1           | 320        | 900       | 2015-01-01
    """
LEVELS = {1: "district", 2: "street", 4: "community"}
# What a row has where its table does not say.
USUAL = {"grid_code": "S1G1", "community_code": "S1C1", "street_code": "S1", "code_system": "nbs"}
# These name their place in one of several columns.
FINEST = {"matters": "grid_code", "mediations": "grid_code", "party_organisations": "grid_code"}
COUNTED = ("numerator", "denominator", "excluded")
COUNTS = """
select numerator, denominator, excluded_count as excluded, withheld
from marts.fct_metric_counts
where metric_id = $metric_id and level = $level and area_code = $area
    and period_kind = $kind and period_start = $start
"""


@dataclass(frozen=True)
class Example:
    """One metric's examples: tables of deliveries in, a table of values out."""

    metric_id: str

    def __call__(
        self,
        *,
        given: Mapping[str, str],
        expect: str,
        cutoff: str | None = None,
        beside: str | None = None,
    ) -> Reader:
        """Load the given tables and hold the metric to the expected values.

        Args:
            given: source → its rows; areas and grids are those of the small district unless
                given.
            expect: ``period``, ``area`` (its code) and any of ``numerator``, ``denominator``,
                ``excluded`` (as counted, before anything is withheld) and the columns of
                `Reader.values`; ``–`` for nothing.
            cutoff: until when all deliveries are known; their latest event where none is given.
            beside: the figure beside the metric that is meant, instead of the metric itself.
        """
        rows = {name: rows_of(name, text) for name, text in _with_usual(given)}
        con = warehouse(rows, cutoff=cutoff)
        reader = Reader(Warehouse(con, VERSION))
        wanted = read_table(expect)
        found = [
            {name: self._found(reader, con, row, name, beside) for name in row} for row in wanted
        ]
        shown = [
            {name: _as_written(value, row[name]) for name, value in one.items()}
            for one, row in zip(found, wanted, strict=True)
        ]
        assert shown == wanted, f"found\n{write_table(shown)}\ninstead of\n{write_table(wanted)}"
        return reader

    def _found(self, reader, con, row: Row, name: str, beside: str | None) -> object:
        if name in {"period", "area"}:
            return row[name]
        period, area = Period.parse(str(row["period"])), str(row["area"])
        level = level_of(area)
        if beside:
            rows = reader.beside(self.metric_id, level=level, period=period)
            return one_of(rows.filter(beside_id=beside, area_code=area), name)
        if name in COUNTED:
            params = {
                "metric_id": self.metric_id,
                "level": level,
                "area": area,
                "kind": str(period.kind),
                "start": period.start,
            }
            return one_of(con.sql(COUNTS, params=params).pl(), name)
        values = reader.values(self.metric_id, level=level, period=period)
        return one_of(values.filter(area_code=area), name)


def level_of(area: str) -> str:
    """Tell the level of a code of the small district by its length."""
    return "grid" if "G" in area else LEVELS[len(area)]


def rows_of(source: str, text: str) -> list[Row]:
    """Give the rows of a source with what their table leaves out."""
    columns = {field.name: field.required for field in SOURCES[source].fields}
    empty = {name: None for name, is_required in columns.items() if not is_required}
    usual = {name: value for name, value in USUAL.items() if name in columns}
    if source in FINEST:
        usual = {FINEST[source]: usual[FINEST[source]]}
    key = SOURCES[source].key[0]
    rows = []
    for number, row in enumerate(_repeated(read_table(text)), start=1):
        own = {key: f"{source[:1].upper()}{number}"} if key.endswith("_id") else {}
        is_placed = any(row.get(name) for name in USUAL)
        rows.append({**empty, **({} if is_placed and source in FINEST else usual), **own, **row})
    return rows


def _repeated(rows: Iterable[Row]) -> Iterable[Row]:
    """Repeat rows as often as their column ``times`` says."""
    for row in rows:
        for _ in range(int(str(row.get("times") or 1))):
            yield {name: cell for name, cell in row.items() if name != "times"}


def _with_usual(given: Mapping[str, str]) -> Iterable[tuple[str, str]]:
    return {"areas": AREAS, "grids": GRIDS, **given}.items()


def one_of(rows: pl.DataFrame, name: str) -> object:
    """Give the one value of a column, nothing where there is no row."""
    assert rows.height <= 1
    return rows[name][0] if rows.height else None


def _as_written(value: object, wanted: object) -> object:
    """Write a found value with as many decimals as the wanted one."""
    if isinstance(value, float) and isinstance(wanted, str):
        return f"{value:.{len(wanted.partition('.')[2])}f}"
    return str(value) if type(value) in {int, str} else value
