"""Hold rows to what their contract claims, and name the claims that they break."""

from functools import cache

import dataframely as dy
import polars as pl

from pipelines.contract import Contract
from pipelines.convert import FAILURES_SCHEMA

BOUNDS = ("min", "max", "min_exclusive", "max_exclusive")


def broken_rules(
    frame: pl.DataFrame, contract: Contract, *, unreadable: pl.DataFrame
) -> pl.DataFrame:
    """Name the rules of ``contract`` that rows break.

    Args:
        frame: typed rows.
        contract: what they must keep.
        unreadable: cells that could not be read, with ``source_line`` and ``column``; a rule
            that reads one of them says nothing about its row.

    Returns:
        One row a record and broken rule, columns as in `FAILURES_SCHEMA`; ``column`` is null for
        a rule about the whole row.
    """
    found = [pl.DataFrame(schema=FAILURES_SCHEMA)]
    _, failure = contract.filter(frame)
    details = failure.details() if len(failure) else frame.clear()
    for rule in failure.counts():
        name, _, check = rule.rpartition("|")
        reads = [name] if name else list(reads_of(contract, check))
        moot = unreadable.filter(pl.col("column").is_in(reads))
        broken = details.filter(pl.col(rule) == "invalid").join(moot, on="source_line", how="anti")
        reason, hint = _reason(check, contract.columns().get(name))
        found.append(
            broken.select(
                "source_line",
                pl.lit(name or None, pl.String).alias("column"),
                pl.lit(reason).alias("reason"),
                pl.lit(None, pl.String).alias("value"),
                pl.lit(hint, pl.String).alias("hint"),
            )
        )
    return pl.concat(found)


@cache
def reads_of(contract: Contract, rule: str) -> tuple[str, ...]:
    """Name the columns that a rule about whole rows reads."""
    expression: pl.Expr = getattr(contract, rule).validation_fn(contract)
    return tuple(expression.meta.root_names())


@cache
def row_rules(contract: Contract) -> tuple[str, ...]:
    """Name the rules of ``contract`` about whole rows."""
    return tuple(
        name
        for base in reversed(contract.__mro__)
        for name, member in vars(base).items()
        if hasattr(member, "validation_fn")
    )


def _reason(check: str, column: dy.Column | None) -> tuple[str, str | None]:
    """Translate a rule of the schema library into a reason of ours."""
    if column is None:
        return check, None
    if check == "nullability":
        return "is_missing", None
    if check in BOUNDS:
        least, most = getattr(column, "min", None), getattr(column, "max", None)
        return "out_of_bounds", f"{least} … {most or getattr(column, 'max_exclusive', None)}"
    return "too_long", None
