"""What the scorecard says: who trails on how much, and what the index can tell apart."""

from collections.abc import Mapping, Sequence

import polars as pl

from dashboard.charts.labels import short_name_of
from dashboard.charts.spec import ScoreTable, Tone, Wording
from dashboard.format import DASH
from dashboard.stories.phrases import capital, counted, listed
from dashboard.text import Words
from warehouse.catalog import Metric

Names = Mapping[str, str]
# A place that this share of reasonable weightings leaves alone does not hang on the weights.
FIRM = 0.8
FEW = 2


def headline(index: pl.DataFrame, names: Names, words: Words) -> str:
    """Say which streets the index tells apart, and that it does not tell the others.

    Args:
        index: one row a street, as ``warehouse.index.Index`` holds it.
        names: of the streets, by code.
        words: in the reader's language.
    """
    ranked = index.filter(pl.col("rank").is_not_null())
    if not ranked.height:
        return words("score.nothing")
    if ranked.height == 1:
        return words("compare.alone")
    clauses = _first(ranked, names, words) + _trailing(ranked, names, words)
    if not clauses:
        return capital(words("score.level", count=counted(ranked.height, words)))
    told = ranked.filter(pl.col("rank_low") > 1).height + _certain_first(ranked).height
    if told < ranked.height:
        clauses.append(words("score.rest"))
    return capital(words("score.clause").join(clauses))


def _certain_first(ranked: pl.DataFrame) -> pl.DataFrame:
    return ranked.filter(pl.col("rank_high") == 1)


def _first(ranked: pl.DataFrame, names: Names, words: Words) -> list[str]:
    found = [names[code] for code in _certain_first(ranked)["area_code"]]
    return [words("score.first", name=listed(found, words))] if found else []


def _trailing(ranked: pl.DataFrame, names: Names, words: Words) -> list[str]:
    """Name the streets that others are clearly ahead of: the furthest behind with its number."""
    behind = ranked.filter(pl.col("rank_low") > 1).sort("rank_low", "rank", descending=True)
    if not behind.height:
        return []
    last = behind.row(0, named=True)
    if last["rank_low"] <= FEW:
        return [_others(behind["area_code"].to_list(), names, words, key="trailing")]
    if last["rank_low"] == ranked.height:
        clauses = [words("score.last", name=names[last["area_code"]])]
    else:
        count = counted(last["rank_low"] - 1, words)
        clauses = [words("score.behind", name=names[last["area_code"]], count=count)]
    if behind.height > 1:
        others = behind["area_code"].to_list()[1:]
        clauses.append(_others(others, names, words, key="others"))
    return clauses


def _others(codes: Sequence[str], names: Names, words: Words, *, key: str) -> str:
    """Name up to two streets, and count more of them."""
    if len(codes) > FEW:
        return words(f"score.{key}_counted", count=counted(len(codes), words))
    verb = "one" if len(codes) == 1 else "some"
    return words(f"score.{key}_{verb}", names=listed([names[code] for code in codes], words))


def table_title(table: ScoreTable, *, against: str, words: Words) -> str:
    """Count for each street the metrics on which it is clearly worse."""
    worse = {row.name: sum(cell.tone is Tone.WORSE for cell in row.cells) for row in table.rows}
    most = max(worse.values(), default=0)
    total = len(table.columns)
    key = "target" if against == "target" else "district"
    if not most:
        return words(f"score.none_worse_{key}", total=total)
    last = [name for name, count in worse.items() if count == most]
    rest = sorted(count for count in worse.values() if count < most)
    said = words(
        f"score.worse_{key}",
        total=total,
        names=listed(last, words)
        if len(last) <= FEW
        else words("score.streets", count=counted(len(last), words)),
        most=most,
    )
    if not rest:
        return said
    ends = {"low": rest[0], "high": rest[-1]}
    some = f"{rest[0]}" if rest[0] == rest[-1] else words("score.span", **ends)
    return said + words("score.rest_worse", span=some)


def span(low: int, high: int) -> str:
    """Write a range of ranks: ``5–7``; ``1`` where there is one."""
    return f"{low}" if low == high else f"{low}{DASH}{high}"


def table_texts(title: str, *, period: str, then: str, against: str, words: Words) -> Wording:
    """Give the wording of the scorecard."""
    goal = words("score.goal_target" if against == "target" else "score.goal_district")
    return Wording(
        title,
        words("score.note", period=period, goal=goal),
        reading=words("score.reading", then=then),
    )


def index_texts(
    index: pl.DataFrame, *, metrics: int, period: str, is_own: bool, words: Words
) -> Wording:
    """Give the wording of the index: how many places survive other weights."""
    firm = index.filter(pl.col("kept_share") >= FIRM).height
    ranked = index["rank"].drop_nulls().len()
    if not ranked:
        title = words("score.nothing")
    elif firm:
        title = capital(words("score.firm", count=counted(firm, words), total=ranked))
    else:
        title = words("score.none_firm")
    weights = words("score.own_weights" if is_own else "score.file_weights")
    note = words("score.index_note", period=period, metrics=metrics, weights=weights)
    return Wording(title, note, reading=words("score.index_reading"))


def notes(left_out: Sequence[Metric], *, is_own: bool, words: Words) -> tuple[str, ...]:
    """Say how the index is made, what it leaves out, and what moving the weights does."""
    said = [words("score.how"), words("score.ranges")]
    if left_out:
        names = listed([short_name_of(one, words) for one in left_out], words)
        said.append(words("score.left_out", names=names))
    said.append(words("score.moved" if is_own else "score.may_move"))
    return tuple(said)
