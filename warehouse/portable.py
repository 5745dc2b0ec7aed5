"""The subset of SQL that means the same on DuckDB and on Spark; reductions keep to it.

Transpiling is not enough: 11 of 45 common expressions change their meaning silently between the
two engines (day differences, integer casts, percentiles …), so what may be used is listed.
"""

import sqlglot
from sqlglot import exp

from warehouse.model_files import Model

FUNCTIONS = {
    "abs",
    "and",
    "case",
    "cast",
    "coalesce",
    "concat",
    "count",
    "datediff",
    "greatest",
    "if",
    "lag",
    "lead",
    "least",
    "lower",
    "max",
    "min",
    "nullif",
    "or",
    "rank",
    "round",
    "row_number",
    "sum",
    "timestamp_trunc",
    "date_trunc",
    "trim",
    "upper",
}
BANNED = (exp.Pivot, exp.Lateral, exp.Unnest, exp.Star, exp.Qualify, exp.Filter)
WHOLE_UNITS = {"SECOND"}


def violations(model: Model) -> list[str]:
    """Name what a model uses outside the portable subset; empty when it keeps to it."""
    tree = sqlglot.parse_one(model.sql, read="duckdb")
    found = [type(node).__name__ for node in tree.find_all(*BANNED) if not _is_row_count(node)]
    found += [_name(node) for node in tree.find_all(exp.Func) if _name(node) not in FUNCTIONS]
    found += [
        f"date_diff in {node.args.get('unit')}"
        for node in tree.find_all(exp.DateDiff)
        if str(node.args.get("unit")).upper() not in WHOLE_UNITS
    ]
    found += [
        "division without nullif"
        for node in tree.find_all(exp.Div)
        if not node.expression.find(exp.Nullif)
    ]
    return sorted(set(found))


def _is_row_count(node: exp.Expression) -> bool:
    return isinstance(node, exp.Star) and isinstance(node.parent, exp.Count)


def _name(node: exp.Func) -> str:
    return (node.name if isinstance(node, exp.Anonymous) else node.sql_name()).lower()
