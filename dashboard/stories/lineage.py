"""What lies behind one value: how it was counted, from which files, and the rows themselves."""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

import polars as pl

from dashboard import format as fmt
from dashboard.charts.labels import number_of, reason_of, trimmed
from dashboard.charts.spec import Said
from dashboard.format import NumberFormat
from dashboard.text import Words
from warehouse.catalog import Kind, Metric
from warehouse.evidence import Evidence

Row = Mapping[str, Any]
Cells = list[str | Said]
Names = Mapping[str, Mapping[str, str]]
Term = tuple[str, str, str]
WHERE = ("load_id", "file", "source_line")
# Told by the place's name, or said by the file and line.
NOT_SHOWN = (*WHERE, "load_seq", "file_no", "name_zh", "name_en", "withheld")
COUNTED = ("numerator", "denominator")


def value_text(value: Row, metric: Metric, words: Words) -> str:
    """Write the value itself, or why there is none."""
    if value["withheld"]:
        return words("trace.withheld", reason=reason_of(value, words))
    unit = "" if metric.unit == "share" else f" {words(f'unit.{metric.unit}')}"
    return f"{number_of(metric, value).value(value['value'])}{unit}".strip()


def quotient(value: Row, evidence: Evidence, metric: Metric, words: Words) -> list[Term]:
    """Write the division that gives a value, each term with its sign; empty where it is none."""
    if not (metric.is_counted or metric.kind is Kind.SURVEY) or evidence.numerator is None:
        return []
    lang = words.language
    labels = [metric.numerator_label[lang], metric.denominator_label[lang]]
    # Nobody delivers a part of a person: weighted sums are written whole.
    write = fmt.count if metric.is_asked else _amount
    amounts = [write(one or 0) for one in (evidence.numerator, evidence.denominator)]
    terms = [("", amounts[0], labels[0]), ("÷", amounts[1], labels[1])]
    if metric.per != 1:
        terms.append(("×", f"{metric.per:g}", ""))
    terms.append(("=", value_text(value, metric, words), _interval(value, metric, words)))
    return terms


def counted(value: Row, evidence: Evidence, metric: Metric, words: Words) -> list[tuple[str, str]]:
    """List what a value that is no division rests on."""
    lang = words.language
    if value["withheld"]:
        return [(words("trace.value"), value_text(value, metric, words))]
    rests = [
        (metric.numerator_label[lang], evidence.numerator),
        (metric.denominator_label[lang], evidence.denominator),
    ]
    found = [(label, _amount(amount)) for label, amount in rests if amount is not None]
    found.append((words("trace.value"), value_text(value, metric, words)))
    if interval := _interval(value, metric, words):
        found.append((words("fact.interval"), interval))
    return found


def _interval(value: Row, metric: Metric, words: Words) -> str:
    interval = number_of(metric, value).interval(value["low"], value["high"])
    method = words(f"method.{metric.interval}")
    return words("trace.method", interval=interval, method=method) if interval else ""


def _amount(amount: float) -> str:
    """Write what was counted: whole numbers whole, parts of months with one decimal."""
    return trimmed(NumberFormat(is_share=False, decimals=1).plain(amount))


def beside(figures: pl.DataFrame, words: Words) -> list[tuple[str, str]]:
    """List the figures that stand beside a metric's value."""
    return [
        (str(row[f"label_{words.language}"]), _figure(row, words))
        for row in figures.iter_rows(named=True)
    ]


def _figure(row: Row, words: Words) -> str:
    if row["withheld"]:
        return reason_of(row, words)
    number = NumberFormat.of(row["unit"], row["denominator"])
    if row["denominator"] is None:
        return number.value(row["value"])
    parts = f"{_amount(row['numerator'])} / {_amount(row['denominator'])}"
    unit = "" if row["unit"] == "share" else f" {words('unit.' + row['unit'])}"
    return words("trace.figure", value=number.value(row["value"]) + unit, parts=parts)


def files(loads: pl.DataFrame, words: Words) -> list[Cells]:
    """List the files that contributed, those with most rows first."""
    ordered = loads.sort("row_count", "file", descending=[True, False])
    return [
        [
            row["file"],
            words(f"source.{row['source']}"),
            fmt.count(row["row_count"]),
            row["load_id"],
        ]
        for row in ordered.iter_rows(named=True)
    ]


def table(
    rows: pl.DataFrame, names: Names, words: Words
) -> tuple[list[str], list[Cells], list[int]]:
    """Write evidence rows as titles, cells and which columns are numbers.

    Args:
        rows: facts or delivered rows of `Evidence`.
        names: of areas by code, each by language.
        words: in the reader's language.
    """
    shown = [name for name in rows.columns if name not in NOT_SHOWN]
    shown.sort(key=lambda name: (name in COUNTED, name != "place_code"))
    has_lines = set(WHERE) <= set(rows.columns)
    titles = [words("field.place" if name == "place_code" else f"field.{name}") for name in shown]
    cells = [
        [_cell(row, name, names, words) for name in shown]
        + ([_where(row, words)] if has_lines else [])
        for row in rows.iter_rows(named=True)
    ]
    numeric = [i for i, name in enumerate(shown) if rows.schema[name].is_numeric()]
    return [*titles, *([words("field.delivered_as")] if has_lines else [])], cells, numeric


def _cell(row: Row, name: str, names: Names, words: Words) -> str | Said:
    value = row[name]
    if name == "place_code":
        known = names.get(value, {}).get(words.language)
        return str(row.get(f"name_{words.language}") or known or value or fmt.NOTHING)
    if name in COUNTED and value is None:
        return Said(reason_of(row, words)) if name == "numerator" else fmt.NOTHING
    if name in COUNTED:
        return _amount(value)
    if value is None:
        return fmt.NOTHING
    if isinstance(value, dt.datetime):
        return f"{value:%Y-%m-%d %H:%M}"
    key = f"code.{str(value).lower()}"
    return words(key) if isinstance(value, str | bool) and words.has(key) else str(value)


def _where(row: Row, words: Words) -> str:
    if row["file"] is None:
        return fmt.NOTHING
    return words("trace.line", file=row["file"], line=row["source_line"])


def sums_text(shown: int, count: int, key: str, words: Words) -> str:
    """Say how many of the rows are shown; ``key`` is ``facts`` or ``delivered``."""
    ending = "all" if shown >= count else "first"
    return words(f"trace.{key}_{ending}", count=fmt.count(count), shown=shown)


def origin(metric: Metric, reads: Sequence[str], words: Words) -> list[str]:
    """Say which sources and tables lead to the metric's model, and what is added up there."""
    sources = words("fact.join").join(words(f"source.{one}") for one in metric.needs)
    lines = [words("trace.model_note", sources=sources, tables=" → ".join((*reads, metric.model)))]
    if metric.numerator is not None and metric.denominator is not None:
        lines.append(
            words(
                "trace.formula",
                model=metric.model,
                numerator=metric.numerator,
                denominator=metric.denominator,
            )
        )
    return lines
