"""What became of the deliveries: every row is accepted, quarantined or skipped, and said to be."""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any
from zoneinfo import ZoneInfo

import polars as pl

from dashboard import format as fmt
from dashboard.charts.spec import Said
from dashboard.stories.phrases import capital, counted, field_name, listed
from dashboard.text import Words
from warehouse.reasons import reasons, say_reason
from warehouse.snapshots import Version

Row = Mapping[str, Any]
LOCAL = ZoneInfo("Asia/Shanghai")
MOST_CODES = 3


def headline(files: pl.DataFrame, unmatched: pl.DataFrame, words: Words) -> str:
    """Say how many rows were taken, and what was not."""
    total = _totals(files)
    if not files.height:
        return words("data.no_loads")
    clauses = [
        words(
            "data.taken",
            files=fmt.count(files.height),
            accepted=fmt.count(total["accepted"]),
            records=fmt.count(total["records"]),
        )
    ]
    aside = [
        words(f"data.{name}", count=fmt.count(number))
        for name, number in (
            ("quarantined", total["quarantined"]),
            ("refused", files["refused"].is_not_null().sum()),
            ("unmatched", unmatched["row_count"].sum() if unmatched.height else 0),
        )
        if number
    ]
    clauses.append(words("data.part").join(aside) if aside else words("data.nothing_aside"))
    return capital(words("data.clause").join(clauses))


def _totals(files: pl.DataFrame) -> dict[str, int]:
    names = ("records", "accepted", "quarantined", "skipped")
    return {name: int(files[name].sum()) if files.height else 0 for name in names}


def account_sentence(files: pl.DataFrame, words: Words) -> str:
    """Write the account out: what came is the sum of what became of it."""
    total = _totals(files)
    return words("data.account", **{name: fmt.count(number) for name, number in total.items()})


def waiting_sentence(files: pl.DataFrame, version: Version, words: Words) -> str:
    """Say which loads are not in the version that pages show; empty where all are."""
    waiting = sorted(set(files["load_id"]) - set(version.loads))
    return words("data.waiting", loads=listed(waiting, words)) if waiting else ""


def sources(
    files: pl.DataFrame, fresh: pl.DataFrame, unmatched: pl.DataFrame, words: Words
) -> list[list[str | Said]]:
    """List the account of each source: files, records, what became of them, what they cover."""
    known = {row["source"]: row for row in fresh.iter_rows(named=True)}
    lost = dict(unmatched.group_by("source").agg(pl.col("row_count").sum()).iter_rows())
    account = (
        files.filter(pl.col("source").is_not_null())
        .group_by("source")
        .agg(pl.len().alias("files"), pl.sum("records", "accepted", "quarantined", "skipped"))
    )
    found = {row["source"]: row for row in account.iter_rows(named=True)}
    order = sorted(found, key=lambda name: -found[name]["records"])
    return [_source(found[name], known.get(name), lost.get(name, 0), words) for name in order]


def _source(row: Row, fresh: Row | None, lost: int, words: Words) -> list[str | Said]:
    return [
        words(f"source.{row['source']}"),
        fmt.count(row["files"]),
        fmt.count(row["records"]),
        fmt.count(row["accepted"]),
        _aside(row["quarantined"]),
        _aside(row["skipped"]),
        _aside(lost),
        _span(fresh, words),
        _until(fresh),
    ]


def _aside(number: int) -> str | Said:
    """Write what was not taken; where it is nothing, it recedes."""
    return fmt.count(number) if number else Said("0")


def _span(fresh: Row | None, words: Words) -> str:
    if fresh is None or fresh["first_on"] is None:
        return words("data.register")
    return f"{fresh['first_on']} {fmt.DASH} {fresh['last_on']}"


def _until(fresh: Row | None) -> str:
    if fresh is None or fresh["cutoff_at"] is None:
        return fmt.NOTHING
    return str(fresh["cutoff_at"].date())


def delivered(files: pl.DataFrame, words: Words) -> list[list[str | Said]]:
    """List every file with its account, newest load first."""
    return [_file(row, words) for row in files.iter_rows(named=True)]


def _file(row: Row, words: Words) -> list[str | Said]:
    return [
        row["file"],
        words(f"source.{row['source']}") if row["source"] else fmt.NOTHING,
        words(f"mode.{row['mode']}"),
        row["loaded_at"].astimezone(LOCAL).strftime("%Y-%m-%d %H:%M"),
        fmt.count(row["records"]),
        fmt.count(row["accepted"]),
        _aside(row["quarantined"]),
        _aside(row["skipped"]),
        row["encoding"] or fmt.NOTHING,
    ]


def refusals(files: pl.DataFrame, words: Words) -> list[tuple[str, str, str]]:
    """List refused files: which, why, and what to do."""
    refused = files.filter(pl.col("refused").is_not_null())
    return [
        (row["file"], *reasons()[row["refused"]].parts(words.language, row["details"] or {}))
        for row in refused.iter_rows(named=True)
    ]


def quarantined_by_reason(records: pl.DataFrame, words: Words) -> list[list[str]]:
    """Group quarantined records by source and reason, the most frequent first."""
    groups = (
        records.group_by("source", "reason", "column")
        .agg(pl.len().alias("count"), pl.first("hint", "file", "source_line"))
        .sort("count", "source", "reason", "column", descending=[True, False, False, False])
    )
    return [_group(row, words) for row in groups.iter_rows(named=True)]


def _group(row: Row, words: Words) -> list[str]:
    what, remedy = say_reason(row["reason"], language=words.language, hint=row["hint"])
    return [
        words("data.what_in", what=what, column=field_name(row["column"], words))
        if row["column"]
        else what,
        words(f"source.{row['source']}"),
        fmt.count(row["count"]),
        remedy,
        words("data.first_at", file=row["file"], line=row["source_line"]),
    ]


def quarantined_rows(records: pl.DataFrame, words: Words) -> list[list[str]]:
    """List quarantined records with file, line, column, value, reason and remedy."""
    return [
        [
            row["file"],
            str(row["source_line"]),
            field_name(row["column"], words) if row["column"] else fmt.NOTHING,
            row["value"] if row["value"] is not None else fmt.NOTHING,
            " ".join(say_reason(row["reason"], language=words.language, hint=row["hint"])),
        ]
        for row in records.iter_rows(named=True)
    ]


def unmatched_lines(unmatched: pl.DataFrame, words: Words) -> list[str]:
    """Say which rows take part in no number, and why."""
    groups = (
        unmatched.group_by("source", "reason")
        .agg(pl.sum("row_count"), pl.col("code").sort())
        .sort("source", "reason")
    )
    return [
        words(
            "data.unmatched_line",
            source=words(f"source.{row['source']}"),
            count=fmt.count(row["row_count"]),
            reason=words(f"unmatched.{row['reason']}"),
            codes=_codes(row["code"], words),
        )
        for row in groups.iter_rows(named=True)
    ]


def _codes(every: Sequence[str | None], words: Words) -> str:
    codes = [code for code in every if code is not None]
    shown = listed(codes[:MOST_CODES], words)
    if len(codes) <= MOST_CODES:
        return shown
    return words("data.and_more", codes=shown, count=counted(len(codes) - MOST_CODES, words))


def kept(versions: Sequence[Version], *, current: str, words: Words) -> list[list[str | Said]]:
    """List the versions that can be returned to, newest first."""
    return [
        [
            one.version_id,
            dt.datetime.fromisoformat(one.built_at).astimezone(LOCAL).strftime("%Y-%m-%d %H:%M"),
            one.cutoff_on or fmt.NOTHING,
            str(len(one.loads)),
            words("data.is_current") if one.version_id == current else "",
        ]
        for one in versions
    ]
