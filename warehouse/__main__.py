"""``python -m warehouse``: the numbers a page shows, for programs, and the generated documents."""

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import polars as pl

from warehouse.areas import OutOfScopeError, UnknownAreaError
from warehouse.catalog import LEVELS
from warehouse.connection import open_current
from warehouse.data_dir import DataDir
from warehouse.metrics_document import DOCUMENT, metrics_document
from warehouse.periods import Period, PeriodError, PeriodKind
from warehouse.reader import Reader, UnknownMetricError
from warehouse.snapshots import NoVersionError
from warehouse.words import LANGUAGES, Words, language_of_environment, words_from

LOCALES = Path(__file__).parent / "locales"
MISTAKE = 2
SHOWN = (
    "area_code",
    "area",
    "period",
    "numerator",
    "denominator",
    "value",
    "low",
    "high",
    "n",
    "target",
    "benchmark",
    "outcome",
    "rank",
    "rank_low",
    "rank_high",
    "peers",
    "withheld",
    "low_998",
    "high_998",
    "floor",
    "outcome_target",
    "outcome_target_998",
    "outcome_benchmark",
    "outcome_benchmark_998",
    "rank_low_alone",
    "rank_high_alone",
    "band",
    "peer_group",
    "effective_n",
    "excluded_count",
    "is_small",
    "is_provisional",
)


def values(reader: Reader, arguments: argparse.Namespace) -> dict[str, Any]:
    """Answer ``values`` for a program: one row an area, shares 0–1, unrounded."""
    metric = reader.metric(arguments.metric)
    period = Period.parse(arguments.period)
    if arguments.period_kind and PeriodKind(arguments.period_kind) is not period.kind:
        raise PeriodError(f"{arguments.period} ({arguments.period_kind})")
    rows = reader.values(
        metric.metric_id, level=arguments.level, period=period, within=arguments.scope
    )
    return {
        "metric": metric.metric_id,
        "level": arguments.level,
        "period": period.label,
        "period_kind": str(period.kind),
        "version": reader.version.version_id,
        "unit": metric.unit,
        "polarity": str(metric.polarity),
        "interval_method": str(metric.interval),
        "is_demonstration": reader.version.is_demonstration,
        "rows": _rows(rows, level=arguments.level, language=arguments.lang),
    }


def _rows(rows: pl.DataFrame, *, level: str, language: str) -> list[dict[str, Any]]:
    # The district has nothing above it to be compared with but its target.
    outcome = "outcome_target" if level == "district" else "outcome_benchmark"
    named = rows.with_columns(
        pl.col(f"name_{language}").alias("area"), pl.col(outcome).alias("outcome")
    )
    return named.select(SHOWN).sort("area_code").to_dicts()


def parser(words: Words) -> argparse.ArgumentParser:
    """Describe the commands."""
    root = argparse.ArgumentParser(prog="python -m warehouse", description=words("help.program"))
    commands = root.add_subparsers(dest="command", required=True, metavar="COMMAND")
    commands.add_parser("docs", help=words("help.docs"))
    command = commands.add_parser("values", help=words("help.values"))
    command.add_argument("--metric", required=True, metavar="ID", help=words("help.metric"))
    command.add_argument("--level", choices=LEVELS, default="district", help=words("help.level"))
    command.add_argument("--period", required=True, help=words("help.period"))
    command.add_argument(
        "--period-kind", choices=[str(one) for one in PeriodKind], help=words("help.period_kind")
    )
    command.add_argument("--scope", metavar="AREA", help=words("help.scope"))
    command.add_argument("--json", action="store_true", help=words("help.json"))
    command.add_argument(
        "--lang", choices=LANGUAGES, default=words.language, help=words("help.lang")
    )
    return root


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; a mistake of the reader is one sentence."""
    parsed = parser(words_from(LOCALES, language_of_environment())).parse_args(arguments)
    if parsed.command == "docs":
        DOCUMENT.write_text(metrics_document(), encoding="utf-8")
        return 0
    words = words_from(LOCALES, parsed.lang)
    try:
        answer = values(Reader(open_current(DataDir.from_environment())), parsed)
    except NoVersionError:
        said = words("error.no_version")
    except UnknownMetricError as error:
        said = words("error.no_metric", metric=error.args[0])
    except (UnknownAreaError, OutOfScopeError) as error:
        said = words("error.no_area", area=error.args[0])
    except PeriodError as error:
        said = words("error.no_period", period=error)
    else:
        sys.stdout.write(
            json.dumps(answer, ensure_ascii=False, indent=1) + "\n"
            if parsed.json
            else _as_table(answer)
        )
        return 0
    sys.stderr.write(said + "\n")
    return MISTAKE


def _as_table(answer: dict[str, Any]) -> str:
    """Write values for a person: one line an area."""
    columns = ("area_code", "area", "numerator", "denominator", "value", "low", "high")
    lines = ["\t".join((*columns, "rank", "withheld"))]
    for row in answer["rows"]:
        rank = f"{row['rank']} ({row['rank_low']}–{row['rank_high']})" if row["rank"] else ""
        cells = ["" if row[name] is None else str(row[name]) for name in columns]
        lines.append("\t".join((*cells, rank, row["withheld"] or "")))
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    sys.exit(main())
