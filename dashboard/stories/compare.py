"""What the comparison of streets says, above all when it can say nothing."""

from collections.abc import Sequence
from itertools import groupby

import polars as pl

from dashboard import format as fmt
from dashboard.charts.comparison import in_order, is_level
from dashboard.charts.labels import area_name, name_of, short_area_name, short_name_of
from dashboard.charts.spec import Wording
from dashboard.format import NumberFormat
from dashboard.stories.phrases import capital, counted, listed
from dashboard.text import Words
from warehouse.catalog import Metric
from warehouse.statistics import Outcome, Polarity

# Of a range, both sides outside it are missed.
MET = (Outcome.BETTER.value,)
MISSED = (Outcome.WORSE.value, Outcome.HIGHER.value, Outcome.LOWER.value)


def headline(values: pl.DataFrame, metric: Metric, against: str, words: Words) -> str:
    """Say who clearly differs from the district, or from the target; if nobody does, say that.

    Args:
        values: one row a street, as ``Reader.board`` gives them.
        metric: whose values they are.
        against: ``district`` or ``target``.
        words: in the reader's language.
    """
    name = _metric_in_sentence(metric, words)
    shown = values.filter(pl.col("value").is_not_null())
    if not shown.height:
        return capital(words("compare.nothing", metric=name))
    judged = shown.filter(~pl.col("is_small") & ~pl.col("is_provisional"))
    if against == "target":
        return capital(_against_target(judged, metric, words))
    if judged.height == 1:
        return words("compare.alone")
    up, down = (_names(judged, said, words) for said in sides(metric))
    rest = judged.height - len(up) - len(down)
    # Of many streets one leaves the district's line by chance; the bands hold for the table.
    are_level = is_level(judged)
    if are_level or not (up or down):
        key = "compare.none_apart" if are_level else "compare.none_from_district"
        return capital(words(key, metric=name, count=counted(judged.height, words)))
    parts = []
    if up:
        parts.append(words("compare.above", names=listed(up, words)))
    if down:
        parts.append(words("compare.below", names=listed(down, words)))
    sentence = words("compare.only", metric=name, parts=words("compare.part").join(parts))
    if rest:
        sentence += words("compare.rest", count=counted(rest, words))
    return capital(sentence)


def _against_target(judged: pl.DataFrame, metric: Metric, words: Words) -> str:
    """Say how many streets beat, miss or cannot be told from what was promised."""
    name = _metric_in_sentence(metric, words)
    said = judged.filter(pl.col("target").is_not_null())["outcome_target"].to_list()
    counts = {
        "met": sum(one in MET for one in said),
        "missed": sum(one in MISSED for one in said),
    }
    counts["unclear"] = len(said) - sum(counts.values())
    if not said:
        return words("compare.no_target", metric=name)
    parts = [
        words(f"compare.target_{one}", count=counted(number, words))
        for one, number in counts.items()
        if number
    ]
    return words("compare.target", metric=name, parts=words("compare.part").join(parts))


def sides(metric: Metric) -> tuple[str, str]:
    """Name the outcomes that lie above and below the district."""
    if metric.polarity is Polarity.LOW_IS_GOOD:
        return Outcome.WORSE.value, Outcome.BETTER.value
    if metric.polarity is Polarity.NO_JUDGEMENT:
        return Outcome.HIGHER.value, Outcome.LOWER.value
    return Outcome.BETTER.value, Outcome.WORSE.value


def _metric_in_sentence(metric: Metric, words: Words) -> str:
    """Name a metric at the head of a sentence: short in Chinese, spelled out in English."""
    return short_name_of(metric, words) if words.language == "zh" else name_of(metric, words)


def _names(rows: pl.DataFrame, outcome: str, words: Words) -> list[str]:
    found = rows.filter(pl.col("outcome_benchmark") == outcome)
    return [short_area_name(row, words) for row in found.iter_rows(named=True)]


def standfirst(values: pl.DataFrame, metric: Metric, words: Words) -> str:
    """Say which streets have too few answers or cases, and that they are not ranked."""
    small = values.filter(pl.col("is_small") & pl.col("value").is_not_null())
    sentences = [
        words(
            "compare.small",
            area=area_name(row, words),
            n=fmt.count(row["effective_n"] if row["effective_n"] is not None else row["n"]),
            least=words(
                "compare.least_survey" if row["effective_n"] is not None else "compare.least"
            ),
        )
        for row in small.iter_rows(named=True)
    ]
    withheld = values.filter(pl.col("withheld").is_not_null())
    if withheld.height and withheld.height < values.height:
        sentences.append(words("compare.withheld", count=counted(withheld.height, words)))
    if metric.polarity is Polarity.NO_JUDGEMENT:
        sentences.append(words("compare.no_judgement"))
    return words("compare.sentence").join(sentences)


def bands_title(values: pl.DataFrame, metric: Metric, words: Words) -> str:
    """Name the tie bands: who is in the first, how many in the middle, who is in the last."""
    ranked = in_order(values, metric).filter(pl.col("band").is_not_null())
    if not ranked.height:
        return words("compare.not_ranked")
    groups = [
        list(rows) for _, rows in groupby(ranked.iter_rows(named=True), key=lambda row: row["band"])
    ]
    if ranked.height == 1:
        return words("compare.alone")
    if len(groups) == 1:
        return capital(words("compare.one_band", count=counted(ranked.height, words)))
    parts = [_band(group, words) for group in groups]
    return capital(
        words(
            "compare.bands",
            count=counted(len(groups), words),
            parts=words("compare.band_part").join(parts),
        )
    )


def _band(group: list[dict[str, object]], words: Words) -> str:
    names = [short_area_name(row, words) for row in group]
    if len(names) <= 2:  # noqa: PLR2004  two names are shorter than a span
        return listed(names, words)
    return words("compare.span", first=names[0], last=names[-1], count=counted(len(names), words))


def bands_texts(values: pl.DataFrame, metric: Metric, *, period: str, words: Words) -> Wording:
    """Give the wording of the dots; a full count has no intervals to be read."""
    n = values["n"].sum()
    full = "_full" if metric.interval == "none" else ""
    note = words(
        f"compare.bands_note{full}",
        metric=name_of(metric, words),
        unit=words(f"unit.{metric.unit}"),
        period=period,
        n=fmt.count(float(n) if n is not None else None),
    )
    title, alt = bands_title(values, metric, words), dots_alt(values, metric, words)
    return Wording(title, note, alt, words(f"compare.bands_reading{full}"))


def dots_alt(values: pl.DataFrame, metric: Metric, words: Words) -> str:
    """Describe the dots in one sentence: best, worst, district."""
    shown = in_order(values, metric).filter(pl.col("value").is_not_null())
    if not shown.height:
        return words("compare.nothing", metric=name_of(metric, words))
    number = NumberFormat.of(metric.unit)
    # Areas that cannot be ranked stand last in the chart, but are not the worst.
    ranked = shown.filter(pl.col("band").is_not_null())
    told = ranked if ranked.height else shown
    first, last = told.row(0, named=True), told.row(-1, named=True)
    return words(
        "compare.dots_alt",
        metric=name_of(metric, words),
        count=shown.height,
        first=area_name(first, words),
        first_value=number.value(first["value"]),
        last=area_name(last, words),
        last_value=number.value(last["value"]),
    )


def slope_title(values: pl.DataFrame, metric: Metric, words: Words) -> str:
    """Count the streets that clearly rose or fell since the period compared with."""
    known = values.filter(pl.col("change").is_not_null())
    if not known.height:
        return words("compare.no_earlier")
    moved = known.filter(
        ~pl.col("outcome_change").is_in([Outcome.SIMILAR.value, Outcome.NOT_COMPARED.value])
        & ~pl.col("is_small")
    )
    rose = moved.filter(pl.col("change") > 0).height
    fell = moved.height - rose
    if not moved.height:
        return words("compare.none_moved")
    parts = []
    if rose:
        parts.append(words("compare.rose", count=counted(rose, words)))
    if fell:
        parts.append(words("compare.fell", count=counted(fell, words)))
    rest = words("compare.rest_still") if moved.height < known.height else ""
    return capital(words("compare.part").join(parts) + rest)


def slope_note(metric: Metric, *, periods: tuple[str, str], words: Words) -> str:
    """Say unit and periods, and what colour means."""
    return words(
        "compare.slope_note", unit=words(f"unit.{metric.unit}"), then=periods[0], now=periods[1]
    )


def reading_notes(metric: Metric, caveats: Sequence[str], words: Words) -> list[str]:
    """Say what the deliveries leave open, and how to read ranks, comparisons and weights."""
    keys = [f"caveat.{one}" for one in caveats] + ["notes.rank", "notes.colour"]
    keys.append("notes.survey" if metric.kind == "survey" else "notes.counts")
    notes = [words(key) for key in keys]
    labels = [one.label[words.language] for one in metric.references]
    if labels:
        notes.append(words("notes.references", references=words("fact.join").join(labels)))
    return notes
