"""Delivered headers as column names: `*` and `^a$` are names here, not patterns."""

import polars as pl


def exactly(name: str) -> pl.Expr:
    """Take the column of exactly this name; ``pl.col`` would read some headers as patterns."""
    return pl.selectors.by_name(name).as_expr()
