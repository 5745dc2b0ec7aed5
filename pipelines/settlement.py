"""Settle rows that stand twice once every file of a load has been read."""

from collections.abc import Mapping, Sequence

import polars as pl

from pipelines import repeats
from pipelines.keys import repeated
from pipelines.land import drop_rows
from pipelines.repeats import Keep, Written
from pipelines.source import Source
from pipelines.tally import Tally
from warehouse.data_dir import DataDir
from warehouse.ledger import Manifest

QUARANTINED = {repeats.CONFLICT, repeats.KNOWN_OTHERWISE}


def settle_repeats(
    data_dir: DataDir,
    tallies: Sequence[Tally],
    *,
    earlier: Sequence[Manifest],
    mode: str,
    keeps: Mapping[str, Keep],
) -> None:
    """Take rows back that stand twice in the load or in the lake, and say why.

    Args:
        data_dir: where the lake is.
        tallies: the accounts of the load's files, all of them written.
        earlier: the loads before this one.
        mode: of this load.
        keeps: source → which of its repeated rows a mapping wants to keep.
    """
    for source in {tally.source.name: tally.source for tally in tallies}.values():
        mine = [tally for tally in tallies if tally.source is source]
        parts = tuple(part for tally in mine for part in tally.rows.parts)
        heights = tuple(height for tally in mine for height in tally.rows.heights)
        written = Written(source, parts, heights)
        within = repeats.decide_within(
            data_dir.lake,
            written,
            repeated([tally.keys.path for tally in mine]),
            mode=mode,
            keep=keeps.get(source.name),
        )
        against = repeats.decide_against_lake(data_dir, written, earlier, mode=mode)
        gone = pl.concat([within, against]).unique(
            ["part", "source_line"], keep="first", maintain_order=True
        )
        for (file_no,), decided in gone.group_by("file_no"):
            tally = next(one for one in mine if one.base.file_no == file_no)
            _take_back(data_dir, tally, decided)


def _take_back(data_dir: DataDir, tally: Tally, decided: pl.DataFrame) -> None:
    """Remove decided rows from their parts; quarantine conflicts, count the others as skipped."""
    dropped = pl.concat(
        drop_rows(data_dir.lake, str(part), lines["source_line"])
        for (part,), lines in decided.group_by("part")
    )
    tally.take_back(decided.height)
    # What is derived from the data adds places; it never argues with a delivered register.
    is_wrong = pl.col("decision").is_in(QUARANTINED) & ~pl.lit(tally.base.is_derived)
    wrong = decided.filter(is_wrong)
    if wrong.height:
        tally.set_aside(_quarantined(dropped, wrong, tally.source))
    for (decision,), lines in decided.filter(~is_wrong).group_by("decision"):
        tally.skip(str(decision), lines.height)


def _quarantined(dropped: pl.DataFrame, wrong: pl.DataFrame, source: Source) -> pl.DataFrame:
    """Write dropped rows as quarantined records; their text is that of the accepted row."""
    key = pl.concat_str([pl.col(name).cast(pl.String) for name in source.key], separator=" | ")
    content = [field.name for field in source.fields]
    return (
        dropped.select(
            "source_line",
            key.alias("value"),
            pl.struct(content).struct.json_encode().alias("raw"),
        )
        .join(wrong.select("source_line", "decision", "other"), on="source_line")
        .select(
            "source_line",
            pl.col("decision").alias("reason"),
            pl.lit(", ".join(source.key)).alias("column"),
            "value",
            pl.col("other").cast(pl.String).alias("hint"),
            "raw",
        )
    )
