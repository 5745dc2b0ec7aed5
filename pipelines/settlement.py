"""Settle rows that stand twice once every file of a load has been read."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from pipelines.keys import repeated
from pipelines.land import write_part
from pipelines.repeats import Decision, Decisions, Written
from pipelines.tally import Tally
from warehouse.data_dir import DataDir
from warehouse.lake import NewParts, held_already, lake_sources
from warehouse.ledger import Manifest, every_part


@dataclass(frozen=True, slots=True)
class _Stretch:
    """One part of a tally, and where its rows stand among those of the source."""

    tally: Tally
    part: str
    start: int
    height: int


def settle_repeats(
    data_dir: DataDir, tallies: Sequence[Tally], *, earlier: Sequence[Manifest], mode: str
) -> None:
    """Take rows back that stand twice in the load or in the lake, and say why.

    Args:
        data_dir: where the lake is.
        tallies: the accounts of the load's delivered files, all of them written.
        earlier: the loads before this one.
        mode: of this load.
    """
    for source in {tally.source.name: tally.source for tally in tallies}.values():
        mine = [tally for tally in tallies if tally.source is source]
        names = tuple(part for tally in mine for part in tally.rows.parts)
        heights = tuple(height for tally in mine for height in tally.rows.heights)
        keep = {tally.base.file_no: tally.keep for tally in mine if tally.keep}
        written = Written(source, NewParts(names, heights), keep)
        decisions = Decisions(written, data_dir.lake, mode=mode)
        if mode != "replace" and every_part(earlier, source.name):
            known = lake_sources(data_dir)[source.name]
            for found in held_already(data_dir, known, written.parts, loads=earlier):
                decisions.note_held(found)
        decisions.decide(repeated([tally.keys.path for tally in mine]))
        changed = {
            id(stretch.tally): stretch.tally
            for stretch in _stretches(mine)
            if _take_back(data_dir.lake, stretch, decisions)
        }
        for tally in changed.values():
            tally.look_again(data_dir.lake)


def _stretches(tallies: Sequence[Tally]) -> list[_Stretch]:
    found, start = [], 0
    for tally in tallies:
        for part, height in zip(tally.rows.parts, tally.rows.heights, strict=True):
            found.append(_Stretch(tally, part, start, height))
            start += height
    return found


def _take_back(lake: Path, stretch: _Stretch, decisions: Decisions) -> bool:
    """Remove decided rows from a part; quarantine conflicts, count the others as skipped.

    Returns:
        Whether any were removed.
    """
    codes = pl.Series("decision", decisions.of_part(stretch.start, stretch.height))
    if not (codes != Decision.STAYS).any():
        return False
    path, tally = lake / stretch.part, stretch.tally
    rows = pl.read_parquet(path).with_columns(codes).with_row_index("position", stretch.start)
    kept = rows.filter(pl.col("decision") == Decision.STAYS)
    tally.take_back(rows.height - kept.height)
    for (code,), gone in rows.filter(pl.col("decision") != Decision.STAYS).group_by("decision"):
        decision = Decision(int(str(code)))
        if decision.is_wrong:
            tally.set_aside(_quarantined(gone, decision, decisions.others(), tally))
        else:
            tally.skip(decision.code, gone.height)
    draft = path.with_suffix(".tmp")
    write_part(kept.drop("position", "decision"), draft)
    draft.replace(path)
    return True


def _quarantined(
    gone: pl.DataFrame, decision: Decision, others: pl.DataFrame, tally: Tally
) -> pl.DataFrame:
    """Write rows as quarantined records; their text is that of the accepted row."""
    source = tally.source
    key = [pl.col(name).cast(pl.String).fill_null("–") for name in source.key]
    content = [column.name for column in source.fields]
    return (
        gone.with_columns(pl.col("position").cast(pl.Int64))
        .join(others, on="position", how="left", maintain_order="left")
        .select(
            "source_line",
            pl.lit(decision.code).alias("reason"),
            pl.lit(", ".join(tally.shown.get(one, one) for one in source.key)).alias("column"),
            pl.concat_str(key, separator=" | ").alias("value"),
            pl.col("other").cast(pl.String).alias("hint"),
            pl.struct(content).struct.json_encode().alias("raw"),
        )
    )
